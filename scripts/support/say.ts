/** A failure whose message is a sentence that says what to do; printed without a stack. */
export class PlainFailure extends Error {}

const started = Date.now();

/** One line of progress with the seconds since the start. */
export function say(line: string): void {
  console.log(`▸ ${line} (${Math.round((Date.now() - started) / 1000)}s)`);
}

/** Runs a script's main function; a plain failure is one sentence, anything else keeps its stack. */
export function runMain(main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    console.error(error instanceof PlainFailure ? `\n✖ ${error.message}` : error);
    process.exit(1);
  });
}
