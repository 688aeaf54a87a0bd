import { canonicalJson } from "../audit/audit.rules";
import { TmfError } from "./error.rules";

type Json = Record<string, unknown>;
export const isObject = (value: unknown): value is Json => value !== null && typeof value === "object" && !Array.isArray(value);

/** RFC 7396: null takes out, objects are merged, everything else, lists too, is replaced whole. */
export function mergePatched(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged: Json = isObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (name === "__proto__") continue;
    if (value === null) delete merged[name];
    else merged[name] = mergePatched(merged[name], value);
  }
  return merged;
}

/** True when two pieces of JSON say the same, whatever the order of their names. */
const isSame = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);

/** The first-level attributes that a patch would change; one that repeats what stands is no change. */
export function changedBy(current: Json, patch: Json): string[] {
  const after = mergePatched(current, patch) as Json;
  return Object.keys(patch).filter((name) => !isSame(current[name] ?? null, after[name] ?? null));
}

/** Throws 400 when a patch would change what may not be changed. */
export function refuseChangesBut(current: Json, patch: Json, allowed: readonly string[]): string[] {
  const changed = changedBy(current, patch);
  const refused = changed.filter((name) => !allowed.includes(name));
  if (refused.length > 0) throw new TmfError("24", `these cannot be changed: ${refused.join(", ")}`);
  return changed;
}
