import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { runningProduct, scopeAt } from "../../e2e/fixtures/billing";
import { codeOf, customer, operator } from "../../e2e/fixtures/people";
import { advanceRuns } from "../billing/run.service";
import { dbFor } from "../db";
import { owedIn } from "../ledger/billing-movement.service";

it("BI4: a deposit posts once per key and once per voucher", async () => {
  const buyer = await customer();
  const clerk = await (await operator({ roles: ["finance"] })).as();
  const input = { key: randomUUID(), customerId: buyer.customerId, amountFen: 12_345n, source: "bankTransfer" as const, reference: `V${randomUUID()}` };
  const answers = await Promise.all([clerk.paymentDesk.book(input), clerk.paymentDesk.book(input)]);
  expect(answers[0]).toEqual(answers[1]);
  expect(await codeOf(clerk.paymentDesk.book({ ...input, key: randomUUID() }))).toBe("FIELDS_REFUSED");
  expect((await (await buyer.as()).balance.mine({})).cashFen).toBe(12_345n);
});

it("BI4, BI14: one voucher is one voucher, however it is typed", async () => {
  const buyer = await customer();
  const clerk = await (await operator({ roles: ["finance"] })).as();
  const number = randomUUID().slice(0, 8);
  const book = (reference: string) => codeOf(clerk.paymentDesk.book({ key: randomUUID(), customerId: buyer.customerId, amountFen: 500n, source: "bankTransfer", reference }));
  expect([await book(`PZ ${number}`), await book(`pz${number}`), await book(`ＰＺ${number.toUpperCase()}`)]).toEqual(["ok", "FIELDS_REFUSED", "FIELDS_REFUSED"]);
  expect((await (await buyer.as()).balance.mine({})).cashFen).toBe(500n);
});

it("BI4, BI12: what a postpaid company pays at the counter covers its oldest bill first, and the rest waits for the next", async () => {
  const buyer = await customer({ platformId: "JS", payType: "postpaid" });
  await runningProduct(buyer, { startedOn: "2026-01-01" });
  const february = await scopeAt("JS", "2026-02-03 09:00");
  while (await advanceRuns(february));
  const clerk = await (await operator({ platformId: "JS", roles: ["finance"] })).as();
  const paid = await clerk.paymentDesk.book({ key: randomUUID(), customerId: buyer.customerId, amountFen: 30_000n, source: "counterCash", reference: `V${randomUUID()}` });
  expect(paid).toMatchObject({ toClaimsFen: 20_000n, balance: { cashFen: 10_000n } });
  const march = await scopeAt("JS", "2026-03-03 09:00");
  while (await advanceRuns(march));
  const bills = await dbFor("JS").customerBill.findMany({ where: { customerId: buyer.customerId }, orderBy: { periodFrom: "asc" }, select: { state: true, totalFen: true, paidFen: true } });
  expect(bills).toEqual([{ state: "settled", totalFen: 20_000n, paidFen: 20_000n }, { state: "partiallyPaid", totalFen: 20_000n, paidFen: 10_000n }]);
  expect(await owedIn(dbFor("JS"), buyer.customerId)).toBe(10_000n);
});
