import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import path from "node:path";
import type { Tables, TableName } from "./tables";

/** One change of one row; `row` null removes it. */
export type Change = { [T in TableName]: [table: T, id: string, row: Tables[T] | null] }[TableName];

export type Journal = { write: (changes: readonly Change[]) => void; close: () => void };

/**
 * An append-only file of what was changed together. A line is handed to the system before anything is answered, so a killed
 * process loses nothing it has promised; it is not flushed to the disk, so a machine that loses power may.
 */
export function openJournal(dataDir: string | undefined, replay: (changes: readonly Change[]) => void): Journal {
  if (dataDir === undefined) return { write: () => undefined, close: () => undefined };
  mkdirSync(dataDir, { recursive: true });
  const filePath = path.join(dataDir, "stripe.jsonl");
  const text = readIfThere(filePath);
  for (const row of text.split("\n")) {
    const changes = parsed(row);
    if (changes) replay(changes);
  }
  let file: number | null = openSync(filePath, "a");
  // A process killed in mid-write leaves half a line; the next record must not be glued to it.
  if (text !== "" && !text.endsWith("\n")) writeSync(file, "\n");
  return {
    write: (changes) => {
      if (file !== null) writeSync(file, `${JSON.stringify(changes)}\n`);
    },
    close: () => {
      if (file !== null) closeSync(file);
      file = null;
    },
  };
}

function readIfThere(filePath: string): string {
  try {
    return readFileSync(filePath, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}

function parsed(row: string): Change[] | null {
  if (row === "") return null;
  try {
    return JSON.parse(row) as Change[];
  } catch {
    return null;
  }
}
