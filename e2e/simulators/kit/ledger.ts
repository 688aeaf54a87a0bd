import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import path from "node:path";

const callsKept = 500;

export type Answer = { status: number; body: Record<string, unknown> };

/** Something that really happened in the stood-in system; `data` is what its own tables are rebuilt from. */
export type Effect = { key: string; operation: string; at: string; data: Record<string, unknown> };

/** What became of a key. `first` is repeated to every retry; `answer` differs from it once accepted work has ended. */
export type Outcome = {
  key: string;
  operation: string;
  fingerprint: string;
  at: string;
  request: unknown;
  first: Answer;
  answer: Answer;
  settled: boolean;
};

export type CallEntry = {
  number: number;
  at: string;
  method: string;
  path: string;
  operation: string;
  key: string | null;
  headers: Record<string, string>;
  body: string;
  repeated: boolean;
  status: number | null;
  fault: string | null;
  durationMs: number | null;
};

/** One attempt to deliver a callback; `final` ends the deliveries of its key. */
export type Delivery = { key: string; at: string; attempt: number; status: number | null; final: boolean };

type Line =
  | { type: "call"; call: CallEntry }
  | { type: "answered"; number: number; status: number | null; fault: string | null; durationMs: number }
  | { type: "outcome"; outcome: Outcome; effect: Effect | null }
  | { type: "settled"; key: string; answer: Answer; effect: Effect | null }
  | { type: "delivery"; delivery: Delivery };

export type Ledger = ReturnType<typeof openLedger>;

/**
 * Memory and, with a folder, an append-only file of a stand-in. An effect and the answer to its key are one line, written
 * before anything is answered, so a killed process either did it and remembers, or never did.
 */
export function openLedger(name: string, dataDir: string | undefined) {
  const outcomes = new Map<string, Outcome>();
  const effects: Effect[] = [];
  const deliveries: Delivery[] = [];
  const calls = new Map<number, CallEntry>();
  let lastCall = 0;

  function take(line: Line): void {
    if (line.type === "call") {
      lastCall = Math.max(lastCall, line.call.number);
      calls.set(line.call.number, line.call);
      if (calls.size > callsKept) calls.delete(calls.keys().next().value ?? 0);
    } else if (line.type === "answered") {
      const call = calls.get(line.number);
      if (call) Object.assign(call, { status: line.status, fault: line.fault, durationMs: line.durationMs });
    } else if (line.type === "outcome") {
      outcomes.set(line.outcome.key, line.outcome);
      if (line.effect) effects.push(line.effect);
    } else if (line.type === "settled") {
      const outcome = outcomes.get(line.key);
      if (outcome) Object.assign(outcome, { answer: line.answer, settled: true });
      if (line.effect) effects.push(line.effect);
    } else {
      deliveries.push(line.delivery);
    }
  }

  let file = dataDir === undefined ? null : openFile(path.join(dataDir, `${name}.jsonl`), take);
  function keep(line: Line): void {
    if (file !== null) writeSync(file, `${JSON.stringify(line)}\n`);
    take(line);
  }

  return {
    outcomes: outcomes as ReadonlyMap<string, Outcome>,
    effects: effects as readonly Effect[],
    deliveries: deliveries as readonly Delivery[],
    calls: () => [...calls.values()],
    nextCallNumber: () => lastCall + 1,
    keepCall: (call: CallEntry) => keep({ type: "call", call }),
    keepAnswered: (number: number, end: { status: number | null; fault: string | null; durationMs: number }) =>
      keep({ type: "answered", number, ...end }),
    keepOutcome: (outcome: Outcome, effect: Effect | null) => keep({ type: "outcome", outcome, effect }),
    keepSettled: (key: string, answer: Answer, effect: Effect | null) => keep({ type: "settled", key, answer, effect }),
    keepDelivery: (delivery: Delivery) => keep({ type: "delivery", delivery }),
    close: () => {
      if (file !== null) closeSync(file);
      // The number is handed out again at once, so a late writer must not find it here.
      file = null;
    },
  };
}

function openFile(filePath: string, take: (line: Line) => void): number {
  mkdirSync(path.dirname(filePath), { recursive: true });
  const text = readIfThere(filePath);
  for (const row of text.split("\n")) {
    const line = parsed(row);
    if (line) take(line);
  }
  const file = openSync(filePath, "a");
  // A process killed in mid-write leaves half a line; the next record must not be glued to it.
  if (text !== "" && !text.endsWith("\n")) writeSync(file, "\n");
  return file;
}

function readIfThere(filePath: string): string {
  try {
    return readFileSync(filePath, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}

function parsed(row: string): Line | null {
  if (row === "") return null;
  try {
    return JSON.parse(row) as Line;
  } catch {
    return null;
  }
}
