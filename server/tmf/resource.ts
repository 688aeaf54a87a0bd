import { canonicalJson } from "../audit/audit.rules";
import type { Db } from "../db";
import { env } from "../env";
import { type ApiNumber, machineApis } from "../machine/machine.rules";
import type { MachineScope } from "../machine/token.service";
import { processWide } from "../process-wide";
import { type Attribute, type Attributes, type Order, type Where, branchesOf, isId, plannedBy } from "./attribute.rules";
import { TmfError } from "./error.rules";
import { matches, valuesAt } from "./match.rules";
import type { TmfQuery } from "./query.rules";

export type Json = Record<string, unknown>;
/** What a resource needs of a call. */
export type Call = { scope: MachineScope };
type Part = { offset: number; limit: number };
/** What a list gives: `total` is null where more than could be given at once match and nobody asked for a part. */
export type Listed = { rows: Json[]; total: number | null };

/** A kind of thing that an API serves, in TM Forum's form. Verbs that are left out answer 405. */
export type Resource = {
  name: string;
  /** Names that a list can be searched by. */
  searchable: readonly string[];
  list: (call: Call, query: TmfQuery, part: Part | null) => Promise<Listed>;
  byId: (call: Call, id: string) => Promise<Json | null>;
  create?: (call: Call, body: Json) => Promise<Json>;
  patch?: (call: Call, current: Json, body: Json) => Promise<Json>;
  remove?: (call: Call, id: string) => Promise<void>;
};

/** A list that nobody asked a part of is given whole up to here. */
export const MOST_AT_ONCE = 2000;
const BATCH = 500;

/** Root of the machine interface, from the planned domain and never from a request's Host (promise 40). */
function apiRoot(): string {
  const { PORTAL_SCHEME: scheme, PORTAL_DOMAIN: base, PORT } = env();
  return `${scheme}://api.${base}${scheme === "https" ? "" : `:${PORT}`}/tmf-api`;
}

const pathOf = (number: ApiNumber) => machineApis.find((api) => api.number === number)?.path ?? "";

export function hrefOf(number: ApiNumber, resource: string, id?: string): string {
  return `${apiRoot()}/${pathOf(number)}/v4/${resource}${id === undefined ? "" : `/${id}`}`;
}

/** An attribute whose values are another table's ids: they are looked up before rows are searched by what stands in our own. */
export type LookedUp = Attribute & { lookUp: (db: Db, values: readonly string[]) => Promise<string[]> };
const isLookedUp = (attribute: Attribute | undefined): attribute is LookedUp => attribute !== undefined && "lookUp" in attribute;

async function withLookUps(db: Db, attributes: Attributes, { filter, sort }: TmfQuery): Promise<Asked> {
  const looked = await Promise.all(filter.map((group) => Promise.all(group.map(async (condition) => {
    const attribute = Object.hasOwn(attributes, condition.attribute) ? attributes[condition.attribute] : undefined;
    return isLookedUp(attribute) && condition.operator === "eq" ? { ...condition, values: await attribute.lookUp(db, condition.values) } : condition;
  }))));
  return { filter: looked, sort };
}

/** From so many on a total is counted once in half a minute: whoever turns pages asks for it with each, and it costs a look at every row. */
const MANY = 10_000;
const KEPT_MS = 30_000;
const MOST_KEPT = 500;
const totals = processWide("machine totals", () => new Map<string, { total: number; until: number }>());

/** How many match, for a client's own view of them. */
async function totalOf({ scope }: Call, name: string, where: Where, count: () => Promise<number>): Promise<number> {
  const key = canonicalJson([scope.platformId, scope.actor.provinces, name, where]);
  const known = totals.get(key);
  if (known && known.until > Date.now()) return known.total;
  const total = await count();
  if (totals.size >= MOST_KEPT) totals.clear();
  if (total >= MANY) totals.set(key, { total, until: Date.now() + KEPT_MS });
  return total;
}

type Asked = Pick<TmfQuery, "filter" | "sort">;
type Found = { id: string } & Record<string, unknown>;
const compared = (a: unknown, b: unknown) => (a instanceof Date && b instanceof Date ? a.getTime() - b.getTime() : String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0);

/** Rows that several queries found, each in the same order of instants and ids, as one list in that order. */
function merged(parts: readonly (readonly Found[])[], orderBy: readonly Order[]): Found[] {
  const keys = orderBy.flatMap((order) => Object.entries(order));
  return parts.flat().sort((a, b) => keys.reduce((order, [column, direction]) => order || compared(a[column], b[column]) * (direction === "desc" ? -1 : 1), 0));
}
/** From here on a part is far into its list. */
const FAR = 1_000;
/** So far into a list its values are read apart; further on, together. */
const MOST_MERGED = 5_000;

type Delegate<Row> = {
  findMany: (args: object) => Promise<Row[]>;
  findFirst: (args: object) => Promise<Row | null>;
  count: (args: object) => Promise<number>;
};

