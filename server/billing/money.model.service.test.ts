import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { runningProduct, scopeAt } from "../../e2e/fixtures/billing";
import { component } from "../../e2e/fixtures/components";
import { type TestCustomer, codeOf, customer, operator } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { addMonths, businessDayOf, dateOf, daysBetween, startOfDay } from "../kernel/calendar";
import { owedIn } from "../ledger/billing-movement.service";
import { balanceIn } from "../ledger/ledger.service";
import { proveLedger } from "../ledger/proof.service";
import { bookDeposit } from "../payments/deposit.service";
import { overdueDaysOf } from "./arrears.service";
import { answerDispute, confirmBill, openDispute, promiseToPay, withdrawDispute } from "./dispute.service";
import { dunDebts } from "./dunning.service";
import { endLapsed, renewPrepaid } from "./prepaid.service";
import { advanceRuns, rerunAccount } from "./run.service";

// One timeline for the whole file, since a platform's runs go on from month to month; each round brings companies of its own.
const PLATFORM = "SH";
const db = () => dbFor(PLATFORM);
let clock = new Date("2026-02-01T01:00:00Z");
const now = () => clock;
const system = async () => ({ ...(await scopeAt(PLATFORM, "2026-02-01 09:00")), now });
const finance = async () => ({ ...(await (await operator({ platformId: PLATFORM, roles: ["finance"] })).scope()), now });
const buyer = async (owner: TestCustomer) => ({ ...(await owner.scope()), now });
/** What a rule refuses, or what met another and is to be tried again, is an answer; anything else is a fault. */
const mayBeRefused = async (work: Promise<unknown>) => expect(["ok", "FIELDS_REFUSED", "RULE_REFUSED", "CHANGED_MEANWHILE", "BUSY"]).toContain(await codeOf(work));

const components = {
  seat: [component()],
  year: [component({ id: "year", kind: "yearly", name: "包年费", feeFen: 60_001n, taxRateBp: 900 })],
  mixed: [component({ feeFen: 333n }), component({ id: "base", kind: "monthly", name: "月费", feeFen: 1_999n, taxRateBp: 900 }), component({ id: "pages", kind: "usage", name: "传真页", feeFen: 7n, freeUnits: 10, unitName: "页" })],
} as const;

async function turn(): Promise<void> {
  const scope = await system();
  while ((await renewPrepaid(scope)) >= 100);
  await endLapsed(scope);
  for (let n = 0; n < 40 && (await advanceRuns(scope)); n += 1);
  await dunDebts(scope, { again: true });
}

const deposit = async ({ customerId }: TestCustomer, amountFen: bigint) => {
  await bookDeposit(await finance(), { key: randomUUID(), customerId, amountFen, source: "counterCash", reference: `V${randomUUID()}`, note: "" });
  paidIn.set(customerId, (paidIn.get(customerId) ?? 0n) + amountFen);
};
const paidIn = new Map<string, bigint>();

const moments = [["lastDay", 22.5], ["first", 0], ["first", 2], ["third", 9], ["days3", 12], ["days11", 0.01], ["days33", 10], ["days75", 10], ["days170", 10]] as const;
function later([kind, hour]: (typeof moments)[number]): Date {
  const today = businessDayOf(clock);
  const nextMonth = addMonths(`${today.slice(0, 7)}-01`, 1);
  const day = kind === "first" ? nextMonth : kind === "third" ? addMonths(nextMonth, 0).replace(/01$/, "03") : kind === "lastDay" ? businessDayOf(new Date(startOfDay(nextMonth).getTime() - 1)) : businessDayOf(new Date(clock.getTime() + Number(kind.slice(4)) * 86_400_000));
  return new Date(Math.max(clock.getTime() + 60_000, startOfDay(day).getTime() + hour * 3_600_000));
}

type Command = { do: "activate" | "advance" | "pay" | "payTwice" | "payBesideTurn" | "dispute" | "disputeBesideTurn" | "answer" | "withdraw" | "confirm" | "promise" | "rerunBesideTurn" | "seats" | "use"; prepaid: boolean; pick: number; amount: number };

