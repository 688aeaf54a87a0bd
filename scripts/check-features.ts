import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { PlainFailure, runMain, say } from "./support/say";

const rowId = /\b(?:PN|SC|AI|PC|OR|PR|CH|BI|PA|ST|TK|RP|NT|BO|IN|SY|AX|DP)\d{1,2}\b/g;

function* testFiles(dir: string): Generator<string> {
  for (const name of readdirSync(dir)) {
    if (["node_modules", ".next", ".data", ".git", "generated"].includes(name)) continue;
    const path = join(dir, name);
    if (statSync(path).isDirectory()) yield* testFiles(path);
    else if (/\.(test|spec)\.tsx?$/.test(name)) yield path;
  }
}

/** Rows that stand in a test's own name: it("OR10, BI3: …"), test("…"), it.each(…)("SC6: …"). */
function rowsNamed(): Map<string, string[]> {
  const named = new Map<string, string[]>();
  for (const file of testFiles(".")) {
    const text = readFileSync(file, "utf8");
    for (const [, title] of text.matchAll(/(?:\b(?:it|test|describe)\(|\]\s*(?:as const)?\)\(|\)\()\s*"([^"]*)"/g)) {
      for (const [row] of (title?.split(":")[0] ?? "").matchAll(rowId)) named.set(row, [...(named.get(row) ?? []), file]);
    }
  }
  return named;
}

runMain(async () => {
  const listed = new Set([...readFileSync("docs/features.md", "utf8").matchAll(/^\| (\w{2}\d{1,2}) \|/gm)].map(([, row]) => row ?? ""));
  if (listed.size === 0) throw new PlainFailure("docs/features.md lists no row: a table row begins with | PN1 |.");
  const named = rowsNamed();
  const untested = [...listed].filter((row) => !named.has(row));
  const unlisted = [...named.keys()].filter((row) => !listed.has(row));
  if (untested.length > 0) throw new PlainFailure(`docs/features.md lists rows that no test's name cites: ${untested.join(", ")}. Write the test or take the row out.`);
  if (unlisted.length > 0) throw new PlainFailure(`Tests cite rows that docs/features.md does not list: ${unlisted.map((row) => `${row} (${named.get(row)?.[0]})`).join(", ")}.`);
  say(`${listed.size} rows, each with a test that names it`);
});
