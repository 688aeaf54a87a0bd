import { businessDayOf, dateOf, startOfDay } from "../kernel/calendar";
import { TmfError } from "./error.rules";
import type { Condition, Operator, Sorting, TmfQuery } from "./query.rules";

/** A condition on rows, as the database client takes it. */
export type Where = Record<string, unknown>;
export type Order = Record<string, unknown>;

/** How an attribute of a resource is found in our tables: what a comparison with it means there, and whether rows can stand in its order. */
export type Attribute = {
  where: (operator: Operator, values: readonly string[]) => Where;
  orderBy?: (direction: "asc" | "desc") => Order;
  /** The values apart, each as a condition of its own: for each an index knows the rows in their order, for several at once none does. */
  each?: (values: readonly string[]) => Where[];
};
export type Attributes = Readonly<Record<string, Attribute>>;

/** Matches no row at all. Not an empty OR, which the database client takes for no condition where it stands inside another. */
export const nothing: Where = { id: { in: [] } };

const nested = (path: string, leaf: unknown): Where => path.split(".").reduceRight<unknown>((inner, name) => ({ [name]: inner }), leaf) as Where;
const refuse = (operator: Operator): never => {
  throw new TmfError("28", `this attribute cannot be compared by ${operator}`);
};

/** A path through a to-many relation has no single value to sort by. */
const sortable = (path: string): Pick<Attribute, "orderBy"> => (path.split(".").includes("some") ? {} : { orderBy: (direction) => nested(path, direction) });

/**
 * A pattern that an index can follow: `^abc`, `^abc.*`, `^abc$` with plain letters, or escaped signs. Null for any other, which would
 * have to read every row.
 */
export function prefixOf(pattern: string): { text: string; isWhole: boolean } | null {
  const found = /^\^((?:[^\\^$.|?*+()[\]{}]|\\[\\^$.|?*+()[\]{}-])+)(\.\*)?(\$)?$/.exec(pattern);
  if (!found?.[1]) return null;
  return { text: found[1].replace(/\\(.)/g, "$1"), isWhole: found[3] === "$" && found[2] === undefined };
}

function patternLeaf(pattern: string): unknown {
  const prefix = prefixOf(pattern);
  if (!prefix) throw new TmfError("28", "only patterns that begin with ^ and plain letters are followed, such as ^SD2611");
  return prefix.isWhole ? prefix.text : { startsWith: prefix.text };
}

