import { TmfError } from "./error.rules";

export const operators = ["eq", "gt", "gte", "lt", "lte", "regex"] as const;
export type Operator = (typeof operators)[number];
/** An attribute compared; several values are OR. */
export type Condition = { attribute: string; operator: Operator; values: string[] };
export type Sorting = { attribute: string; isDescending: boolean };

export type TmfQuery = {
  /** AND of groups, each an OR of conditions. */
  filter: Condition[][];
  /** Names of first-level attributes; null: all. Empty for `fields=none`. */
  fields: string[] | null;
  sort: Sorting[];
  /** Null where the caller did not ask for a part. */
  offset: number | null;
  limit: number | null;
};

const bad = (message: string) => new TmfError("28", message);
const MOST_CONDITIONS = 40;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw bad("a percent sign stands before no two hexadecimal digits");
  }
}

/** `"a,b"` as one value a,b; outside quotes a comma parts values. */
export function valuesOf(text: string): string[] {
  const values: string[] = [];
  let value = "";
  let quote = "";
  for (const letter of text) {
    if (quote !== "" ? letter === quote : (letter === '"' || letter === "'") && value === "") quote = quote === "" ? letter : "";
    else if (letter === "," && quote === "") {
      values.push(value.trim());
      value = "";
    } else value += letter;
  }
  return [...values, value.trim()];
}

const unquoted = (text: string) => (/^"[^"]*"$|^'[^']*'$/.test(text) ? text.slice(1, -1) : text);

/** Symbols that compare, the longer first. */
const symbols: readonly [string, Operator][] = [[">=", "gte"], ["<=", "lte"], ["*=", "regex"], [">", "gt"], ["<", "lt"], ["=", "eq"]];

/** One parameter, decoded: name, operator and the text after it. */
function split(parameter: string): { attribute: string; operator: Operator; text: string } {
  const at = parameter.search(/[=<>]|\*=/);
  if (at < 1) throw bad(`"${parameter}" compares nothing`);
  const [symbol, bySymbol] = symbols.find(([sign]) => parameter.startsWith(sign, at)) ?? ["=", "eq" as const];
  const text = parameter.slice(at + symbol.length);
  const name = parameter.slice(0, at).trim();
  const dot = name.lastIndexOf(".");
  const suffix = operators.find((operator) => dot > 0 && operator === name.slice(dot + 1));
  return { attribute: suffix ? name.slice(0, dot) : name, operator: suffix ?? bySymbol, text };
}

function conditionOf(parameter: string): Condition {
  const { attribute, operator, text } = split(parameter);
  const values = operator === "eq" ? valuesOf(text) : [unquoted(text)];
  return { attribute, operator, values };
}

function wholeOf(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw bad(`${name} must be a whole number, not "${text}"`);
  return Number(text);
}

function sortingOf(text: string): Sorting[] {
  return text.split(",").map((part) => part.trim()).filter(Boolean).map((part) => ({ attribute: part.replace(/^[-+]/, ""), isDescending: part.startsWith("-") }));
}

const namesOf = (text: string) => text.split(",").map((part) => part.trim()).filter(Boolean);

/** A repeated attribute under the same comparison is an OR of its values. */
function merged(conditions: readonly Condition[]): Condition[] {
  const all: Condition[] = [];
  for (const condition of conditions) {
    const same = condition.operator === "eq" ? all.find(({ attribute, operator }) => attribute === condition.attribute && operator === "eq") : undefined;
    if (same) same.values.push(...condition.values);
    else all.push({ ...condition, values: [...condition.values] });
  }
  return all;
}

const reserved = ["fields", "offset", "limit", "sort"];

/**
 * The query of TMF630 part 1, from the raw text after the question mark: `&` is AND, `;` is OR, a comma or a repetition is an OR of
 * values, operators as suffix or symbol. Throws 400 for both separators at once, and for what cannot be read.
 */
export function parseQuery(raw: string): TmfQuery {
  const isOr = raw.includes(";");
  if (isOr && raw.includes("&")) throw bad("; and & must not stand together");
  const parameters = raw.split(isOr ? ";" : "&").filter(Boolean).map(decoded);
  if (parameters.length > MOST_CONDITIONS) throw bad(`more than ${MOST_CONDITIONS} parameters`);
  const query: TmfQuery = { filter: [], fields: null, sort: [], offset: null, limit: null };
  const conditions: Condition[] = [];
  for (const parameter of parameters) {
    const name = parameter.split("=", 1)[0] ?? "";
    if (!reserved.includes(name)) {
      conditions.push(conditionOf(parameter));
      continue;
    }
    if (isOr && parameters.length > 1) throw bad(`${name} stands among alternatives`);
    const text = parameter.slice(name.length + 1);
    if (name === "fields") query.fields = [...(query.fields ?? []), ...namesOf(text).filter((field) => field !== "none")];
    else if (name === "sort") query.sort.push(...sortingOf(text));
    else if (name === "offset") query.offset = wholeOf(name, text);
    else query.limit = wholeOf(name, text);
  }
  const each = merged(conditions);
  query.filter = isOr ? [each] : each.map((condition) => [condition]);
  if (query.filter.length === 1 && query.filter[0]?.length === 0) query.filter = [];
  return query;
}

/** The first-level attributes that were asked for; id and href always come (TMF630). A deeper name brings its whole first level. */
export function projected<T extends object>(resource: T, fields: readonly string[] | null): Partial<T> {
  if (fields === null) return resource;
  const wanted = new Set(["id", "href", ...fields.map((field) => field.split(".", 1)[0])]);
  return Object.fromEntries(Object.entries(resource).filter(([name]) => wanted.has(name))) as Partial<T>;
}

/** The Link header of a part of a list: self, first, prev, next and last, with the other parameters kept. */
export function linksOf(url: string, raw: string, { offset, limit, total }: { offset: number; limit: number; total: number }): string {
  const rest = raw.split("&").filter((part) => part !== "" && !/^(?:offset|limit)=/.test(part));
  const link = (rel: string, from: number) => `<${url}?${[...rest, `offset=${from}`, `limit=${limit}`].join("&")}>; rel="${rel}"`;
  const last = limit > 0 ? Math.max(0, Math.ceil(total / limit) - 1) * limit : 0;
  return [
    link("self", offset), link("first", 0),
    ...(offset > 0 ? [link("prev", Math.max(0, offset - limit))] : []),
    ...(limit > 0 && offset + limit < total ? [link("next", offset + limit)] : []),
    link("last", last),
  ].join(", ");
}
