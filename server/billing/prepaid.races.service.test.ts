import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { runningProduct, scopeAt } from "../../e2e/fixtures/billing";
import { component } from "../../e2e/fixtures/components";
import { type TestCustomer, customer, operator } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { dateOf } from "../kernel/calendar";
import { balanceIn } from "../ledger/ledger.service";
import { bookDeposit } from "../payments/deposit.service";
import { endLapsed, renewPrepaid } from "./prepaid.service";

const db = () => dbFor("HE");
const renewAll = async (at: string) => {
  const scope = await scopeAt("HE", at);
  while ((await renewPrepaid(scope)) >= 100);
};
const product = (id: string) => db().product.findFirstOrThrow({ where: { id } });
const cashOf = async (owner: TestCustomer) => (await balanceIn(db(), owner.customerId)).cashFen;
async function pay(owner: TestCustomer, amountFen: bigint, at: string): Promise<void> {
  const clerk = { ...(await (await operator({ platformId: "HE", roles: ["finance"] })).scope()), now: (await scopeAt("HE", at)).now };
  await bookDeposit(clerk, { key: randomUUID(), customerId: owner.customerId, amountFen, source: "counterCash", reference: `V${randomUUID()}`, note: "" });
}

it("BI3, CH7: a year that began while there was no money is paid when the product comes back, whole", async () => {
  const owner = await customer({ platformId: "HE", cashFen: 100n });
  const id = await runningProduct(owner, { startedOn: "2025-04-10", components: [component({ kind: "yearly", feeFen: 360_000n, name: "包年费" })], isPrepaid: true });
  for (let month = 5; month <= 15; month += 1) await renewAll(`${month > 12 ? 2026 : 2025}-${String(((month - 1) % 12) + 1).padStart(2, "0")}-01 00:10`);
  expect(await product(id)).toMatchObject({ state: "active", paidTo: dateOf("2026-04-01") });
  await renewAll("2026-04-01 00:10");
  expect(await product(id)).toMatchObject({ state: "suspended" });
  await pay(owner, 359_000n, "2026-04-05 09:00");
  expect(await product(id)).toMatchObject({ state: "suspended" });
  await pay(owner, 1_000n, "2026-04-06 09:00");
  expect(await product(id)).toMatchObject({ state: "active", paidTo: dateOf("2026-05-01") });
  expect(await cashOf(owner)).toBe(100n);
});

it("CH7: money that meets the end of a product pays nothing for it", async () => {
  const owner = await customer({ platformId: "HE", cashFen: 100n });
  const id = await runningProduct(owner, { startedOn: "2026-03-05", seats: 10, isPrepaid: true });
  await renewAll("2026-04-01 00:10");
  let began: () => void = () => undefined;
  const started = new Promise<void>((resolve) => (began = resolve));
  const end = db().$transaction(async (tx) => {
    await tx.product.updateMany({ where: { id }, data: { state: "terminated", endsOn: dateOf("2026-04-16") } });
    began();
    await new Promise((resolve) => setTimeout(resolve, 700));
  });
  await started;
  await Promise.all([end, pay(owner, 30_000n, "2026-04-16 00:11")]);
  expect(await product(id)).toMatchObject({ state: "terminated" });
  expect(await cashOf(owner)).toBe(30_100n);
});

it("BI3, CH6: a company that cannot be reckoned holds nobody else up", async () => {
  const bands = [{ upTo: 5, feeFen: 100n }];
  const broken = await customer({ platformId: "HE", cashFen: 50_000n });
  const brokenId = await runningProduct(broken, { startedOn: "2026-05-01", seats: 5, components: [component({ kind: "volume", bands })], isPrepaid: true });
  await db().product.updateMany({ where: { id: brokenId }, data: { seats: 50 } });
  const good = await customer({ platformId: "HE", cashFen: 50_000n });
  const id = await runningProduct(good, { startedOn: "2026-05-01", seats: 10, isPrepaid: true });
  await renewAll("2026-05-31 22:00").catch(() => undefined);
  await renewAll("2026-05-31 22:01").catch(() => undefined);
  expect(await product(id)).toMatchObject({ state: "active", paidTo: dateOf("2026-07-01") });
  expect(await cashOf(good)).toBe(30_000n);
  await endLapsed(await scopeAt("HE", "2026-05-31 22:02"));
});
