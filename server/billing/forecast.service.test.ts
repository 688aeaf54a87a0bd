import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { runningProduct, scopeAt } from "../../e2e/fixtures/billing";
import { codeOf, customer } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { dateOf } from "../kernel/calendar";
import { balanceIn } from "../ledger/ledger.service";
import { endAtPeriodEnd, getForecast, listRenewals, setRenewal, warnLowBalance } from "./forecast.service";
import { renewPrepaid } from "./prepaid.service";
import { advanceRuns } from "./run.service";

// Each test has a platform of its own: the sweeps look at every company.
it("BI5: a company is told seven days before its balance does not last, and two, once each, and not when it lasts", async () => {
  const poor = await customer({ platformId: "SX", cashFen: 5_000n });
  const rich = await customer({ platformId: "SX", cashFen: 50_000n });
  for (const owner of [poor, rich]) await runningProduct(owner, { startedOn: "2026-03-05", seats: 10, isPrepaid: true });
  const told = async () => (await dbFor("SX").notification.findMany({ where: { kind: { startsWith: "balance.low" } }, orderBy: { createdAt: "asc" }, select: { kind: true, customerId: true } }));
  for (const [at, kinds] of [["2026-03-23 12:00", []], ["2026-03-24 09:00", ["balance.low7"]], ["2026-03-28 09:00", ["balance.low7"]], ["2026-03-29 09:00", ["balance.low7", "balance.low2"]], ["2026-03-31 21:00", ["balance.low7", "balance.low2"]]] as const) {
    const scope = await scopeAt("SX", at);
    await Promise.all([warnLowBalance(scope), warnLowBalance(scope)]);
    expect((await told()).map(({ kind }) => kind), at).toEqual(kinds);
  }
  expect(new Set((await told()).map(({ customerId }) => customerId))).toEqual(new Set([poor.customerId]));
  const at = await scopeAt("SX", "2026-03-24 09:00");
  expect(await getForecast({ ...(await poor.scope()), now: at.now })).toEqual({ lastsDays: 7, missingFen: 15_000n, edgeOn: "2026-04-01" });
});

it("BI24: what does not renew is not charged, runs to its last day, and then ends at the AP too; renewal can come back until then", async () => {
  const owner = await customer({ platformId: "NM", cashFen: 500_000n });
  const id = await runningProduct(owner, { startedOn: "2026-03-05", seats: 10, isPrepaid: true });
  const kept = await runningProduct(owner, { startedOn: "2026-03-05", seats: 5, isPrepaid: true });
  const march = await scopeAt("NM", "2026-03-20 09:00");
  const buyer = { ...(await owner.scope()), now: march.now };
  expect((await listRenewals(buyer)).rows.map(({ amountFen, renewsOn }) => [amountFen, renewsOn])).toEqual([[20_000n, dateOf("2026-04-01")], [10_000n, dateOf("2026-04-01")]]);
  await setRenewal(buyer, { key: randomUUID(), productId: id, isOn: false });
  expect(await codeOf(setRenewal(buyer, { key: randomUUID(), productId: id, isOn: false }))).toBe("CHANGED_MEANWHILE");
  await setRenewal(buyer, { key: randomUUID(), productId: kept, isOn: false });
  await setRenewal(buyer, { key: randomUUID(), productId: kept, isOn: true });
  await renewPrepaid(await scopeAt("NM", "2026-03-31 22:00"));
  expect((await balanceIn(dbFor("NM"), owner.customerId)).cashFen).toBe(490_000n);
  await endAtPeriodEnd(await scopeAt("NM", "2026-03-31 23:59"));
  expect(await dbFor("NM").product.findFirstOrThrow({ where: { id } })).toMatchObject({ state: "pendingTerminate", endsOn: dateOf("2026-03-31") });
  await Promise.all([endAtPeriodEnd(await scopeAt("NM", "2026-04-01 00:01")), endAtPeriodEnd(await scopeAt("NM", "2026-04-01 00:01"))]);
  const ended = await dbFor("NM").product.findFirstOrThrow({ where: { id } });
  expect(ended.state).toBe("terminated");
  expect(await dbFor("NM").serviceOrder.findMany({ where: { orderItemId: ended.orderItemId }, select: { operation: true, cause: true } })).toEqual([{ operation: "cancel", cause: "customer" }]);
});

it("BI24: a postpaid product that does not renew is billed for its last month and no further", async () => {
  const owner = await customer({ platformId: "NM", payType: "postpaid" });
  const id = await runningProduct(owner, { startedOn: "2026-03-05", seats: 10 });
  const april = await scopeAt("NM", "2026-04-10 09:00");
  await setRenewal({ ...(await owner.scope()), now: april.now }, { key: randomUUID(), productId: id, isOn: false });
  await endAtPeriodEnd(await scopeAt("NM", "2026-05-01 00:01"));
  for (const at of ["2026-04-03 09:00", "2026-05-03 09:00", "2026-06-03 09:00"]) {
    const scope = await scopeAt("NM", at);
    while (await advanceRuns(scope));
  }
  expect((await dbFor("NM").customerBill.findMany({ where: { customerId: owner.customerId }, orderBy: { periodFrom: "asc" }, select: { periodFrom: true } })).map(({ periodFrom }) => periodFrom)).toEqual([dateOf("2026-03-01"), dateOf("2026-04-01")]);
});
