import { randomUUID } from "node:crypto";
import { Client } from "pg";

/** One account whose rows bear its mark. */
export type Marked = { customerId: string; personId: string; membershipId: string; parentId: string | null; mark: string };
type Column = { table: string; name: string; type: string; isNullable: boolean; hasDefault: boolean; labels: string[] | null };
type Ids = Record<string, string>;

/** What a column holds where its type alone does not say what its readers expect. */
const byName: Readonly<Record<string, unknown>> = {
  platform_id: "SD", provinceId: "SD", specificationCode: "OA", offeringCode: "OA-STD", priceBookVersion: 1, firstPeriodRule: "days", components: [], discounts: [], facts: {}, seats: 1, seatName: "席", channel: "portal", payType: "prepaid",
  preview: { lines: [] }, details: {}, promises: [], findings: [], rows: [], taxRateBp: 600, industry: "trade", staffBand: "from50", kind: undefined, reasonCodes: [], channelFacts: {}, markedFields: [], currency: "CNY",
  amountFen: 1, grossFen: 1, netFen: 1, totalFen: 1, endedByName: null, withdrawnByName: null, refusal: null, payoutNumber: null,
};
/** The same of one table. */
const byTable: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  Product: { state: "active", startedOn: "2026-01-05", businessId: "mark" },
  ProductOrder: { operation: "order", stage: "review", state: "acknowledged" },
  CustomerBill: { state: "sent", sentAt: "2026-02-03T01:00:00Z", periodFrom: "2026-01-01", dueOn: "2026-02-28" },
  AppliedCustomerBillingRate: { kind: "recurring", periodFrom: "2026-01-01" },
  ProductChange: { kind: "seatsUp", state: "done", before: { offeringCode: "OA-STD", offeringName: "标准版", seats: 1, seatName: "席", monthlyFen: "0", components: [], discounts: [], priceBookVersion: 1, firstPeriodRule: "days", termsFrom: null }, after: { offeringCode: "OA-STD", offeringName: "标准版", seats: 2, seatName: "席", monthlyFen: "0", components: [], discounts: [], priceBookVersion: 1, firstPeriodRule: "days", termsFrom: null } },
  ChildAuthorisation: { productClass: null },
  Launch: { rule: "allowed" },
  BankStatementLine: { state: "matched" },
  LedgerAccount: { kind: "receivable" },
  SpendingCap: { kind: "accountMonth" },
  TroubleTicket: { productId: null },
  Payment: { purpose: "topUp", state: "paid" },
};

async function columnsOf(owner: Client): Promise<Column[]> {
  const { rows } = await owner.query<Column>(`
    select c.relname as table, a.attname as name, t.typname as type, not a.attnotnull as "isNullable", a.atthasdef as "hasDefault",
      (select array_agg(e.enumlabel::text order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid) as labels
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped join pg_type t on t.oid = a.atttypid
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by c.relname, a.attnum`);
  return rows;
}

/** Tables whose rows are an account's: they say so by a column. */
export async function accountTables(owner: Client): Promise<string[]> {
  return [...new Set((await columnsOf(owner)).filter(({ name }) => name === "customerId").map(({ table }) => table))];
}

/** What others point to comes first; of what is no table of an account only the lines of an order. */
const first = ["EnterpriseUser", "ProductOrder", "ProductOrderItem", "Product", "CustomerBill", "AppliedCustomerBillingRate", "Payment", "TroubleTicket", "Quote", "Withdrawal", "Fapiao", "Notification", "ShoppingCart"];
/** Columns by which a row points to another of its account. */
const pointers: Readonly<Record<string, string>> = { productId: "Product", orderId: "ProductOrder", orderItemId: "ProductOrderItem", itemId: "ProductOrderItem", billId: "CustomerBill", rateId: "AppliedCustomerBillingRate", paymentId: "Payment", ticketId: "TroubleTicket", quoteId: "Quote", withdrawalId: "Withdrawal", fapiaoId: "Fapiao", notificationId: "Notification", cartId: "ShoppingCart", enterpriseUserId: "EnterpriseUser" };

function valueOf({ table, name, type, labels }: Column, { account, ids }: { account: Marked; ids: Ids }): unknown {
  if (name === "id") return randomUUID();
  if (name === "customerId" || name === "usedById" || name === "fromCustomerId" || name === "deciderId" || name === "ownerId") return account.customerId;
  if (name === "toCustomerId" || name === "parentId") return table === "AccountOpening" ? null : (account.parentId ?? randomUUID());
  if (name === "personId" || name === "acceptedByPersonId" || name === "askedById") return account.personId;
  if (name === "membershipId") return account.membershipId;
  if (name === "userId") return ids.EnterpriseUser;
  if (pointers[name]) return ids[pointers[name]] ?? randomUUID();
  const own = byTable[table];
  const said = own && Object.hasOwn(own, name) ? own[name] : byName[name];
  if (labels) return typeof said === "string" && labels.includes(said) ? said : labels[0];
  if (said === "mark") return `${account.mark}-${table}`;
  if (said !== undefined) return (type === "json" || type === "jsonb") && said !== null ? JSON.stringify(said) : said;
  if (type === "text") return `${account.mark}-${table}`;
  if (type === "uuid") return randomUUID();
  if (type === "bool") return false;
  if (type === "date") return "2026-01-05";
  if (type === "timestamptz") return "2026-01-05T02:00:00Z";
  if (type === "json" || type === "jsonb") return "{}";
  if (type === "bytea") return Buffer.from([1]);
  if (type.startsWith("_")) return [];
  return 0;
}

/**
 * A row of every table of accounts for each account, its texts the account's mark and the table's name, written past triggers and foreign
 * keys: what a row says is made up, whose it is is not. Gives each account's ids by table.
 */
export async function markEverything(accounts: readonly Marked[]): Promise<Map<string, Ids>> {
  const owner = new Client({ connectionString: process.env.TEST_OWNER_URL });
  await owner.connect();
  await owner.query("set session_replication_role = replica");
  const columns = await columnsOf(owner);
  const tables = await accountTables(owner);
  const found = new Map<string, Ids>();
  for (const account of accounts) {
    const ids: Ids = {};
    found.set(account.customerId, ids);
    for (const table of [...first, ...tables.filter((name) => !first.includes(name))]) {
      const own = columns.filter((column) => column.table === table);
      // A secret that opens nothing, and what only the database fills in, are left to their defaults.
      const filled = own.filter(({ name, isNullable, hasDefault, type }) => ["id", "platform_id", "customerId"].includes(name) || pointers[name] !== undefined || Object.hasOwn(byTable[table] ?? {}, name) || (!hasDefault && !isNullable) || (isNullable && (type === "text" || name === "parentId")));
      const row = Object.fromEntries(filled.map((column) => [column.name, valueOf(column, { account, ids })]));
      const names = Object.keys(row);
      await owner.query(`insert into "${table}" (${names.map((name) => `"${name}"`).join(", ")}) values (${names.map((_, n) => `$${n + 1}`).join(", ")}) on conflict do nothing`, Object.values(row)).catch((error: unknown) => {
        throw new Error(`${table}: ${String((error as Error).message)}`);
      });
      if (typeof row.id === "string") ids[table] = row.id;
    }
  }
  await owner.end();
  return found;
}
