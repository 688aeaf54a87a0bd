import { invalid } from "./errors";

export type FormValue = string | FormValue[] | { [name: string]: FormValue };
export type FormHash = { [name: string]: FormValue };
type Branch = Map<string, string | Branch>;

const depthLimit = 12;

/** Stripe's form encoding as nested values: `a[b]`, `a[0][b]` and `a[]`; a hash whose names are 0…n-1 is a list. */
export function decodeForm(text: string): FormHash {
  const root: Branch = new Map();
  for (const [name, value] of new URLSearchParams(text)) place(root, segmentsOf(name), name, value);
  const result: FormHash = Object.create(null) as FormHash;
  for (const [name, value] of root) result[name] = plain(value);
  return result;
}

function segmentsOf(name: string): string[] {
  const open = name.indexOf("[");
  if (open < 0) return [name];
  const rest = name.slice(open);
  if (open === 0 || !/^(\[[^[\]]*\])+$/.test(rest)) throw invalid(`Invalid request: could not parse the parameter name ${name}`, { param: name });
  const segments = [name.slice(0, open), ...rest.slice(1, -1).split("][")];
  if (segments.length > depthLimit) throw invalid(`Invalid request: ${name} is nested too deeply`, { param: name });
  return segments;
}

function place(root: Branch, segments: readonly string[], name: string, value: string): void {
  let branch = root;
  for (const [depth, given] of segments.entries()) {
    const segment = given === "" ? String(branch.size) : given;
    const known = branch.get(segment);
    if (depth === segments.length - 1) {
      if (known instanceof Map) throw invalid(`Invalid ${name}: given both as a value and as a hash`, { param: name });
      branch.set(segment, value);
      return;
    }
    if (typeof known === "string") throw invalid(`Invalid ${name}: given both as a value and as a hash`, { param: name });
    const next: Branch = known ?? new Map();
    branch.set(segment, next);
    branch = next;
  }
}

function plain(value: string | Branch): FormValue {
  if (typeof value === "string") return value;
  const names = [...value.keys()];
  const isList = names.length > 0 && names.every((_, position) => value.has(String(position)));
  if (isList) return names.map((_, position) => plain(value.get(String(position)) ?? ""));
  const hash: FormHash = Object.create(null) as FormHash;
  for (const [name, part] of value) hash[name] = plain(part);
  return hash;
}

/** `a`, `b`, 0 as Stripe names a parameter: `a[b][0]`. */
export function paramName(path: readonly PropertyKey[]): string {
  const [head, ...rest] = path.map(String);
  return `${head ?? ""}${rest.map((part) => `[${part}]`).join("")}`;
}
