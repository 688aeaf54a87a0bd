/** What a zod schema is made of, as far as finding its sums needs it. */
type Schema = { _zod: { def: Definition } };
type Definition = { type: string; shape?: Record<string, Schema>; innerType?: Schema; element?: Schema; options?: Schema[]; in?: Schema; left?: Schema; right?: Schema; valueType?: Schema; values?: unknown[]; entries?: Record<string, string>; format?: string };
/** One field that a procedure takes: its path, its type, and an input that is well-formed but for what is put there. */
export type Field = { path: string[]; type: string; put: (value: unknown) => unknown };

const inner = ({ innerType, in: input, left }: Definition) => innerType ?? input ?? left;

/** A value that this schema takes, or nearly: what it lacks shows as further refused fields. */
function sample({ _zod: { def } }: Schema): unknown {
  const wrapped = inner(def);
  if (def.shape) return Object.fromEntries(Object.entries(def.shape).map(([name, child]) => [name, sample(child)]));
  if (def.element) return [sample(def.element)];
  if (def.options?.[0]) return sample(def.options[0]);
  if (wrapped) return sample(wrapped);
  if (def.values) return def.values[0];
  if (def.entries) return Object.values(def.entries)[0];
  const plain: Record<string, unknown> = { string: def.format === "uuid" ? "0197a000-0000-7000-8000-0000000000ae" : "xxxx", number: 1, boolean: true, bigint: 100n, date: new Date(0) };
  return plain[def.type];
}

/** Every field of a schema, those of all its variants too. */
export function fieldsOf(schema: Schema): Field[] {
  const { def } = schema._zod;
  const { shape } = def;
  const wrapped = inner(def);
  const under = (name: string, child: Schema, put: (value: unknown) => unknown) => fieldsOf(child).map((field) => ({ path: [name, ...field.path], type: field.type, put: (value: unknown) => put(field.put(value)) }));
  if (shape) return Object.entries(shape).flatMap(([name, child]) => under(name, child, (value) => ({ ...(sample(schema) as object), [name]: value })));
  if (def.element) return under("0", def.element, (value) => [value]);
  if (def.options) return def.options.flatMap(fieldsOf);
  if (wrapped) return fieldsOf(wrapped);
  return [{ path: [], type: def.type, put: (value) => value }];
}

/** Sums are named so throughout. */
export const isMoney = ({ path }: Field) => /(^f|F)en$/.test(path.findLast((step) => step !== "0") ?? "");
