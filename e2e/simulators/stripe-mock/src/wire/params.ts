import { z } from "zod";
import { invalid, type StripeFailure } from "./errors";
import { paramName, type FormHash } from "./form";

type Report = { message: string; code?: string };
type Context = { addIssue: (issue: { code: "custom"; message: string; params: Report; input: unknown }) => void };

function report(context: Context, input: unknown, problem: Report): typeof z.NEVER {
  context.addIssue({ code: "custom", message: problem.message, params: problem, input });
  return z.NEVER;
}

const raw = z.string();
const emptyText = "You passed an empty string for '%s'. We assume empty values are an attempt to unset a parameter; however '%s' cannot be unset. You should remove '%s' from your request or supply a non-empty value.";

/** Text that must say something. */
export const text = (max = 5000) =>
  raw.transform((value, context) => {
    if (value === "") return report(context, value, { message: emptyText, code: "parameter_invalid_empty" });
    if (value.length > max) return report(context, value, { message: `Invalid string: must be at most ${max} characters` });
    return value;
  });

/** Text that an empty value unsets. */
export const clearable = (max = 5000) =>
  raw.transform((value, context) => {
    if (value.length > max) return report(context, value, { message: `Invalid string: must be at most ${max} characters` });
    return value === "" ? null : value;
  });

export const whole = (limits: { min?: number; max?: number } = {}) =>
  raw.transform((value, context) => {
    const code = "parameter_invalid_integer";
    if (!/^-?\d{1,15}$/.test(value)) return report(context, value, { message: `Invalid integer: ${value}`, code });
    const number = Number(value);
    const { min, max } = limits;
    if (min !== undefined && number < min) return report(context, value, { message: `This value must be greater than or equal to ${min}.`, code });
    if (max !== undefined && number > max) return report(context, value, { message: `This value must be less than or equal to ${max}.`, code });
    return number;
  });

export const flag = () =>
  raw.transform((value, context) => {
    if (value === "true" || value === "false") return value === "true";
    return report(context, value, { message: `Invalid boolean: ${value}` });
  });

export const choice = <const T extends string>(values: readonly T[]) =>
  raw.transform((value, context): T => {
    const known = values.find((candidate) => candidate === value);
    return known ?? report(context, value, { message: `Invalid %s: must be ${oneOf(values)}` });
  });

