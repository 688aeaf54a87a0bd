import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

export type Literal = { file: string; source: string; flags: string };

function* sources(path: string): Generator<string> {
  if (!statSync(path).isDirectory()) return yield path;
  for (const name of readdirSync(path)) if (name !== "generated") yield* sources(join(path, name));
}

/** Every regular expression written in our sources, tests aside. */
export async function literals(roots: readonly string[]): Promise<Literal[]> {
  const found: Literal[] = [];
  for (const root of roots) for (const file of sources(root)) {
    if (!/\.tsx?$/.test(file) || /\.test\./.test(file)) continue;
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf("/");
        found.push({ file, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
      }
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, false, file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS));
  }
  return found;
}

/** Those that an attacker can make slow, and how many could not be decided; null without the package `recheck`. */
export async function slowOnes(all: readonly Literal[]): Promise<{ slow: string[]; unknown: number } | null> {
  const tool = await import("recheck").catch(() => null);
  if (!tool) return null;
  const slow: string[] = [];
  let unknown = 0;
  for (const { file, source, flags } of all) {
    const { status } = await tool.check(source, flags, { timeout: 3000 });
    if (status === "vulnerable") slow.push(`${file} /${source}/${flags}`);
    if (status === "unknown") unknown += 1;
  }
  return { slow, unknown };
}
