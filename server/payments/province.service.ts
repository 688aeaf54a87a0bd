import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { sendBillToProvince } from "../bss/bill-export.service";
import { payableBy } from "../billing/write.service";
import { DayBillsAnswer, DayPaymentsAnswer, PaymentPageAnswer, ProvincePayment, billDifferences, fenOf } from "../bss/collection.rules";
import { type Tx, newId } from "../db";
import { env } from "../env";
import type { BillingDifferenceKind } from "../generated/prisma/enums";
import { addDays, businessDayOf, dateOf, dayOf, startOfDay } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { formatFen } from "../kernel/money";
import { bookUnclaimed } from "../ledger/billing-movement.service";
import { tellStaffGroups } from "../notifications/robot.service";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import { nextNumber } from "../platforms/number.service";
import { isOnDuty, provincesOf } from "../platforms/province.rules";
import type { Scope, StaffActor } from "../scope";
import { callSigned } from "../signed-call";
import type { CloseDifference, DifferencePage, ListDifferences } from "./province.schema";
import { takeIn } from "./receive.service";

const PAGE = 100;
const CALL_TIMEOUT_MS = 8000;

async function ask(path: string): Promise<unknown> {
  const answer = await callSigned({ base: env().BILLING_URL, path, method: "GET", key: "", secret: env().BSS_SHARED_SECRET, timeoutMs: CALL_TIMEOUT_MS });
  if (answer.status !== 200 || answer.body === null) throw new Error(`the billing system answered ${answer.status}`);
  return answer.body;
}

type Found = { provinceId: string; day: string; kind: BillingDifferenceKind; reference: string; oursFen?: bigint | null; theirsFen?: bigint | null };

/** Writes a difference down, once per kind and reference, and tells the province's groups of a new one. */
async function noteDifference(tx: Tx, scope: Scope, { provinceId, day, kind, reference, oursFen = null, theirsFen = null }: Found): Promise<boolean> {
  const made = await tx.billingDifference.createMany({ data: [{ id: newId(), provinceId, day: dateOf(day), kind, reference, oursFen, theirsFen, foundAt: scope.now() }], skipDuplicates: true });
  if (made.count === 1) await tellStaffGroups(tx, scope, provinceId, { kind: "group.billingDifference", text: `与省计费系统对账发现差异（${reference}），请在“帐务 → 对账”中处理。` });
  return made.count === 1;
}

const idOf = (raw: unknown) => String((raw as { id?: unknown } | null)?.id ?? "没有编号").slice(0, 64);

/**
 * One payment of the province, with the caller's transaction, once whatever is repeated: it pays the bills of the company that is
 * bound to the account. One that names no company of ours is booked as nobody's and becomes a difference: no fen is dropped.
 */
async function takePayment(tx: Tx, scope: Scope, provinceId: string, raw: unknown): Promise<void> {
  const parsed = ProvincePayment.safeParse(raw);
  const today = businessDayOf(scope.now());
  if (!parsed.success) return void (await noteDifference(tx, scope, { provinceId, day: today, kind: "paymentMalformed", reference: idOf(raw) }));
  const { id, account, totalAmount, correlatorId, paymentDate } = parsed.data;
  const amountFen = fenOf(totalAmount.value);
  const day = businessDayOf(new Date(paymentDate));
  if (amountFen === 0n) return void (await noteDifference(tx, scope, { provinceId, day, kind: "paymentMalformed", reference: id, theirsFen: 0n }));
  const providerPaymentId = `province:${id}`;
  const known = await tx.payment.findFirst({ where: { providerPaymentId }, select: { amountFen: true } });
  if (known) return void (known.amountFen !== amountFen && (await noteDifference(tx, scope, { provinceId, day, kind: "paymentAmount", reference: id, oursFen: known.amountFen, theirsFen: amountFen })));
  const owners = await tx.customer.findMany({ where: { provinceId, billingAccount: { boundAccountNumber: account.id } }, select: { id: true }, take: 2 });
  const owner = owners.length === 1 ? owners[0] : undefined;
  if (!owner) {
    if (await noteDifference(tx, scope, { provinceId, day, kind: "paymentUnknownAccount", reference: id, theirsFen: amountFen })) await bookUnclaimed(tx, scope, { extRef: providerPaymentId, source: "provinceBilling", amountFen, memo: `省计费系统代收，付费帐号 ${account.id} 没有对应的企业` });
    return;
  }
  const bill = correlatorId ? await tx.customerBill.findFirst({ where: { number: correlatorId, ...payableBy(owner.id) }, select: { id: true } }) : null;
  const number = await nextNumber(tx, `P${provinceId}`, "payment", scope.now());
  const payment = await tx.payment.create({ data: { number, customerId: owner.id, provinceId, purpose: "bill", channel: "provinceBilling", state: "done", amountFen, billId: bill?.id ?? null, providerPaymentId, reference: id, byName: "省计费系统", createdAt: scope.now(), paidAt: scope.now() } });
  const toClaimsFen = await takeIn(tx, scope, { payment, source: "provinceBilling", memo: `省计费系统代收 ${formatFen(amountFen)}（${id}）` });
  await recordAudit(tx, scope, "payment.fromProvince", { kind: "payment", id: payment.id }, { customerId: owner.id, provinceId, after: { amountFen, toClaimsFen, providerPaymentId } });
}

