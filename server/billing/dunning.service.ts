import { recordAudit } from "../audit/audit.service";
import type { Tx } from "../db";
import type { DunningStepKind } from "../generated/prisma/enums";
import { setSuspension } from "../inventory/suspension.service";
import { businessDayOf, dateOf, dayOf } from "../kernel/calendar";
import { formatFen } from "../kernel/money";
import { mailCustomer } from "../notifications/customer-mail.service";
import { processWide } from "../process-wide";
import type { Scope } from "../scope";
import { eachAlone } from "../sweep";
import { type Debt, dueSteps } from "./dunning.rules";
import { grantedOf } from "./arrears.service";
import { lockBill } from "./write.service";
import { worded } from "../notifications/templates.rules";

const PAGE = 100;
const REMIND_AHEAD_DAYS = 7;
/** The day for which a platform's debts were looked through to the end, so that a sweep does not read them all again. */
const lookedThrough = processWide("dunning", () => new Map<string, { day: string; after: string | null; failed: string[] }>());

/**
 * BI7: takes the steps of the legal calendar that are due today, bill by bill, each once and in a transaction of its own.
 * `again` looks through a day that was looked through before, as after a pause was lifted. Returns how many steps were taken.
 */
export async function dunDebts(scope: Scope, { again = false } = {}): Promise<number> {
  const today = businessDayOf(scope.now());
  const known = lookedThrough.get(scope.platformId);
  const state = !again && known?.day === today ? known : { day: today, after: "", failed: [] };
  if (state.after === null && state.failed.length === 0) return 0;
  const horizon = new Date(dateOf(today).getTime() + REMIND_AHEAD_DAYS * 86_400_000);
  const bills = state.after === null ? [] : await scope.db.customerBill.findMany({
    where: { payType: "postpaid", state: { in: ["sent", "partiallyPaid"] }, dueOn: { lte: horizon }, ...(state.after ? { id: { gt: state.after } } : {}) },
    orderBy: { id: "asc" }, take: PAGE, select: { id: true },
  });
  let taken = 0;
  const failed = await eachAlone(scope, "dunDebts", [...state.failed, ...bills.map(({ id }) => id)], async (id) => {
    taken += await scope.transaction((tx) => dunBill(tx, scope, id, today));
  });
  lookedThrough.set(scope.platformId, { day: today, after: bills.length < PAGE ? null : (bills.at(-1)?.id ?? null), failed });
  return taken;
}

/** The same for one company, whatever was looked through today (BO7). Returns how many bills were looked at. */
export async function dunCompany(scope: Scope, { customerId }: { customerId: string }): Promise<number> {
  const bills = await scope.db.customerBill.findMany({ where: { customerId, payType: "postpaid", state: { in: ["sent", "partiallyPaid"] } }, orderBy: { id: "asc" }, take: PAGE, select: { id: true } });
  await eachAlone(scope, "dunDebts", bills.map(({ id }) => id), (id) => scope.transaction((tx) => dunBill(tx, scope, id, businessDayOf(scope.now()))));
  return bills.length;
}

