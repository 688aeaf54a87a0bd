import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { runningProduct } from "../../e2e/fixtures/billing";
import { codeOf, customer, fieldsOf, operator } from "../../e2e/fixtures/people";
import { renewPrepaid } from "../billing/prepaid.service";
import { dbFor } from "../db";
import { AppError } from "../kernel/errors";
import { accountPeriodOf, addDays, addMonths, businessDayOf } from "../kernel/calendar";
import { balanceIn } from "../ledger/ledger.service";
import { type Scope, systemScope } from "../scope";

const PLATFORM = "JL";
const db = () => dbFor(PLATFORM);
const finance = async () => (await operator({ platformId: PLATFORM, roles: ["finance"] })).as();

/** A prepaid company whose product has not paid for the month that runs. */
async function owing(cashFen = 100_000n) {
  const owner = await customer({ platformId: PLATFORM, cashFen });
  const lastMonth = addMonths(accountPeriodOf(businessDayOf(new Date())).from, -1);
  await runningProduct(owner, { startedOn: addDays(lastMonth, 4), seats: 10, isPrepaid: true });
  return owner;
}

/** The worker's next look while nothing can be written for anybody. */
async function brokenTurn({ customerId }: { customerId: string }): Promise<void> {
  const scope = { ...(await systemScope(PLATFORM)), transaction: () => Promise.reject(new AppError("BUSY")) } as Scope;
  await renewPrepaid(scope, { customerId });
}

it("BO7: what a sweep could not do is listed with its company, how often and why; run again for that company it is done, once, and gone from the list", async () => {
  const owner = await owing();
  const desk = await finance();
  await brokenTurn(owner);
  await brokenTurn(owner);
  const mine = async () => (await desk.job.board({})).failures.filter(({ customerId }) => customerId === owner.customerId);
  expect(await mine()).toMatchObject([{ job: "renewPrepaid", accountName: owner.accountName, code: "BUSY", tries: 2 }]);
  const before = (await balanceIn(db(), owner.customerId)).cashFen;
  const key = randomUUID();
  expect(await desk.job.rerun({ key, job: "renewPrepaid", accountName: owner.accountName })).toEqual({ looked: 1, failed: [] });
  const after = (await balanceIn(db(), owner.customerId)).cashFen;
  expect(after).toBeLessThan(before);
  expect(await mine()).toEqual([]);
  expect(await desk.job.rerun({ key, job: "renewPrepaid", accountName: owner.accountName })).toEqual({ looked: 0, failed: [] });
  expect(await desk.job.rerun({ key: randomUUID(), job: "renewPrepaid", accountName: owner.accountName })).toEqual({ looked: 0, failed: [] });
  expect((await balanceIn(db(), owner.customerId)).cashFen).toBe(after);
  expect(await db().auditRecord.count({ where: { action: "job.rerun", customerId: owner.customerId } })).toBe(2);
});

it("BO7: running for one company leaves all others alone; an unknown account is told at its field, a role without the duty refused", async () => {
  const [one, other] = [await owing(), await owing()];
  const desk = await finance();
  await desk.job.rerun({ key: randomUUID(), job: "renewPrepaid", accountName: one.accountName });
  expect((await balanceIn(db(), other.customerId)).cashFen).toBe(100_000n);
  expect(await fieldsOf(desk.job.rerun({ key: randomUUID(), job: "endTrials", accountName: "nobody_here" }))).toEqual({ accountName: "customerUnknown" });
  const clerk = await (await operator({ platformId: PLATFORM })).as();
  expect(await codeOf(clerk.job.rerun({ key: randomUUID(), job: "endTrials", accountName: one.accountName }))).toBe("FORBIDDEN");
  for (const job of ["executeDueChanges", "endTrials", "endAtPeriodEnd", "endLapsed", "dunDebts", "settleClosings", "chargeLateUsage"] as const) expect(await desk.job.rerun({ key: randomUUID(), job, accountName: one.accountName }), job).toEqual({ looked: 0, failed: [] });
});

it("BO7: the board counts what waits, and a failure that is not met again for a quarter of an hour is not listed any more", async () => {
  const owner = await owing();
  const desk = await finance();
  expect((await desk.job.board({})).renewals.due).toBeGreaterThan(0);
  await brokenTurn(owner);
  await db().jobFailure.updateMany({ where: { subjectId: owner.customerId }, data: { lastAt: new Date(Date.now() - 16 * 60_000) } });
  expect((await desk.job.board({})).failures.some(({ customerId }) => customerId === owner.customerId)).toBe(false);
  // Failing anew is counted anew.
  await brokenTurn(owner);
  expect((await desk.job.board({})).failures.find(({ customerId }) => customerId === owner.customerId)).toMatchObject({ tries: 1 });
});
