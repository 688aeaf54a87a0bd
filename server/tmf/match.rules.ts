import type { Condition, Operator, TmfQuery } from "./query.rules";

/** Every value that a dotted name leads to in a resource; through lists, that of each element. */
export function valuesAt(node: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(node)) return node.flatMap((element) => valuesAt(element, path));
  const [name, ...rest] = path;
  if (name === undefined) return [node];
  if (node === null || typeof node !== "object" || !Object.hasOwn(node, name)) return [];
  return valuesAt((node as Record<string, unknown>)[name], rest);
}

/** Below, at or above zero; dates by time, numbers by size, else by letters. */
function compared(a: unknown, b: string): number {
  if (typeof a === "number") return a - Number(b);
  const [left, right] = [String(a), b];
  const [leftTime, rightTime] = /^\d{4}-\d{2}-\d{2}/.test(left) && /^\d{4}-\d{2}-\d{2}/.test(right) ? [Date.parse(left), Date.parse(right)] : [NaN, NaN];
  if (!Number.isNaN(leftTime) && !Number.isNaN(rightTime)) return leftTime - rightTime;
  return left < right ? -1 : left > right ? 1 : 0;
}

const holds: Record<Exclude<Operator, "regex">, (order: number) => boolean> = { eq: (n) => n === 0, gt: (n) => n > 0, gte: (n) => n >= 0, lt: (n) => n < 0, lte: (n) => n <= 0 };

function fits(resource: unknown, { attribute, operator, values }: Condition): boolean {
  const found = valuesAt(resource, attribute.split(".")).filter((value) => value !== null && typeof value !== "object");
  // A pattern of a stranger's is run over nothing.
  if (operator === "regex") return false;
  return found.some((value) => values.some((wanted) => holds[operator](compared(value, wanted))));
}

/** True when a resource that is at hand fits a query; in a list, when any element does (TMF630). */
export function matches(resource: unknown, { filter }: Pick<TmfQuery, "filter">): boolean {
  return filter.every((group) => group.some((condition) => fits(resource, condition)));
}
