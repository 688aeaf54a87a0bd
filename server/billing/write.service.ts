import { type NewRow, type Reader, type Tx, insertTogether, rowsFor } from "../db";
import type { Prisma } from "../generated/prisma/client";
import type { BillHoldReason, BillState, PayType } from "../generated/prisma/enums";
import type { Charge } from "./charge.service";
import { dayOf } from "../kernel/calendar";

const asJson = (rows: readonly unknown[]) => JSON.stringify(rows, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value));

/**
 * Writes a batch's bills and their lines in one statement: a run makes a hundred thousand, and two parameters are quicker than
 * a million. A reference that is charged already breaks the whole batch: nothing is ever charged twice.
 */
export async function insertBills(tx: Tx, bills: readonly NewRow<"CustomerBill">[], charges: readonly Charge[]): Promise<void> {
  await insertTogether(tx, [rowsFor("CustomerBill", ...bills), ...(charges.length > 0 ? [rowsFor("AppliedCustomerBillingRate", ...charges)] : [])]);
}

/** A company's published bills with something open, the oldest first, their rows locked until the transaction ends. */
export async function lockOpenBills(tx: Tx, customerId: string): Promise<{ id: string; payerId: string | null; periodFrom: Date; isHeld: boolean }[]> {
  return tx.$queryRaw<{ id: string; payerId: string | null; periodFrom: Date; isHeld: boolean }[]>`
    select id::text, "payerId"::text, "periodFrom", "holdReason" is not null and "confirmedAt" is null as "isHeld" from "CustomerBill" where "customerId" = ${customerId}::uuid and state in ('sent', 'partiallyPaid') order by "periodFrom", id for update`;
}

/** PC4: bills that an account may pay: its own, and those of others that are its to pay. */
export const payableBy = (customerId: string) => ({ OR: [{ customerId }, { payerId: customerId }] }) satisfies Prisma.CustomerBillWhereInput;

/** PC4: what published bills of other accounts leave open that this one is to pay, in fen. */
export async function owedForOthers(db: Reader, customerId: string): Promise<bigint> {
  const { _sum } = await db.customerBill.aggregate({ where: { payerId: customerId, customerId: { not: customerId }, state: { in: ["sent", "partiallyPaid"] } }, _sum: { totalFen: true, paidFen: true } });
  return (_sum.totalFen ?? 0n) - (_sum.paidFen ?? 0n);
}

/** Locks one bill until the transaction ends, so that publishing, dunning, objections and reruns of it come one after the other. */
export async function lockBill(tx: Tx, { customerId, periodFrom }: { customerId: string; periodFrom: Date }): Promise<{ id: string; sentAt: Date | null } | null> {
  const rows = await tx.$queryRaw<{ id: string; sentAt: Date | null }[]>`
    select id::text, "sentAt" from "CustomerBill" where "customerId" = ${customerId}::uuid and "periodFrom" = ${dayOf(periodFrom)}::date for update`;
  return rows[0] ?? null;
}

/** Locks one line until the transaction ends, so that a credit of it and a fapiao over it come one after the other. */
export async function lockRate(tx: Tx, rateId: string): Promise<void> {
  await tx.$queryRaw`select 1 from "AppliedCustomerBillingRate" where id = ${rateId}::uuid for update`;
}

/** Adds to what is paid of lines; the database refuses more than a line. */
export async function addToRates(tx: Tx, parts: readonly { rateId: string; amountFen: bigint }[]): Promise<void> {
  await tx.$executeRaw`
    update "AppliedCustomerBillingRate" r set "paidFen" = r."paidFen" + p."amountFen"
    from jsonb_to_recordset(${asJson(parts)}::jsonb) as p("rateId" uuid, "amountFen" bigint) where r.id = p."rateId"`;
}

export type DueBill = { id: string; number: string; customerId: string; payerId: string | null; periodFrom: Date; dueOn: Date; payType: PayType; totalFen: bigint; holdReason: BillHoldReason | null; paidFen: bigint; grossFen: bigint; netFen: bigint; taxFen: bigint; hasCredit: boolean };

/**
 * Bills of a run that wait to be published, locked for this transaction, with what is paid of their lines already and the sums
 * of the lines that no ledger knows yet: a prepaid month was booked when it was charged.
 */
export async function takeUnpublished(tx: Tx, runId: string, limit: number): Promise<DueBill[]> {
  return tx.$queryRaw<DueBill[]>`
    with taken as (select * from "CustomerBill" where "runId" = ${runId}::uuid and state = 'validated' and "sentAt" is null order by id limit ${limit} for update skip locked)
    select b.id::text, b.number, b."customerId"::text, b."payerId"::text as "payerId", b."periodFrom", b."dueOn", b."payType"::text as "payType", b."totalFen", b."holdReason"::text as "holdReason",
      coalesce(sum(r."paidFen"), 0)::bigint as "paidFen", coalesce(sum(r."grossFen") filter (where r."paidFen" = 0), 0)::bigint as "grossFen",
      coalesce(sum(r."netFen") filter (where r."paidFen" = 0), 0)::bigint as "netFen", coalesce(sum(r."taxFen") filter (where r."paidFen" = 0), 0)::bigint as "taxFen", coalesce(bool_or(r."grossFen" < 0), false) as "hasCredit"
    from taken b left join "AppliedCustomerBillingRate" r on r.platform_id = b.platform_id and r."billId" = b.id
    group by b.id, b.number, b."customerId", b."payerId", b."periodFrom", b."dueOn", b."payType", b."totalFen", b."holdReason" order by b.id`;
}

/** Puts a batch of bills before their companies. */
export async function markPublished(tx: Tx, bills: readonly { id: string; state: BillState; paidFen: bigint; dueOn: string }[], at: Date): Promise<void> {
  await tx.$executeRaw`
    update "CustomerBill" b set state = p.state, "paidFen" = p."paidFen", "dueOn" = p."dueOn", "sentAt" = ${at}, "settledAt" = case when p.state = 'settled' then ${at}::timestamptz end, version = b.version + 1
    from jsonb_to_recordset(${asJson(bills)}::jsonb) as p(id uuid, state "BillState", "paidFen" bigint, "dueOn" date) where b.id = p.id and b."sentAt" is null`;
}
