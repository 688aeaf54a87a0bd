import { periodBefore, publishesAt, runsAt } from "../../../server/billing/period.rules";
import { dbFor } from "../../../server/db";
import { accountPeriodOf, dateOf, startOfDay } from "../../../server/kernel/calendar";
import { fillAccounts } from "../../../scripts/support/bench-billing";
import { runningProduct } from "../../fixtures/billing";
import { customer } from "../../fixtures/people";
import { lastPublic, withOwner } from "../kit/bills";
import { moveClock, runClockOver } from "../kit/clock";
import { type Stand, endOf } from "../kit/stand";
import { until } from "../kit/crash";
import { dropMessages, faultsOf } from "./bill-run";

const PLATFORM = "NM";
const [POSTPAID, PREPAID] = [150, 5];
const db = () => dbFor(PLATFORM);

/** Prepaid companies whose product is paid to the end of the month; half of them have the money for another. */
async function prepaidOnes(startedOn: string): Promise<{ rich: string[]; poor: string[] }> {
  const made = { rich: [] as string[], poor: [] as string[] };
  for (const name of ["rich", "poor"] as const) for (let n = 0; n < PREPAID; n += 1) made[name].push(await runningProduct(await customer({ platformId: PLATFORM, cashFen: name === "rich" ? 100_000n : 0n }), { startedOn, isPrepaid: true }));
  return made;
}

const billsOf = () => db().customerBill.findMany({ select: { customerId: true, periodFrom: true, createdAt: true, sentAt: true } });
const between = (at: Date, from: Date, seconds: number) => at >= from && at.getTime() < from.getTime() + seconds * 1000;

/** Promise 12, live: two workers sweep while the clock runs over a month's end, over the hour of the run and over that of publishing. */
export async function monthEnd(stand: Stand): Promise<void> {
  const { judge } = stand;
  await stand.stopWorker();
  const { period, before } = lastPublic(new Date());
  const midnight = startOfDay(period.to);
  await moveClock(stand, midnight.getTime() - 600_000 - Date.now());
  await withOwner(stand, (client) => fillAccounts(client, PLATFORM, POSTPAID, before.from.replace(/01$/, "10")));
  const { rich, poor } = await prepaidOnes(period.from.replace(/01$/, "20"));
  const second = stand.startWorker();
  stand.startWorker();
  const isUp = await until(async () => (await db().billRun.count({ where: { state: "published", periodFrom: dateOf(before.from) } })) === 1, 30);

  await runClockOver(stand, midnight, { before: 5, after: 8 });
  const early = await billsOf();
  const standing = await db().productSuspension.findMany({ select: { productId: true, setAt: true } });
  const paid = await db().journal.findMany({ where: { kind: "charge" }, select: { extRef: true, effectiveAt: true } });
  const isPaidOnce = paid.length === rich.length && rich.every((id) => paid.filter(({ extRef }) => extRef === `month:${id}:${period.to}`).length === 1);
  judge("12 23:59:55 to 00:00:05 of a month's end: renewed once before midnight, standing still only after it, no bill before its hour", isUp && isPaidOnce && paid.every(({ effectiveAt }) => effectiveAt < midnight) && standing.length === poor.length && standing.every(({ productId, setAt }) => poor.includes(productId) && between(setAt, midnight, 8)) && early.length === 0, `${paid.length} months paid, ${standing.length} stand still ${standing[0] ? ((standing[0].setAt.getTime() - midnight.getTime()) / 1000).toFixed(1) : "-"} s after midnight, ${early.length} bills`);

  await runClockOver(stand, runsAt(period), { before: 5, after: 2 });
  await until(async () => (await db().billRun.count({ where: { state: "computed" } })) > 0, 20);
  await runClockOver(stand, publishesAt(period), { before: 5, after: 2 });
  await until(async () => (await db().billRun.count({ where: { periodFrom: dateOf(period.from), state: "published" } })) > 0, 30);
  const bills = await billsOf();
  const accounts = new Set(bills.map(({ customerId }) => customerId)).size;
  const [runAt, publishAt] = [runsAt(period), publishesAt(period)];
  const isOnTime = bills.every(({ periodFrom, createdAt, sentAt }) => periodFrom.getTime() === dateOf(period.from).getTime() && between(createdAt, runAt, 30) && sentAt !== null && between(sentAt, publishAt, 40));
  const faults = await faultsOf(PLATFORM);
  judge("12 across midnight, the hour of the run and that of publishing: exactly one bill an account, at its hour", bills.length === POSTPAID + 2 * PREPAID && accounts === bills.length && isOnTime && faults.isSound, `${bills.length} bills of ${accounts} accounts, all of ${period.from.slice(0, 7)}: ${isOnTime}; ${faults.journals} journals, ${faults.words}`);
  const byUtc = bills.filter(({ createdAt }) => periodBefore(accountPeriodOf(createdAt.toISOString().slice(0, 10))).from !== period.from).length;
  judge("12 the attack bites: by UTC's calendar the same moments lie in another month", byUtc === bills.length, `${byUtc}/${bills.length} bills would be those of ${before.from.slice(0, 7)}`);

  second.child.kill("SIGTERM");
  await endOf(second, 20_000);
  await dropMessages(stand, [PLATFORM]);
  await moveClock(stand, 0);
}