async function play(owner: TestCustomer, command: Command): Promise<void> {
  const { customerId } = owner;
  const amountFen = BigInt(command.amount);
  const one = <Row>(rows: readonly Row[]) => rows[command.pick % Math.max(1, rows.length)];
  const line = async () => one(await db().appliedCustomerBillingRate.findMany({ where: { customerId, grossFen: { gt: 0n }, bill: { sentAt: { not: null } } }, orderBy: { id: "asc" } }));
  const dispute = async () => one(await db().billDispute.findMany({ where: { customerId, state: "open" }, include: { rate: true }, orderBy: { id: "asc" } }));
  const object = async () => {
    const rate = await line();
    if (rate) await mayBeRefused(openDispute(await buyer(owner), { key: randomUUID(), rateId: rate.id, text: "费用不对，请核对" }));
  };
  switch (command.do) {
    case "activate":
      await runningProduct(owner, { startedOn: businessDayOf(clock), seats: (command.amount % 30) + 1, components: [...(Object.values(components)[command.pick % 3] ?? [])], isPrepaid: command.prepaid });
      return;
    case "advance":
      clock = later(moments[command.pick % moments.length] ?? moments[0]);
      await Promise.all([turn(), turn()]);
      await turn();
      return proveCalendar(owner);
    case "pay": return deposit(owner, amountFen);
    case "payTwice": return void (await Promise.all([deposit(owner, amountFen), deposit(owner, amountFen + 1n)]));
    case "payBesideTurn":
      clock = later(moments[command.pick % moments.length] ?? moments[0]);
      return void (await Promise.all([turn(), deposit(owner, amountFen)]));
    case "dispute": return object();
    case "disputeBesideTurn":
      clock = later(moments[command.pick % moments.length] ?? moments[0]);
      return void (await Promise.all([turn(), object()]));
    case "answer": {
      const open = await dispute();
      const creditFen = open && command.amount % 3 > 0 ? (open.rate.grossFen * BigInt(command.amount % 101)) / 100n : 0n;
      if (open) await mayBeRefused(answerDispute(await finance(), { key: randomUUID(), disputeId: open.id, version: open.version, answer: "核对后答复", creditFen: creditFen > 0n ? creditFen : null }));
      return;
    }
    case "withdraw": {
      const open = await dispute();
      if (open) await mayBeRefused(withdrawDispute(await buyer(owner), { key: randomUUID(), disputeId: open.id }));
      return;
    }
    case "confirm": {
      const held = await db().customerBill.findFirst({ where: { customerId, holdReason: "abnormalCharge", sentAt: { not: null } } });
      if (held) await confirmBill(await buyer(owner), { key: randomUUID(), billId: held.id });
      return;
    }
    case "promise": return mayBeRefused(promiseToPay(await buyer(owner), { key: randomUUID(), untilOn: businessDayOf(new Date(clock.getTime() + 5 * 86_400_000)) }));
    case "rerunBesideTurn": {
      const run = await db().billRun.findFirst({ orderBy: { periodFrom: "desc" } });
      if (run) await Promise.all([turn(), mayBeRefused(rerunAccount(await finance(), { runId: run.id, customerId, key: randomUUID() }))]);
      return;
    }
    case "seats": return void (await db().product.updateMany({ where: { customerId }, data: { seats: (command.amount % 200) + 1 } }));
    case "use": {
      const product = one(await db().product.findMany({ where: { customerId }, orderBy: { id: "asc" } }));
      if (product) await db().productUsage.createMany({ data: [{ productId: product.id, customerId, componentId: "pages", periodFrom: dateOf(`${businessDayOf(clock).slice(0, 7)}-01`), used: command.amount % 5000, reportedAt: clock }], skipDuplicates: true });
    }
  }
}

const sum = (values: readonly bigint[]) => values.reduce((a, b) => a + b, 0n);

