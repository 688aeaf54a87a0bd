import { randomBytes, randomUUID } from "node:crypto";
import { Client } from "pg";
import { type AuditEntry, sealedAround } from "../../server/audit/audit.rules";

/** A row as text, so that it goes back exactly as it came. */
type Row = Record<string, string | null>;
/** Everything that one submitted order left in the tables. */
type Rows = { key: Row; order: Row; item: Row; events: Row[]; version: Row; hold: Row; journal: Row; postings: Row[]; task: Row; mail: Row; job: Row; audit: Row };

const asText = { getTypeParser: () => (value: unknown) => value };

/** Ids that grow with time, as the product's own do: they keep the index pages warm. */
function freshId(): string {
  const hex = Date.now().toString(16).padStart(12, "0") + randomBytes(10).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

async function rowsOf(client: Client, orderId: string): Promise<Rows> {
  const all = async (table: string, condition: string, value = orderId) => (await client.query<Row>({ text: `select * from ${table} where ${condition}`, values: [value], types: asText })).rows;
  const one = async (table: string, condition: string, value = orderId) => {
    const [row] = await all(table, condition, value);
    if (!row) throw new Error(`order ${orderId} left nothing in ${table}`);
    return row;
  };
  const mail = await one('"Notification"', '"orderId" = $1');
  const journal = await one('"Journal"', '"extRef" = $1 || \':1\'');
  return {
    mail, journal,
    key: await one('"IdempotencyRecord"', "answer like '%' || $1 || '%'"),
    order: await one('"ProductOrder"', "id = $1"),
    item: await one('"ProductOrderItem"', '"orderId" = $1'),
    events: await all('"OrderEvent"', '"orderId" = $1'),
    version: await one('"OrderVersion"', '"orderId" = $1'),
    hold: await one('"Hold"', '"orderId" = $1'),
    postings: await all('"Posting"', '"journalId" = $1 order by seq', journal.id ?? ""),
    task: await one('"ReviewTask"', '"orderId" = $1'),
    job: await one("pgboss.job", "data ->> 'id' = $1", mail.id ?? ""),
    audit: await one('"AuditRecord"', '"targetId" = $1'),
  };
}

type Copy = { table: string; rows: readonly Row[]; changed?: Row };

/** Copies of rows with some columns changed, all tables in one statement that the connection prepares once. */
async function insertAll(client: Client, name: string, copies: readonly Copy[]): Promise<void> {
  const values: (string | null)[] = [];
  const add = (value: string | null) => `$${values.push(value)}`;
  const parts = copies.map(({ table, rows, changed = {} }, n) => {
    const columns = Object.keys(rows[0] ?? {});
    const fresh = (column: string, row: Row) => (column in changed ? changed[column] : column === "id" ? freshId() : row[column]) ?? null;
    return `w${n} as (insert into ${table} (${columns.map((column) => `"${column}"`).join(", ")}) values ${rows.map((row) => `(${columns.map((column) => add(fresh(column, row))).join(", ")})`).join(", ")})`;
  });
  await client.query({ name, text: `with ${parts.join(", ")} select 1`, values });
}

/** Writes one more order with all its rows, in the product's order: number, key, rows, sealed record, answer, commit. */
async function writeOrder(client: Client, rows: Rows): Promise<void> {
  const [orderId, journalId, mailId, key] = [freshId(), freshId(), freshId(), randomUUID()];
  const counted = await client.query<{ value: string }>({ name: "number", text: `insert into "NumberCounter" (kind, value) values ('plainOrder', 1) on conflict (platform_id, kind) do update set value = "NumberCounter".value + 1 returning value` });
  await client.query("begin");
  await insertAll(client, "key", [{ table: '"IdempotencyRecord"', rows: [rows.key], changed: { key, answer: null } }]);
  await insertAll(client, "order", [
    { table: '"ProductOrder"', rows: [rows.order], changed: { id: orderId, number: `P${counted.rows[0]?.value}` } },
    { table: '"ProductOrderItem"', rows: [rows.item], changed: { orderId } },
    { table: '"OrderEvent"', rows: rows.events, changed: { orderId } },
    { table: '"OrderVersion"', rows: [rows.version], changed: { orderId } },
    { table: '"Hold"', rows: [rows.hold], changed: { orderId } },
    { table: '"Journal"', rows: [rows.journal], changed: { id: journalId, extRef: `${orderId}:1` } },
    { table: '"Posting"', rows: rows.postings, changed: { journalId } },
    { table: '"ReviewTask"', rows: [rows.task], changed: { orderId } },
    { table: '"Notification"', rows: [rows.mail], changed: { id: mailId, orderId } },
    { table: "pgboss.job", rows: [rows.job], changed: { data: JSON.stringify({ platformId: rows.order.platform_id, id: mailId }) } },
  ]);
  await client.query({ name: "audit", text: "select portal.append_audit($1::jsonb, $2, $3)", values: [JSON.stringify({ ...rows.audit, before: null, after: JSON.parse(rows.audit.after ?? "null"), targetId: orderId }), ...sealed(rows.audit)] });
  await client.query({ name: "answer", text: 'update "IdempotencyRecord" set answer = $1 where "actorId" = $2 and operation = $3 and key = $4', values: [rows.key.answer, rows.key.actorId, rows.key.operation, key] });
  await client.query("commit");
}

/** As much text to seal as the product seals; the copies' chain is not one to be proven. */
function sealed({ seq: _seq, ...facts }: Row): [string, string] {
  const { before, after, ...rest } = facts;
  return sealedAround({ ...rest, before, after } as unknown as AuditEntry);
}

export type PlainOrders = { write: (n: number) => Promise<void>; end: () => Promise<void> };

/**
 * What the database itself allows for an order: the rows that these orders left, written again by plain prepared SQL as
 * the application's role under its platform, one transaction an order, with no ORM, no reads but the chain's head and no rule.
 */
export async function plainOrders(appUrl: string, platformId: string, orderIds: readonly string[], lanes: number): Promise<PlainOrders> {
  const clients = await Promise.all(Array.from({ length: lanes }, async () => {
    const client = new Client({ connectionString: appUrl, options: `-c portal.platform=${platformId}` });
    await client.connect();
    return client;
  }));
  const templates: Rows[] = [];
  for (const orderId of orderIds) templates.push(await rowsOf(clients[0]!, orderId));
  return {
    write: (n) => writeOrder(clients[n % lanes]!, templates[n % templates.length]!),
    end: async () => void (await Promise.all(clients.map((client) => client.end()))),
  };
}