type TableOf<Row> = {
  name: string;
  /** The table, as the client's own connection sees it. */
  table: (db: Db) => unknown;
  /** Rows that are resources at all. */
  within?: Where;
  include?: object;
  attributes: Attributes;
  /** The instant in whose order a list stands when nobody asks for one: its attribute and its column. Without it, and for whoever reads on from an id: the ids'. */
  since?: { attribute: string; column: string };
  /** How many rows a query means, where that is kept; null where it must be counted. */
  total?: (call: Call, query: Asked) => Promise<number | null>;
  /** Counts them where there is a shorter way than by looking at each; null where there is none. */
  count?: (call: Call, query: Asked) => Promise<number | null>;
  /** For a part that begins far into a list in the order of `since`: from where on, and how many are passed over from there; null where nobody knows. */
  leap?: (call: Call, query: Asked, offset: number) => Promise<{ where: Where; offset: number } | null>;
  view: (rows: Row[], call: Call) => Promise<Json[]> | Json[];
} & Pick<Resource, "create" | "patch" | "remove">;

/** A resource whose things are rows of a table. */
export function tableOf<Row extends { id: string }>({ name, table, within = {}, include, attributes, since, total: keptTotal = async () => null, count = async () => null, leap = async () => null, view, ...verbs }: TableOf<Row>): Resource {
  const rowsOf = ({ scope }: Call) => table(scope.db) as Delegate<Row>;
  const more = include ? { include } : {};
  // Ids first: what is put in order, and passed over before a part begins, is then narrow, and what is too much is known before it is read.
  const idsOf = async (call: Call, { branches, ...plan }: { where: Where; orderBy: Order[]; branches: Where[] }, { offset, limit }: Part) => {
    const columns = plan.orderBy.flatMap((order) => Object.keys(order));
    if (branches.length === 0 || offset + limit > MOST_MERGED || !columns.every((column) => column === "id" || column === since?.column)) return (await rowsOf(call).findMany({ ...plan, skip: offset, take: limit, select: { id: true } })).map(({ id }) => id);
    const select = Object.fromEntries([...columns, "id"].map((column) => [column, true]));
    const parts = await Promise.all(branches.map((branch) => rowsOf(call).findMany({ where: { AND: [within, branch] }, orderBy: plan.orderBy, take: offset + limit, select }) as unknown as Promise<Found[]>));
    return merged(parts, plan.orderBy).slice(offset, offset + limit).map(({ id }) => id);
  };
  // Whoever names an id reads on from it.
  const sorted = ({ filter, sort }: Asked): Asked => ({ filter, sort: sort.length === 0 && since && !filter.flat().some(({ attribute }) => attribute === "id") ? [{ attribute: since.attribute, isDescending: false }] : sort });
  const read = async (call: Call, ids: readonly string[]) => {
    const all: Json[] = [];
    for (let from = 0; from < ids.length; from += BATCH) {
      const part = ids.slice(from, from + BATCH);
      const found = new Map((await rowsOf(call).findMany({ where: { id: { in: part } }, ...more })).map((row) => [row.id, row]));
      all.push(...(await view(part.flatMap((id) => found.get(id) ?? []), call)));
    }
    return all;
  };
  return {
    name, searchable: Object.keys(attributes), ...verbs,
    async list(call, query, part) {
      const asked = sorted(await withLookUps(call.scope.db, attributes, query));
      const { where: wanted, orderBy } = plannedBy(attributes, asked);
      const where = { AND: [within, wanted] };
      const plan = { where, orderBy, branches: branchesOf(attributes, asked) };
      if (part) {
        const counted = async () => (await keptTotal(call, asked)) ?? totalOf(call, name, where, async () => (await count(call, asked)) ?? rowsOf(call).count({ where }));
        const page = async () => {
          const start = part.offset > FAR ? await leap(call, asked, part.offset) : null;
          return start ? idsOf(call, { where: { AND: [where, start.where] }, orderBy, branches: [] }, { offset: start.offset, limit: part.limit }) : idsOf(call, plan, part);
        };
        const [total, ids] = await Promise.all([counted(), page()]);
        return { rows: await read(call, ids), total };
      }
      const ids = await idsOf(call, plan, { offset: 0, limit: MOST_AT_ONCE + 1 });
      return ids.length > MOST_AT_ONCE ? { rows: [], total: null } : { rows: await read(call, ids), total: ids.length };
    },
    async byId(call, id) {
      if (!isId(id)) return null;
      const row = await rowsOf(call).findFirst({ where: { AND: [within, { id }] }, ...more });
      return row ? ((await view([row], call))[0] ?? null) : null;
    },
  };
}

/** A resource whose few things stand in the code: ways to bill, classes of products. */
export function fixedOf({ name, searchable, all }: { name: string; searchable: readonly string[]; all: (call: Call) => Json[] }): Resource {
  const known = (attribute: string) => {
    if (!searchable.includes(attribute)) throw new TmfError("28", `"${attribute}" cannot be searched for; these can: ${searchable.join(", ")}`);
  };
  return {
    name, searchable,
    async list(call, query, part) {
      for (const { attribute } of [...query.filter.flat(), ...query.sort]) known(attribute);
      const found = all(call).filter((row) => matches(row, query));
      const textOf = (row: Json, attribute: string) => String(valuesAt(row, attribute.split("."))[0] ?? "");
      for (const { attribute, isDescending } of [...query.sort].reverse()) found.sort((a, b) => (textOf(a, attribute) < textOf(b, attribute) ? -1 : textOf(a, attribute) > textOf(b, attribute) ? 1 : 0) * (isDescending ? -1 : 1));
      return { rows: part ? found.slice(part.offset, part.offset + part.limit) : found, total: found.length };
    },
    async byId(call, id) {
      return all(call).find((row) => row.id === id) ?? null;
    },
  };
}