export const webAddress = () =>
  raw.transform((value, context) => {
    const placeholder = value.replaceAll("{CHECKOUT_SESSION_ID}", "cs_test");
    if (/^https?:\/\//.test(value) && URL.canParse(placeholder)) return value;
    return report(context, value, { message: "Not a valid URL", code: "url_invalid" });
  });

export const email = () =>
  raw.transform((value, context) => {
    if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return value;
    return report(context, value, { message: `Invalid email address: ${value}`, code: "email_invalid" });
  });

/** An array comes as a hash with numbers for names; an empty one as an empty text. */
export const list = <S extends z.ZodType>(item: S) => z.array(item);

/** Up to 50 names of 40 characters; `null` means every name is to go, an empty value that one name is. */
export const metadata = () =>
  z.union([raw, z.array(raw), z.record(z.string(), raw)]).transform((value, context): Record<string, string> | null => {
    if (value === "") return null;
    if (typeof value === "string") return report(context, value, { message: "Invalid hash" });
    const entries = Object.entries(value);
    if (entries.length > 50) return report(context, value, { message: "Metadata can have up to 50 keys." });
    for (const [name, content] of entries) {
      if (name.length > 40) return report(context, value, { message: `Metadata keys must be at most 40 characters, but '${name}' is longer.` });
      if (content.length > 500) return report(context, value, { message: `Metadata values can have up to 500 characters, but you passed in a value that is ${content.length} characters. Invalid value: ${content}` });
    }
    return Object.fromEntries(entries);
  });

/** `created=…` or `created[gte]=…&created[lt]=…`. */
export const timeRange = () =>
  z.union([whole(), z.strictObject({ gt: whole().optional(), gte: whole().optional(), lt: whole().optional(), lte: whole().optional() })]);

export type TimeRange = z.output<ReturnType<typeof timeRange>>;

export const expand = { expand: z.array(raw).max(20).optional() };
export const paging = { limit: whole({ min: 1, max: 100 }).optional(), starting_after: text().optional(), ending_before: text().optional() };

/** Metadata after a change: names that were not mentioned stay. */
export function mergedMetadata(before: Record<string, string> | null, change: Record<string, string> | null | undefined): Record<string, string> {
  if (change === null) return {};
  const merged = Object.entries({ ...before, ...change }).filter(([, value]) => value !== "");
  return Object.fromEntries(merged);
}

/** Checks parameters and words the first problem as Stripe would: unknown names before missing ones before wrong values. */
export function readParams<S extends z.ZodType>(schema: S, given: FormHash): z.output<S> {
  const checked = schema.safeParse(given);
  if (checked.success) return checked.data;
  const issues = flattened(checked.error.issues);
  throw unknownOf(issues) ?? missingOf(issues, given) ?? wrongOf(issues, given);
}

type Found = { issue: z.core.$ZodIssue; path: PropertyKey[] };

/** The members of a union all complain; the one that got furthest knows what the caller meant. */
function flattened(issues: readonly z.core.$ZodIssue[], base: readonly PropertyKey[] = []): Found[] {
  return issues.flatMap((issue) => {
    const path = [...base, ...issue.path];
    if (issue.code !== "invalid_union" || issue.errors.length === 0) return [{ issue, path }];
    const alternatives = issue.errors.map((errors) => flattened(errors, path));
    return alternatives.find((found) => found.every((one) => one.issue.code !== "invalid_type" || one.path.length > path.length)) ?? alternatives[0] ?? [];
  });
}

function unknownOf(issues: readonly Found[]): StripeFailure | null {
  const names = issues.flatMap(({ issue, path }) => (issue.code === "unrecognized_keys" ? issue.keys.map((key) => paramName([...path, key])) : []));
  const [first] = names;
  if (first === undefined) return null;
  const message = names.length === 1 ? `Received unknown parameter: ${first}` : `Received unknown parameters: ${names.join(", ")}`;
  return invalid(message, { code: "parameter_unknown", param: first });
}

function missingOf(issues: readonly Found[], given: FormHash): StripeFailure | null {
  const gap = issues.find(({ issue, path }) => issue.code === "invalid_type" && valueAt(given, path) === undefined);
  return gap ? missingParam(paramName(gap.path)) : null;
}

export const missingParam = (name: string) => invalid(`Missing required param: ${name}.`, { code: "parameter_missing", param: name });

function wrongOf(issues: readonly Found[], given: FormHash): StripeFailure {
  const [found] = issues;
  if (!found) return invalid("Invalid request");
  const { issue, path } = found;
  const name = paramName(path);
  if (issue.code === "custom") {
    const { code } = (issue.params ?? {}) as Partial<Report>;
    const message = issue.message.replaceAll("%s", code === "parameter_invalid_empty" ? name : String(path.at(-1) ?? ""));
    return invalid(message, code === undefined ? { param: name } : { param: name, code });
  }
  if (valueAt(given, path) === "") return invalid(emptyText.replaceAll("%s", name), { param: name, code: "parameter_invalid_empty" });
  const wanted = issue.code === "invalid_type" ? issue.expected : "value";
  return invalid(`Invalid ${wanted === "record" || wanted === "object" ? "object" : wanted}`, { param: name });
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  let value = given;
  for (const part of path) value = typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined;
  return value;
}

function oneOf(values: readonly string[]): string {
  if (values.length < 3) return values.length === 1 ? (values[0] ?? "") : `one of ${values.join(" or ")}`;
  return `one of ${values.slice(0, -1).join(", ")}, or ${values.at(-1) ?? ""}`;
}