async function dunBill(tx: Tx, scope: Scope, billId: string, today: string): Promise<number> {
  const known = await tx.customerBill.findFirst({ where: { id: billId }, select: { customerId: true, periodFrom: true } });
  if (!known || !(await lockBill(tx, known))) return 0;
  const bill = await tx.customerBill.findFirst({ where: { id: billId, state: { in: ["sent", "partiallyPaid"] } }, include: { steps: true, disputes: { where: { state: "open" }, include: { rate: { select: { grossFen: true, paidFen: true } } } } } });
  if (!bill) return 0;
  // A promise is of whoever has to pay.
  const pauses = await tx.dunningPause.findMany({ where: { customerId: bill.customerId, OR: [{ kind: { not: "promiseToPay" } }, { payerId: bill.payerId }], untilOn: { gt: bill.dueOn < dateOf(today) ? bill.dueOn : dateOf(today) } } });
  const openFen = bill.totalFen - bill.paidFen;
  // What is in dispute, and what was granted and comes with the next bill, is dunned by nobody.
  const granted = await grantedOf(tx, bill.customerId);
  const disputed = new Set(bill.disputes.map(({ rateId }) => rateId));
  const credited = granted.size === 0 ? [] : await tx.appliedCustomerBillingRate.findMany({ where: { billId, id: { in: [...granted.keys()].filter((id) => !disputed.has(id)) } }, select: { id: true, grossFen: true, paidFen: true } });
  const lesser = (a: bigint, b: bigint) => (a < b ? a : b);
  const disputedFen = bill.disputes.reduce((sum, { rate }) => sum + rate.grossFen - rate.paidFen, 0n) + credited.reduce((sum, line) => sum + lesser(granted.get(line.id) ?? 0n, line.grossFen - line.paidFen), 0n);
  const debt: Debt = {
    dueOn: dayOf(bill.dueOn), openFen, disputedFen, taken: bill.steps.map(({ kind }) => kind),
    pauses: pauses.map(({ fromOn, untilOn, endedAt }) => ({ fromOn: dayOf(fromOn), untilOn: endedAt && businessDayOf(endedAt) < dayOf(untilOn) ? businessDayOf(endedAt) : dayOf(untilOn) })),
  };
  const steps = dueSteps(debt, today);
  const made = await tx.dunningStep.createManyAndReturn({ data: steps.map((kind) => ({ billId, kind, customerId: bill.customerId, openFen, takenAt: scope.now() })), skipDuplicates: true });
  const taken = steps.filter((kind) => made.some((row) => row.kind === kind));
  // Not with the step alone: a line whose dispute ended, or was taken back, after it stops its product as well.
  const mustStop = dueSteps({ ...debt, taken: debt.taken.filter((kind) => kind !== "suspended") }, today).includes("suspended");
  const stopped = mustStop ? await stopOverdue(tx, scope, bill, granted) : 0;
  const last = taken.at(-1) ?? (stopped > 0 ? "suspended" : undefined);
  if (!last) return 0;
  await mailStep(tx, scope, bill, last, openFen - disputedFen);
  if (taken.length > 0) await recordAudit(tx, scope, `dunning.${last}`, { kind: "customerBill", id: billId }, { customerId: bill.customerId, provinceId: bill.provinceId, after: { steps: taken, openFen, disputedFen } });
  return taken.length;
}

/** Stops the products whose own lines of this bill are open, undisputed and not granted, and no other (PC8). Returns how many it stopped now. */
async function stopOverdue(tx: Tx, scope: Scope, bill: { id: string; number: string; customerId: string }, granted: ReadonlyMap<string, bigint>): Promise<number> {
  const rates = await tx.appliedCustomerBillingRate.findMany({ where: { billId: bill.id, productId: { not: null }, grossFen: { gt: 0n }, disputes: { none: { state: "open" } } }, select: { id: true, productId: true, grossFen: true, paidFen: true } });
  const owing = new Set(rates.filter((rate) => rate.paidFen + (granted.get(rate.id) ?? 0n) < rate.grossFen).map((rate) => rate.productId ?? ""));
  // What is another account's by now does not answer for the one before (PC8, PC16).
  const products = (await tx.product.findMany({ where: { id: { in: [...owing] }, customerId: bill.customerId }, orderBy: { id: "asc" }, select: { id: true } })).map(({ id }) => id);
  let stopped = 0;
  for (const id of products) if (await setSuspension(tx, scope, { product: { id }, cause: "arrears", reason: `帐单 ${bill.number} 逾期超过 30 天` })) stopped += 1;
  return stopped;
}

async function mailStep(tx: Tx, scope: Scope, bill: { id: string; number: string; customerId: string; payerId: string | null; dueOn: Date }, kind: DunningStepKind, openFen: bigint): Promise<void> {
  const told = (isByParent: boolean) => ({ ...worded(`dunning.${kind}`, { number: bill.number, amount: formatFen(openFen), dueOn: { day: dayOf(bill.dueOn) }, isByParent }), path: `/bills/${bill.id}` });
  // Whoever has to pay is told (PC4).
  await mailCustomer(tx, scope, bill.payerId ?? bill.customerId, told(false));
  // Whose products stand still, or will end, has to know why, whoever pays.
  if (bill.payerId && ["suspended", "mayTerminate"].includes(kind)) await mailCustomer(tx, scope, bill.customerId, told(true));
}