async function prove({ customerId }: TestCustomer): Promise<void> {
  const bills = await db().customerBill.findMany({ where: { customerId }, include: { rates: true } });
  const rates = await db().appliedCustomerBillingRate.findMany({ where: { customerId } });
  const owing = bills.filter((bill) => bill.sentAt !== null && bill.totalFen >= 0n);
  for (const bill of bills) {
    const total = { grossFen: sum(bill.rates.map((rate) => rate.grossFen)), netFen: sum(bill.rates.map((rate) => rate.netFen)), taxFen: sum(bill.rates.map((rate) => rate.taxFen)), lines: bill.rates.length };
    expect(total).toEqual({ grossFen: bill.totalFen, netFen: bill.netFen, taxFen: bill.taxFen, lines: bill.lineCount });
  }
  for (const bill of owing) expect(sum(bill.rates.map((rate) => rate.paidFen))).toBe(bill.paidFen);
  expect(await owedIn(db(), customerId)).toBe(sum(owing.map((bill) => bill.totalFen - bill.paidFen)));
  // Every fen that came in is cash, or has paid a line; what opening a prepaid product cost was not taken from this money.
  const { cashFen } = await balanceIn(db(), customerId);
  const isOpening = (rate: { ref: string; billId: string | null }) => rate.ref.startsWith("first:") && prepaidOnes.has(customerId);
  expect(cashFen + sum(rates.filter((rate) => !isOpening(rate)).map((rate) => rate.paidFen))).toBe(paidIn.get(customerId) ?? 0n);
  expect(cashFen >= 0n).toBe(true);
  // No month of a product is charged by two of opening, month and resumption.
  const months = rates.filter((rate) => ["firstPeriod", "recurring", "resumption"].includes(rate.kind)).map((rate) => `${rate.productId}:${rate.componentId}:${rate.periodFrom.toISOString()}`);
  expect(new Set(months).size).toBe(months.length);
  for (const rate of rates) {
    const given = await db().billDispute.aggregate({ where: { rateId: rate.id }, _sum: { creditFen: true } });
    if (given._sum.creditFen) expect(given._sum.creditFen <= rate.grossFen).toBe(true);
  }
  // What stands still owes; what has run through a published month was charged for it.
  const products = await db().product.findMany({ where: { customerId, startedOn: { not: null } }, include: { suspensions: true } });
  const owes = await overdueDaysOf(db(), customerId, clock);
  for (const product of products) {
    // A month that began while it stood still is paid from the day on which it runs again.
    for (const { setAt, liftedAt } of product.suspensions) {
      const from = liftedAt && `${businessDayOf(liftedAt).slice(0, 7)}-01`;
      if (from && product.monthlyFen > 0n && setAt <= startOfDay(from)) expect(rates.some((rate) => rate.productId === product.id && rate.kind === "resumption" && rate.periodFrom.getTime() === dateOf(from).getTime()), `${product.id} resumed in ${from}`).toBe(true);
    }
    if (product.state === "suspended" && product.paidTo === null) expect(owes).toBeGreaterThan(0);
    const runs = product.suspensions.length > 0 || prepaidOnes.has(customerId) ? [] : await db().billRun.findMany({ where: { state: "published", periodFrom: { gt: product.startedOn ?? clock } } });
    if (product.monthlyFen > 0n) for (const run of runs) expect(rates.some((rate) => rate.productId === product.id && rate.kind === "recurring" && rate.periodFrom.getTime() === run.periodFrom.getTime()), `${product.id} ${run.periodFrom.toISOString()}`).toBe(true);
  }
}
const prepaidOnes = new Set<string>();

