import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { type TestCustomer, codeOf, customer, operator, orderInput } from "../../e2e/fixtures/people";
import { approveOrder } from "../../e2e/fixtures/review";
import { quoteChange } from "../changes/preview.service";
import { dbFor } from "../db";
import { addDays, businessDayOf, dateOf, startOfDay } from "../kernel/calendar";
import { sendServiceOrder } from "../provisioning/send.service";
import { type CustomerActor, type Scope, systemScope } from "../scope";
import { carryOutTransfers } from "./transfer-edge.service";
import { askTransfer, readTransfer } from "./transfer.service";

const db = () => dbFor("SD");
const key = () => randomUUID();
const today = businessDayOf(new Date());

/** A product of ten seats that runs at 15 % off, quoted for ten to thirty. */
async function quotedProduct(owner: TestCustomer) {
  const [clerk, second, caller] = [await operator(), await operator(), await owner.as()];
  const { quoteId } = await caller.quote.ask({ key: key(), offeringCode: "OA-STD", seats: 10, wish: "十席，明年可能加到三十席" });
  const { offerId } = await (await clerk.as()).quoteDesk.write({ key: key(), quoteId, version: null, offeringCode: "OA-STD", seats: 10, seatsFrom: 10, seatsTo: 30, percentOffBp: 1500, months: null, coversSetUp: false, validTo: addDays(today, 10), note: "", isSent: true });
  await (await second.as()).quoteDesk.release({ key: key(), offerId, version: 0 });
  const { firstBillFen, monthlyFen } = await caller.order.price({ offeringCode: "OA-STD", seats: 10, quoteOfferId: offerId });
  const { orderId } = await caller.order.submit({ ...(await orderInput(caller, { offeringCode: "OA-STD", seats: 10 })), quotedFirstBillFen: firstBillFen, quotedMonthlyFen: monthlyFen, quoteOfferId: offerId });
  await approveOrder("SD", orderId);
  const line = await db().serviceOrder.findFirstOrThrow({ where: { orderId } });
  await sendServiceOrder(await systemScope("SD"), { id: line.id });
  return { offerId, quoteId, productId: (await db().product.findFirstOrThrow({ where: { orderId } })).id, monthlyFen };
}

it("OR15, PC16, SC7: a product at a quoted price keeps it when it goes to a child and back, for later seats too, and neither account has it for anything else", async () => {
  const parent = await customer({ cashFen: 100_000_000n });
  const child = await customer({ parentId: parent.customerId, cashFen: 100_000_000n });
  await db().customer.updateMany({ where: { id: child.customerId }, data: { organizationId: parent.organizationId } });
  const { productId, offerId, quoteId, monthlyFen } = await quotedProduct(parent);
  const of = async (owner: TestCustomer, now: Date, customerIds = [owner.customerId]): Promise<Scope<CustomerActor>> => ({ ...(await owner.scope()), actor: { ...owner.actor, customerIds }, now: () => now });
  const list = async (seats: number) => (await (await child.as()).order.price({ offeringCode: "OA-STD", seats })).monthlyFen;
  const listed = { 10: await list(10), 30: await list(30), 40: await list(40) };
  expect(monthlyFen).toBe((listed[10] * 85n) / 100n);

  let now = new Date();
  for (const [from, to] of [[parent, child], [child, parent]] as const) {
    const asking = await of(parent, now, [parent.customerId, child.customerId]);
    const { edgeOn } = await readTransfer(asking, { productId });
    await askTransfer(asking, { key: key(), productId, toId: to.customerId, effectiveOn: edgeOn });
    now = new Date(startOfDay(edgeOn).getTime() + 60_000);
    await carryOutTransfers({ ...(await systemScope("SD")), now: () => now }, { fromCustomerId: from.customerId });
    expect(await db().product.findFirstOrThrow({ where: { id: productId } })).toMatchObject({ customerId: to.customerId, monthlyFen });
    // The month with which it comes, to the fen, and the rate stands on the new account's own bill.
    const charged = await db().appliedCustomerBillingRate.findMany({ where: { productId, customerId: to.customerId, periodFrom: dateOf(edgeOn) } });
    expect(charged.reduce((sum, { grossFen }) => sum + grossFen, 0n)).toBe(monthlyFen);
    expect(charged.some(({ promotionId }) => promotionId === offerId)).toBe(true);
    now = startOfDay(addDays(edgeOn, 4));
    const scope = await of(to, now);
    const after = async (seats: number) => (await quoteChange(scope, { productId, seats })).preview?.newNextFen;
    expect([await after(30), await after(40)]).toEqual([(listed[30] * 85n) / 100n, listed[40]]);
  }
  // What the child has is the product, not the quote.
  expect(await codeOf((await child.as()).quote.byId({ quoteId }))).toBe("NOT_FOUND");
  expect(await codeOf((await child.as()).order.price({ offeringCode: "OA-STD", seats: 10, quoteOfferId: offerId }))).toBe("NOT_FOUND");
});
