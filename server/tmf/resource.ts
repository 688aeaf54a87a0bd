import { canonicalJson } from "../audit/audit.rules";
import type { Db } from "../db";
import { env } from "../env";
import { type ApiNumber, machineApis } from "../machine/machine.rules";
import type { MachineScope } from "../machine/token.service";
import { processWide } from "../process-wide";
import { type Attribute, type Attributes, type Order, type Where, isId, plannedBy } from "./attribute.rules";
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

async function withLookUps(db: Db, attributes: Attributes, { filter, sort }: TmfQuery): Promise<Pick<TmfQuery, "filter" | "sort">> {
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
  view: (rows: Row[], call: Call) => Promise<Json[]> | Json[];
} & Pick<Resource, "create" | "patch" | "remove">;

/** A resource whose things are rows of a table. */
export function tableOf<Row extends { id: string }>({ name, table, within = {}, include, attributes, view, ...verbs }: TableOf<Row>): Resource {
  const rowsOf = ({ scope }: Call) => table(scope.db) as Delegate<Row>;
  const more = include ? { include } : {};
  // Ids first: what is put in order, and passed over before a part begins, is then narrow, and what is too much is known before it is read.
  const idsOf = async (call: Call, plan: { where: Where; orderBy: Order[] }, { offset, limit }: Part) => (await rowsOf(call).findMany({ ...plan, skip: offset, take: limit, select: { id: true } })).map(({ id }) => id);
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
      const plan = plannedBy(attributes, await withLookUps(call.scope.db, attributes, query));
      const where = { AND: [within, plan.where] };
      if (part) {
        const [total, ids] = await Promise.all([totalOf(call, name, where, () => rowsOf(call).count({ where })), idsOf(call, { ...plan, where }, part)]);
        return { rows: await read(call, ids), total };
      }
      const ids = await idsOf(call, { ...plan, where }, { offset: 0, limit: MOST_AT_ONCE + 1 });
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
