import type { Tx } from "../db";
import type { ProductUsage } from "../generated/prisma/client";
import { ownerByDay } from "../inventory/owner.service";
import { accountPeriodOf } from "../kernel/calendar";
import type { UsageRecord } from "./reading.rules";

type Metered = { id: string; customerId: string };
/** A day's use is of the account whose the product was then (PC16). */
const ofOwner = (records: readonly UsageRecord[], ownerOn: (day: string) => string) => JSON.stringify(records.map((record) => ({ ...record, customerId: ownerOn(record.usedOn) })));

/**
 * PR13: takes reports in with the caller's transaction: a report replaces what stands for its day and user only when it is later
 * in the AP's order, so that repeats and stragglers change nothing; the sums of the months that were touched follow.
 */
export async function writeReports(tx: Tx, product: Metered, records: readonly UsageRecord[], reportedAt: Date): Promise<void> {
  if (records.length === 0) return;
  const { id: productId } = product;
  const ownerOn = await ownerByDay(tx, product);
  await tx.$executeRaw`
    insert into "ProductUsageDay" as d ("productId", "customerId", "componentId", "usedOn", "userName", quantity, sequence, "reportedAt")
    select ${productId}::uuid, r."customerId", r.metric, r."usedOn", r."userName", r.quantity, r.sequence, ${reportedAt}
    from jsonb_to_recordset(${ofOwner(records, ownerOn)}::jsonb) as r("customerId" uuid, metric text, "usedOn" date, "userName" text, quantity int, sequence bigint)
    on conflict (platform_id, "productId", "componentId", "usedOn", "userName")
    do update set quantity = excluded.quantity, sequence = excluded.sequence, "reportedAt" = excluded."reportedAt" where d.sequence < excluded.sequence`;
  const periods = [...new Set(records.map(({ usedOn }) => accountPeriodOf(usedOn).from))].map((from) => ({ from, to: accountPeriodOf(from).to }));
  await tx.$executeRaw`
    insert into "ProductUsage" as u ("productId", "customerId", "componentId", "periodFrom", used, "reportedAt")
    select d."productId", d."customerId", d."componentId", p."from", sum(d.quantity)::int, ${reportedAt}
    from jsonb_to_recordset(${JSON.stringify(periods)}::jsonb) as p("from" date, "to" date)
    join "ProductUsageDay" d on d."productId" = ${productId}::uuid and d."usedOn" >= p."from" and d."usedOn" < p."to"
    group by d."productId", d."customerId", d."componentId", p."from"
    on conflict (platform_id, "productId", "componentId", "periodFrom")
    do update set used = excluded.used, "reportedAt" = excluded."reportedAt" where u.used <> excluded.used`;
}

type Taken = Pick<ProductUsage, "productId" | "componentId" | "periodFrom" | "used" | "billedUsed">;

/**
 * Writes down that charges of the same transaction have taken these sums, as they were read. Throws when another taking came
 * between: what it took would be charged twice.
 */
export async function markBilled(tx: Tx, taken: readonly Taken[]): Promise<void> {
  if (taken.length === 0) return;
  const rows = taken.map(({ productId, componentId, periodFrom, used, billedUsed }) => ({ productId, componentId, periodFrom, used, billedUsed }));
  const marked = await tx.$executeRaw`
    update "ProductUsage" u set "billedUsed" = t.used, "billedTimes" = u."billedTimes" + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t("productId" uuid, "componentId" text, "periodFrom" date, used int, "billedUsed" int)
    where u."productId" = t."productId" and u."componentId" = t."componentId" and u."periodFrom" = t."periodFrom" and u."billedUsed" = t."billedUsed"`;
  if (marked !== taken.length) throw new Error(`the use of ${taken.length - marked} products was billed meanwhile`);
}

/** Opens again what the usage charges of an unpublished bill took, before they go: the next computing takes it anew. */
export async function giveBackBilled(tx: Tx, billId: string): Promise<void> {
  await tx.$executeRaw`
    update "ProductUsage" u set "billedUsed" = u."billedUsed" - r."usedUnits", "billedTimes" = u."billedTimes" + 1
    from "AppliedCustomerBillingRate" r
    where r."billId" = ${billId}::uuid and r."paidFen" = 0 and r.ref like 'usage:%' and u."productId" = r."productId" and u."componentId" = r."componentId" and u."periodFrom" = r."periodFrom"`;
}