/** BI20, IN2: reads what a province has collected since the last time, page by page; the mark moves with what was taken in. */
async function readPayments(scope: Scope, provinceId: string): Promise<number> {
  let taken = 0;
  for (let more = true; more; ) {
    const { cursor = "" } = (await scope.db.provinceBillingSync.findFirst({ where: { provinceId }, select: { cursor: true } })) ?? {};
    const page = PaymentPageAnswer.parse(await ask(`/v1/payments?provinceId=${provinceId}&after=${cursor}&limit=${PAGE}`));
    await scope.transaction(async (tx) => {
      await tx.provinceBillingSync.createMany({ data: [{ provinceId }], skipDuplicates: true });
      // Two workers that read the same page: the one whose mark is not where it began takes nothing.
      const moved = await tx.provinceBillingSync.updateMany({ where: { provinceId, cursor }, data: { cursor: page.cursor, polledAt: scope.now(), lastError: null } });
      if (moved.count === 0) return;
      for (const raw of page.payments) await takePayment(tx, scope, provinceId, raw);
      taken += page.payments.length;
    });
    more = page.hasMore && page.payments.length > 0;
  }
  return taken;
}

/** Provinces of the platform with a company that pays through the province. */
async function collectingProvinces(scope: Scope): Promise<string[]> {
  const rows = await scope.db.customer.findMany({ where: { billingAccount: { boundAccountNumber: { not: null } } }, distinct: ["provinceId"], select: { provinceId: true } });
  const own = new Set(provincesOf(scope.platformId).map(({ id }) => id));
  return rows.map((row) => row.provinceId).filter((id) => own.has(id));
}

/**
 * BI20: holds a day of the province's records against ours, bill by bill and payment by payment. A payment that we lack is taken in
 * on the spot; everything else becomes a difference. The day is the outside system's own, which knows no moved clock.
 */
export async function compareDay(scope: Scope, provinceId: string, day: string): Promise<number> {
  const [bills, later, payments] = [DayBillsAnswer.parse(await ask(`/v1/customer-bills?provinceId=${provinceId}&day=${day}`)), DayBillsAnswer.parse(await ask(`/v1/customer-bills?provinceId=${provinceId}&day=${addDays(day, 1)}`)), DayPaymentsAnswer.parse(await ask(`/v1/day-payments?provinceId=${provinceId}&day=${day}`))];
  const told = await scope.db.bssMessage.findMany({ where: { kind: "customerBill", provinceId, state: "sent", createdAt: { gte: startOfDay(day), lt: startOfDay(addDays(day, 1)) } }, select: { payload: true } });
  const idsHere = told.map(({ payload }) => String((payload as { id?: unknown }).id));
  const wire = (bill: z.output<typeof DayBillsAnswer>["bills"][number]) => ({ id: bill.id, billNo: bill.billNo, fen: fenOf(bill.taxIncludedAmount.value) });
  const rows = await scope.db.customerBill.findMany({ where: { id: { in: [...idsHere, ...bills.bills.map(({ id }) => id)].filter((id) => /^[0-9a-f-]{36}$/.test(id)) } }, select: { id: true, number: true, totalFen: true } });
  const known = new Map(rows.map((row) => [row.id, row]));
  const mine = rows.filter(({ id }) => idsHere.includes(id));
  const missingHere = billDifferences(mine, [...bills.bills, ...later.bills].map(wire), known).filter((row) => row.kind === "billMissingThere");
  const others = billDifferences([], bills.bills.map(wire), known);
  return scope.transaction(async (tx) => {
    let found = 0;
    for (const difference of [...missingHere, ...others]) if (await noteDifference(tx, scope, { provinceId, day, ...difference })) found += 1;
    for (const raw of payments.payments) await takePayment(tx, scope, provinceId, raw);
    await tx.provinceBillingSync.createMany({ data: [{ provinceId }], skipDuplicates: true });
    await tx.provinceBillingSync.updateMany({ where: { provinceId }, data: { comparedTo: dateOf(day), lastError: null } });
    return found;
  });
}

