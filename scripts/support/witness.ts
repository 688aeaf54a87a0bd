import type { Client } from "pg";

/** What a backup swears to beside its rows: asked in its own snapshot, and asked again of whatever was restored from it. */
type Witness = {
  sql: (tables: readonly string[]) => string;
  /** How many of a line's first values name what it is about. */
  keys: number;
  differs: (key: readonly string[], kept: readonly string[] | null, found: readonly string[] | null) => string;
};

const rowsOf = (values: readonly string[] | null) => values?.[0] ?? "no";
const fenOf = (values: readonly string[] | null) => (values ? `${values[0]} fen over ${values[2]} postings worth ${values[1]} fen` : "no account");

/** Rows of each table and platform, and a sum over the words of every row, whatever their order. */
const rows: Witness = {
  sql: (tables) => `${tables.map((table) => `select '${table}' as name, platform_id, count(*), sum(('x' || left(md5(t::text), 15))::bit(60)::bigint) from "${table}" t group by platform_id`).join(" union all ")} order by 1, 2`,
  keys: 2,
  differs: ([table, platform], kept, found) =>
    rowsOf(kept) === rowsOf(found) ? `${table} of ${platform}: ${rowsOf(found)} rows as in the backup, but not with the same content` : `${table} of ${platform}: ${rowsOf(found)} rows, the backup has ${rowsOf(kept)}`,
};

/** Each ledger account's balance beside the sum of its postings. */
const ledger: Witness = {
  sql: () => `select a.platform_id, a.id, a.kind, a."balanceFen", coalesce(sum(p."amountFen"), 0), count(p."journalId") from "LedgerAccount" a
    left join "Posting" p on p.platform_id = a.platform_id and p."accountId" = a.id group by a.platform_id, a.id, a.kind, a."balanceFen" order by 1, 2`,
  keys: 3,
  differs: ([platform, id, kind], kept, found) => `ledger account ${id} (${kind}) of ${platform}: ${fenOf(found)}, the backup has ${fenOf(kept)}`,
};

/** Columns, keys, indexes, policies, triggers, functions, rights and sequences, each as one line. */
const structure: Witness = {
  sql: () => `
    select line from (
      select format('column %s.%s %s %s %s', table_name, column_name, udt_name, is_nullable, column_default) as line from information_schema.columns where table_schema = 'public'
      union all select format('row security of %s: on %s, forced %s', relname, relrowsecurity, relforcerowsecurity) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
      union all select format('policy %s of %s %s %s %s %s', policyname, tablename, permissive, cmd, qual, with_check) from pg_policies where schemaname = 'public'
      union all select format('trigger %s enabled %s', pg_get_triggerdef(t.oid), tgenabled) from pg_trigger t join pg_class c on c.oid = tgrelid where not tgisinternal and c.relnamespace = 'public'::regnamespace
      union all select format('constraint %s of %s %s', conname, conrelid::regclass, pg_get_constraintdef(oid)) from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'
      union all select format('index %s', indexdef) from pg_indexes where schemaname = 'public'
      union all select format('function %s', pg_get_functiondef(oid)) from pg_proc where pronamespace = 'portal'::regnamespace
      union all select format('right %s on %s', privilege_type, table_name) from information_schema.table_privileges where grantee = 'kdsw_app' and table_schema = 'public'
      union all select format('sequence %s at %s', sequencename, last_value) from pg_sequences where schemaname = 'public'
    ) s order by line collate "C"`,
  keys: 1,
  differs: ([line = ""], kept) => `the structure ${kept ? "lacks" : "has besides"}: ${line.replaceAll(/\\n\s*/g, " ").slice(0, 160)}`,
};

export const witnesses = { rows, ledger, structure } as const;
export type WitnessName = keyof typeof witnesses;
export const witnessNames = Object.keys(witnesses) as WitnessName[];

/** The portal's own tables; the migrations' is written by the migrating itself, and the queue's are made anew: the rows say what is due. */
export async function tablesOf(client: Client): Promise<{ name: string; columns: string[] }[]> {
  const { rows: found } = await client.query<{ name: string; columns: string[] }>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> '_prisma_migrations' group by c.relname order by c.relname collate "C"`);
  return found;
}

function byKey(lines: readonly string[], keys: number): Map<string, string[]> {
  return new Map(lines.map((line) => line.split("\t")).map((values) => [values.slice(0, keys).join("\t"), values.slice(keys)]));
}

const MOST_TOLD = 5;
/** What two answers of a witness differ in, a sentence each, the first few. Both are lines of COPY's text format. */
export function differencesIn(name: WitnessName, kept: readonly string[], found: readonly string[]): string[] {
  const { keys, differs } = witnesses[name];
  const [left, right] = [byKey(kept, keys), byKey(found, keys)];
  const told: string[] = [];
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const [before, after] = [left.get(key) ?? null, right.get(key) ?? null];
    if (before?.join("\t") !== after?.join("\t")) told.push(differs(key.split("\t"), before, after));
  }
  return told.length > MOST_TOLD ? [...told.slice(0, MOST_TOLD), `and ${told.length - MOST_TOLD} further differences in ${name}`] : told;
}
