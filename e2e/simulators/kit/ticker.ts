const TICK_MS = 400;

/** Does a piece of work again and again, never twice at once; keeps no process alive. */
export function createTicker(work: () => Promise<void>): { start: () => void; stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let isBusy = false;
  return {
    start: () => {
      timer = setInterval(() => {
        if (isBusy) return;
        isBusy = true;
        void work().finally(() => (isBusy = false));
      }, TICK_MS).unref();
    },
    stop: () => clearInterval(timer),
  };
}