const COMPARE_HOUR_MS = 4 * 3_600_000;

/** Reads payments of all provinces of a platform, and after four in the morning compares the day before, once. */
export async function syncWithProvince(scope: Scope): Promise<void> {
  const today = businessDayOf(new Date());
  for (const provinceId of await collectingProvinces(scope)) {
    try {
      await readPayments(scope, provinceId);
      const yesterday = addDays(today, -1);
      const { comparedTo } = (await scope.db.provinceBillingSync.findFirst({ where: { provinceId }, select: { comparedTo: true } })) ?? { comparedTo: null };
      const isDue = Date.now() >= startOfDay(today).getTime() + COMPARE_HOUR_MS && (comparedTo === null || dayOf(comparedTo) < yesterday);
      if (isDue) await compareDay(scope, provinceId, yesterday);
    } catch (error) {
      await scope.db.provinceBillingSync.updateMany({ where: { provinceId }, data: { lastError: String((error as Error).message).slice(0, 200) } });
      throw error;
    }
  }
}

/** BI20: compares today so far at once, for whoever will not wait for the night. Throws OUTSIDE_SYSTEM_DOWN. */
export async function compareNow(scope: Scope<StaffActor>): Promise<{ found: number }> {
  const provinces = (await collectingProvinces(scope)).filter((id) => isOnDuty(scope.platformId, scope.actor.provinces, id));
  let found = 0;
  try {
    for (const provinceId of provinces) found += await compareDay(scope, provinceId, businessDayOf(new Date()));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("OUTSIDE_SYSTEM_DOWN");
  }
  return { found };
}

const LISTED = 20;

/** Differences of the duty, the open ones first. */
export async function listDifferences(scope: Scope<StaffActor>, { tab, cursor }: z.output<typeof ListDifferences>): Promise<z.output<typeof DifferencePage>> {
  const where = tab === "open" ? { closedAt: null } : { closedAt: { not: null } };
  const [rows, openCount, syncs] = await Promise.all([
    scope.db.billingDifference.findMany({ where, orderBy: [{ foundAt: "desc" }, { id: "desc" }], ...pageAfter(scope, LISTED, cursor), omit: { platformId: true } }),
    scope.db.billingDifference.count({ where: { closedAt: null } }),
    scope.db.provinceBillingSync.findMany({ select: { provinceId: true, polledAt: true, comparedTo: true, lastError: true } }),
  ]);
  const { page, nextCursor } = pageOf(rows, LISTED);
  return { rows: page, nextCursor, openCount, syncs: syncs.map(({ lastError, ...sync }) => ({ ...sync, isFailing: lastError !== null })) };
}

/** BI20: ends a difference with what was found out; nothing of it goes. */
export async function closeDifference(scope: Scope<StaffActor>, input: z.output<typeof CloseDifference>): Promise<void> {
  await once(scope, { operation: "billingDifference.close", key: input.key, input }, async (tx) => {
    const row = await tx.billingDifference.findFirst({ where: { id: input.differenceId } });
    if (!row) throw new AppError("NOT_FOUND");
    const closed = await tx.billingDifference.updateMany({ where: { id: row.id, closedAt: null }, data: { closedAt: scope.now(), closedBy: scope.actor.name, explanation: input.explanation } });
    if (closed.count === 0) throw new AppError("CHANGED_MEANWHILE");
    await recordAudit(tx, scope, "billingDifference.close", { kind: "billingDifference", id: row.id }, { provinceId: row.provinceId, before: { kind: row.kind, reference: row.reference }, reason: input.explanation });
    return null;
  });
}

/** BI20: sends a bill again that the province says it never got; the difference stays open until the next comparing or a person ends it. */
export async function resendBill(scope: Scope<StaffActor>, input: { differenceId: string; key: string }): Promise<void> {
  await once(scope, { operation: "billingDifference.resend", key: input.key, input }, async (tx) => {
    const row = await tx.billingDifference.findFirst({ where: { id: input.differenceId, kind: "billMissingThere", closedAt: null } });
    if (!row) throw new AppError("NOT_FOUND");
    const bill = await tx.customerBill.findFirstOrThrow({ where: { number: row.reference } });
    const earlier = await tx.bssMessage.count({ where: { requestKey: { startsWith: `bill:${bill.id}:` } } });
    await sendBillToProvince(tx, scope, bill, earlier + 1);
    await tx.billingDifference.updateMany({ where: { id: row.id }, data: { resentAt: scope.now() } });
    await recordAudit(tx, scope, "billingDifference.resend", { kind: "billingDifference", id: row.id }, { customerId: bill.customerId, provinceId: row.provinceId, after: { attempt: earlier + 1 } });
    return null;
  });
}