/** Text, compared letter by letter. */
export function text(path: string): Attribute {
  const where: Attribute["where"] = (operator, values) => {
    const [value = ""] = values;
    if (operator === "eq") return nested(path, { in: [...values] });
    return nested(path, operator === "regex" ? patternLeaf(value) : { [operator]: value });
  };
  return { where, ...sortable(path) };
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
export const isId = (value: string): boolean => uuid.test(value);

/** An id of ours; one of another form belongs to nothing. */
export function id(path: string): Attribute {
  return {
    where: (operator, values) => (operator === "eq" ? nested(path, { in: values.filter(isId) }) : refuse(operator)),
    ...sortable(path),
  };
}

/** The resource's own id, in whose order lists stand: `id.gt` the last one that was read leads through any number of them, where an offset would pass over them all again. */
export const ownId: Attribute = {
  where: (operator, values) => {
    const [value = ""] = values;
    if (operator === "eq") return { id: { in: values.filter(isId) } };
    return operator === "regex" || !isId(value) ? refuse(operator) : { id: { [operator]: value } };
  },
  orderBy: (direction) => ({ id: direction }),
};

/** A word of TM Forum that stands for one or several of ours. A word of none matches nothing. */
export function word(path: string, ours: Readonly<Record<string, string>>): Attribute {
  return {
    where: (operator, values) => (operator === "eq" ? nested(path, { in: Object.keys(ours).filter((own) => values.includes(ours[own] ?? "")) }) : refuse(operator)),
    each: (values) => Object.keys(ours).filter((own) => values.includes(ours[own] ?? "")).map((own) => nested(path, own)),
    ...sortable(path),
  };
}

/** The same where several columns say it: each word with its own condition. */
export function words(conditions: Readonly<Record<string, Where>>): Attribute {
  return {
    where: (operator, values) => {
      if (operator !== "eq") return refuse(operator);
      const known = values.flatMap((value) => (Object.hasOwn(conditions, value) ? [conditions[value]] : []));
      return known.length > 0 ? { OR: known } : nothing;
    },
  };
}

/** Throws 400 for what is no instant. */
export function instantOf(value: string): Date {
  // A plus before the zone may have become a blank on its way.
  const instant = new Date(value.replace(/ (\d{2}:?\d{2})$/, "+$1"));
  if (!/^\d{4}-\d{2}-\d{2}/.test(value) || Number.isNaN(instant.getTime())) throw new TmfError("28", `"${value}" is no date`);
  return instant;
}

/** An instant. */
export function instant(path: string): Attribute {
  const where: Attribute["where"] = (operator, values) => {
    if (operator === "regex") return refuse(operator);
    return nested(path, operator === "eq" ? { in: values.map(instantOf) } : { [operator]: instantOf(values[0] ?? "") });
  };
  return { where, ...sortable(path) };
}

/** The instant of one column, and of another where that one has none. */
export function instantOr(path: string, otherwise: string): Attribute {
  const [one, other] = [instant(path), instant(otherwise)];
  return { where: (operator, values) => ({ OR: [one.where(operator, values), { AND: [nested(path, null), other.where(operator, values)] }] }) };
}

/** A calendar day, which the outside sees as its first instant in the business zone. */
export function day(path: string): Attribute {
  const leafOf = (operator: Exclude<Operator, "regex" | "eq">, value: string) => {
    const at = instantOf(value);
    const on = businessDayOf(at);
    const isExact = startOfDay(on).getTime() === at.getTime();
    // Within a day, that day began before, so it is never at or after the instant.
    const turned = isExact ? operator : operator === "gte" ? "gt" : operator === "lt" ? "lte" : operator;
    return { [turned]: dateOf(on) };
  };
  const exact = (value: string) => {
    const at = instantOf(value);
    const on = businessDayOf(at);
    return startOfDay(on).getTime() === at.getTime() ? [dateOf(on)] : [];
  };
  const where: Attribute["where"] = (operator, values) => {
    if (operator === "regex") return refuse(operator);
    return nested(path, operator === "eq" ? { in: values.flatMap(exact) } : leafOf(operator, values[0] ?? ""));
  };
  return { where, ...sortable(path) };
}

function fenOf(value: string): bigint {
  const found = /^(-?)(\d{1,12})(?:\.(\d{1,2}))?$/.exec(value);
  if (!found) throw new TmfError("28", `"${value}" is no sum in yuan`);
  const fen = BigInt(found[2] ?? "0") * 100n + BigInt((found[3] ?? "").padEnd(2, "0"));
  return found[1] ? -fen : fen;
}

/** A sum, which the outside says in yuan and we keep in fen. */
export function money(path: string): Attribute {
  const where: Attribute["where"] = (operator, values) => {
    if (operator === "regex") return refuse(operator);
    return nested(path, operator === "eq" ? { in: values.map(fenOf) } : { [operator]: fenOf(values[0] ?? "") });
  };
  return { where, ...sortable(path) };
}

/** A whole number. */
export function whole(path: string): Attribute {
  const read = (value: string) => {
    if (!/^-?\d{1,9}$/.test(value)) throw new TmfError("28", `"${value}" is no whole number`);
    return Number(value);
  };
  const where: Attribute["where"] = (operator, values) => {
    if (operator === "regex") return refuse(operator);
    return nested(path, operator === "eq" ? { in: values.map(read) } : { [operator]: read(values[0] ?? "") });
  };
  return { where, ...sortable(path) };
}

/** Yes or no, each with its condition. */
export function flag(yes: Where, no: Where): Attribute {
  return words({ true: yes, false: no });
}

/** An attribute that is the same for every resource of its kind. */
export function always(value: string): Attribute {
  return words({ [value]: {} });
}

function attributeOf(attributes: Attributes, name: string): Attribute {
  const attribute = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  if (!attribute) throw new TmfError("28", `"${name}" cannot be searched for; these can: ${Object.keys(attributes).join(", ")}`);
  return attribute;
}

function whereOf(attributes: Attributes, { attribute, operator, values }: Condition): Where {
  return attributeOf(attributes, attribute).where(operator, values);
}

function orderOf(attributes: Attributes, { attribute, isDescending }: Sorting): Order {
  const { orderBy } = attributeOf(attributes, attribute);
  if (!orderBy) throw new TmfError("28", `"${attribute}" gives no order`);
  return orderBy(isDescending ? "desc" : "asc");
}

/** A query's rows as those of several that have none in common: the first attribute that was asked for several values, value by value. */
export function branchesOf(attributes: Attributes, { filter }: Pick<TmfQuery, "filter">): Where[] {
  const whereOfGroup = (group: Condition[]): Where => ({ OR: group.map((condition) => whereOf(attributes, condition)) });
  for (const group of filter) {
    const [condition, ...others] = group;
    const each = condition && others.length === 0 && condition.operator === "eq" ? attributeOf(attributes, condition.attribute).each?.(condition.values) : undefined;
    if (each && each.length > 1) return each.map((branch) => ({ AND: [...filter.filter((other) => other !== group).map(whereOfGroup), branch] }));
  }
  return [];
}

/**
 * The rows that a query means, and their order, which ends with the id so that pages never overlap, in the direction of what stands
 * before it, so that an index gives both. Throws 400 for an attribute that is not declared.
 */
export function plannedBy(attributes: Attributes, { filter, sort }: Pick<TmfQuery, "filter" | "sort">): { where: Where; orderBy: Order[] } {
  const where = { AND: filter.map((group) => ({ OR: group.map((condition) => whereOf(attributes, condition)) })) };
  return { where, orderBy: [...sort.map((sorting) => orderOf(attributes, sorting)), { id: sort.at(-1)?.isDescending ? "desc" : "asc" }] };
}
