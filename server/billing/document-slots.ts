import { AppError } from "../kernel/errors";
import { processWide } from "../process-wide";

const AT_ONCE = 2;
const WAIT_MS = 5000;
const MAX_WAITING = 16;

type Waiting = { begin: () => void };
const slots = processWide("documentSlots", () => ({ busy: 0, waiting: [] as Waiting[] }));

function enter(waitMs: number): Promise<void> {
  if (slots.busy < AT_ONCE) {
    slots.busy += 1;
    return Promise.resolve();
  }
  if (slots.waiting.length >= MAX_WAITING) return Promise.reject(new AppError("BUSY"));
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      slots.waiting.splice(slots.waiting.indexOf(turn), 1);
      reject(new AppError("BUSY"));
    }, waitMs);
    const turn: Waiting = { begin: () => { clearTimeout(timer); resolve(); } };
    slots.waiting.push(turn);
  });
}

/** The place goes to who waits longest, or becomes free. */
function leave(): void {
  const next = slots.waiting.shift();
  if (next) next.begin();
  else slots.busy -= 1;
}

/** Runs `work` with at most one other heavy document in this process; waits a little for a place, then throws BUSY. */
export async function inDocumentSlot<T>(work: () => Promise<T>, waitMs = WAIT_MS): Promise<T> {
  await enter(waitMs);
  try {
    return await work();
  } finally {
    leave();
  }
}
