import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";
import { type Value, sayIn } from "../say";
import { english } from ".";

const root = resolve(import.meta.dirname, "../..");
const han = /[\u4e00-\u9fff]/;
const words: Readonly<Record<string, unknown>> = english;

const namesIn = (text: string) => [...new Set([...text.matchAll(/\{([A-Za-z0-9]+)\}/g)].map(([, name]) => name ?? ""))].sort();
/** What an entry says when each of its values is its own name in angles, so that what it leaves out or makes up is seen. */
function said(entry: unknown, names: readonly string[]): string {
  if (typeof entry === "string") return entry.replaceAll(/\{([A-Za-z0-9]+)\}/g, "<$1>");
  return (entry as (values: Record<string, Value>) => string)(Object.fromEntries(names.map((name) => [name, `<${name}>`])));
}

it("AX2: every sentence in English names what the Chinese one names, and is English", () => {
  for (const [chinese, entry] of Object.entries(words)) {
    const names = namesIn(chinese);
    const text = said(entry, names);
    expect([...new Set([...text.matchAll(/<([A-Za-z0-9]+)>/g)].map(([, name]) => name ?? ""))].sort(), chinese).toEqual(names);
    expect(text, chinese).not.toMatch(/[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/);
  }
});

it("AX2: one is one and many are many, and an element keeps its place", () => {
  const say = sayIn("en", english);
  expect(say("共 {count} 张", { count: 1 })).not.toBe(say("共 {count} 张", { count: 2 }).replace("2", "1"));
  expect(sayIn("zh-CN", null)("共 {count} 张", { count: 2 })).toBe("共 2 张");
});

it("AX2: what is sold goes by the English name that staff wrote, alone, in a row and behind its product; what has none stays", () => {
  const say = sayIn("en", english, { "协同办公 OA": "Office (OA)", 标准版: "Standard", 企业邮箱: "Mail", 席: "seat" });
  expect([say.named("协同办公 OA 标准版"), say.named("协同办公 OA、企业邮箱"), say.named("齐鲁精工"), say.counted(2, "席"), say.counted(1, "席"), say.named(null)]).toEqual(["Office (OA) Standard", "Office (OA), Mail", "齐鲁精工", "2 seats", "1 seat", null]);
  expect([sayIn("zh-CN", null).named("协同办公 OA 标准版"), sayIn("zh-CN", null).counted(2, "席")]).toEqual(["协同办公 OA 标准版", "2 席"]);
});

const parsed = new Map<string, ts.SourceFile>();
const sourceOf = (file: string) => parsed.get(file) ?? parsed.set(file, ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true, file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS)).get(file)!;
const fileOf = (from: string, specifier: string): string | undefined => {
  const path = specifier.startsWith("@/") ? join(root, specifier.slice(2)) : specifier.startsWith(".") ? join(dirname(from), specifier) : null;
  return path === null ? undefined : [`${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find((file) => existsSync(file));
};
const importsOf = (file: string) => sourceOf(file).statements.filter(ts.isImportDeclaration).filter(({ importClause }) => importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword);

/** The parts that pages of the signed-in area are made of: all of components/ that is reached from them. */
function partsOfArea(): string[] {
  const area = join(root, "app/storefront/[platform]/[province]/[locale]/account");
  const queue = readdirSync(area, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".tsx")).map((name) => join(area, name));
  const seen = new Set<string>();
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const { moduleSpecifier } of importsOf(file)) {
      const target = ts.isStringLiteral(moduleSpecifier) ? fileOf(file, moduleSpecifier.text) : undefined;
      if (target !== undefined && /\/(?:app|components)\//.test(target.slice(root.length))) queue.push(target);
    }
  }
  return [...seen];
}

/** Chinese in a piece of code that no `say` says: each must be a word that `say.word` finds. */
function chineseIn(node: ts.Node, found: string[] = []): string[] {
  if (ts.isTypeNode(node) || ts.isImportDeclaration(node)) return found;
  if (ts.isCallExpression(node) && /^(?:say|sayNow\(\))(?:\.rich)?$/.test(node.expression.getText())) {
    for (const argument of node.arguments.slice(1)) chineseIn(argument, found);
    return found;
  }
  if ((ts.isStringLiteralLike(node) || ts.isJsxText(node)) && han.test(node.text)) found.push(ts.isJsxText(node) ? node.text.trim() : node.text);
  else if (ts.isTemplateExpression(node) && [node.head, ...node.templateSpans.map(({ literal }) => literal)].some(({ text }) => han.test(text))) found.push(node.getText());
  ts.forEachChild(node, (child) => { chineseIn(child, found); });
  return found;
}

/** The tables of words that a part takes from messages/ and from the rules of the rooms, whole. */
function tablesOf(file: string): [string, ts.Node][] {
  return importsOf(file).flatMap(({ moduleSpecifier, importClause }) => {
    const target = ts.isStringLiteral(moduleSpecifier) ? fileOf(file, moduleSpecifier.text) : undefined;
    const bindings = importClause?.namedBindings;
    if (target === undefined || !bindings || !ts.isNamedImports(bindings) || !/\/(?:messages\/[^/]+\.zh-CN|messages\/zh-CN|server\/.*\.(?:words|rules))\.ts$/.test(target)) return [];
    const wanted = new Set(bindings.elements.filter(({ isTypeOnly }) => !isTypeOnly).map(({ name, propertyName }) => (propertyName ?? name).text));
    return sourceOf(target).statements.flatMap((statement): [string, ts.Node][] => {
      if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.filter(({ name }) => ts.isIdentifier(name) && wanted.has(name.text)).map((declaration) => [`${relative(root, target)} ${declaration.name.getText()}`, declaration]);
      return ts.isFunctionDeclaration(statement) && statement.name && wanted.has(statement.name.text) ? [[`${relative(root, target)} ${statement.name.text}`, statement]] : [];
    });
  });
}

it("AX2: whatever the signed-in area says has its English: the sentences of its parts, and the tables that they read words from", () => {
  const parts = partsOfArea();
  expect(parts.length).toBeGreaterThan(300);
  const pieces = new Map<string, ts.Node>(parts.flatMap((file) => [[relative(root, file), sourceOf(file)] as [string, ts.Node], ...tablesOf(file)]));
  const missing = [...pieces].flatMap(([where, node]) => chineseIn(node).filter((text) => words[text] === undefined).map((text) => `${where}: ${text}`));
  expect(missing).toEqual([]);
});
