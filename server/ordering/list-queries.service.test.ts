import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { type TestCustomer, customer, operator, orderInput } from "../../e2e/fixtures/people";
import { countQueries } from "../../scripts/support/query-count";
import { bookDeposit } from "../payments/deposit.service";

/** Orders, quotes, movements of cash and reviews of one company, so many of each. */
async function fill(who: TestCustomer, many: number): Promise<void> {
  const caller = await who.as();
  const finance = await (await operator({ roles: ["finance"] })).scope();
  for (let n = 0; n < many; n += 1) {
    await caller.order.submit(await orderInput(caller, { seats: 5 }));
    if (n < 19) await caller.quote.ask({ key: randomUUID(), offeringCode: "OA-STD", seats: 100 + n, wish: "一百人左右，问问价格" });
    await bookDeposit(finance, { key: randomUUID(), customerId: who.customerId, amountFen: 100n, source: "bankTransfer", reference: `T${randomUUID()}`, note: "" });
  }
}

it("SY10: a page of a list takes as many statements when it is full as with a few rows, for the company and for its clerk", async () => {
  const [few, many] = [await customer({ cashFen: 100_000_000n }), await customer({ cashFen: 100_000_000n })];
  await fill(few, 2);
  await fill(many, 22);
  const clerk = await (await operator({ roles: ["provinceReviewer", "finance", "service"] })).as();
  const lists = async (who: TestCustomer) => {
    const caller = await who.as();
    const asked = [
      () => caller.order.list({}), () => caller.order.list({ stage: "review" }), () => caller.quote.list({}), () => caller.balance.journals({}), () => caller.notice.list({}),
      () => clerk.quoteDesk.list({ search: who.accountName }), () => clerk.review.list({ tab: "open", search: who.accountName }),
    ];
    const counts: number[] = [];
    for (const ask of asked) counts.push((await countQueries<unknown>(ask)).queries);
    return counts;
  };
  // What is kept for a minute is kept by now.
  await lists(few);
  expect(await lists(many)).toEqual(await lists(few));
});