/** What must be so when the worker has had its turn undisturbed. */
async function proveCalendar({ customerId }: TestCustomer): Promise<void> {
  const today = businessDayOf(clock);
  const bills = await db().customerBill.findMany({ where: { customerId }, include: { rates: { include: { disputes: { where: { state: "open" } } } } } });
  const last = await db().billRun.findFirst({ where: { state: "published" }, orderBy: { periodFrom: "desc" } });
  for (const bill of bills) {
    if (last && bill.periodFrom <= last.periodFrom) expect(bill.sentAt).not.toBeNull();
    if (bill.sentAt) expect(bill.dueOn >= dateOf(addMonths(`${businessDayOf(bill.sentAt).slice(0, 7)}-01`, 0)) && bill.dueOn >= dateOf(businessDayOf(bill.sentAt))).toBe(true);
  }
  const pauses = await db().dunningPause.count({ where: { customerId } });
  const products = await db().product.findMany({ where: { customerId, startedOn: { not: null } } });
  const late = pauses > 0 || prepaidOnes.has(customerId) ? [] : bills.filter((bill) => ["sent", "partiallyPaid"].includes(bill.state) && daysBetween(bill.dueOn.toISOString().slice(0, 10), today) >= 31);
  const stopped = new Set(late.flatMap((bill) => bill.rates.filter((rate) => rate.grossFen > rate.paidFen && rate.disputes.length === 0).map((rate) => rate.productId)));
  for (const product of products) {
    if (stopped.has(product.id)) expect(product.state).not.toBe("active");
    // Another year that a product runs is another year's fee.
    const startedOn = product.startedOn?.toISOString().slice(0, 10) ?? today;
    const months = 12 * (Number(today.slice(0, 4)) - Number(startedOn.slice(0, 4))) + Number(today.slice(5, 7)) - Number(startedOn.slice(5, 7)) - (product.paidTo ? 0 : 1);
    const isYearly = JSON.stringify(product.components).includes("yearly");
    if (isYearly && product.state === "active" && (product.paidTo === null ? last !== null && last.periodFrom >= dateOf(addMonths(`${today.slice(0, 7)}-01`, -1)) : product.paidTo > dateOf(today))) expect(await db().appliedCustomerBillingRate.count({ where: { productId: product.id, componentId: "year" } }), `${product.id} from ${startedOn} on ${today}`).toBeGreaterThanOrEqual(Math.floor(Math.max(0, months) / 12) + 1);
  }
}

const commands = fc.array(
  fc.record({
    do: fc.constantFrom<Command["do"]>("activate", "activate", "advance", "advance", "advance", "advance", "pay", "pay", "payTwice", "payBesideTurn", "dispute", "dispute", "disputeBesideTurn", "answer", "answer", "withdraw", "confirm", "promise", "rerunBesideTurn", "seats", "use"),
    prepaid: fc.boolean(), pick: fc.nat({ max: 1_000 }), amount: fc.integer({ min: 1, max: 60_000 }),
  }),
  { minLength: 8, maxLength: 24 },
);

it("promise 10, BI14: whatever is activated, paid, disputed, answered and published in whatever order, side by side and with jumps of the clock, no fen is lost or made", async () => {
  await fc.assert(
    fc.asyncProperty(commands, async (list) => {
      const [prepaid, postpaid] = [await customer({ platformId: PLATFORM }), await customer({ platformId: PLATFORM, payType: "postpaid" })];
      prepaidOnes.add(prepaid.customerId);
      for (const command of list) {
        const owner = command.prepaid ? prepaid : postpaid;
        await play(owner, command);
        await prove(owner);
      }
      await prove(prepaid);
      await prove(postpaid);
      expect(await proveLedger(await system())).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, belowFloor: 0, totalFen: 0n });
      // What is proven weighs on no further round.
      await db().product.updateMany({ where: { customerId: { in: [prepaid.customerId, postpaid.customerId] } }, data: { state: "terminated", endsOn: dateOf("2020-01-01") } });
    }),
    { numRuns: Number(process.env.MODEL_RUNS ?? 12), endOnFailure: true, interruptAfterTimeLimit: Number(process.env.MODEL_MS ?? 40_000), ...(process.env.MODEL_SEED ? { seed: Number(process.env.MODEL_SEED) } : {}) },
  );
}, 60_000 + Number(process.env.MODEL_MS ?? 0));
