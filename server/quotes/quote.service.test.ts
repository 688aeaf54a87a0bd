import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { freshCode, productDesk } from "../../e2e/fixtures/catalogue";
import { newPrice, wholeProduct } from "../../e2e/fixtures/catalogue-content";
import { type TestCustomer, codeOf, colleague, customer, fieldsOf, operator, orderInput, reasonsOf } from "../../e2e/fixtures/people";
import { approveOrder, returnOrder } from "../../e2e/fixtures/review";
import { dbFor } from "../db";
import { addDays, businessDayOf, startOfDay } from "../kernel/calendar";
import { proveLedger } from "../ledger/proof.service";
import { expireHandOffs } from "../ordering/hand-off-expiry.service";
import { priceOrder, submitOrder } from "../ordering/submit.service";
import { sendServiceOrder } from "../provisioning/send.service";
import { systemScope } from "../scope";
import { watchQuotes } from "./expire.service";

const db = () => dbFor("SD");
const key = () => randomUUID();
const today = businessDayOf(new Date());
const rich = () => customer({ cashFen: 100_000_000n });
const asking = (more: object = {}) => ({ key: key(), offeringCode: "OA-STD", seats: 100, wish: "一百人，分两个城市用", ...more });
const ask = async (who: TestCustomer, more: object = {}) => (await (await who.as()).quote.ask(asking(more))).quoteId;
const terms = (quoteId: string, more: object = {}) => ({ key: key(), quoteId, version: null as number | null, offeringCode: "OA-STD", seats: 100, seatsFrom: 80, seatsTo: 200, percentOffBp: 1500, months: null as number | null, coversSetUp: false, validTo: addDays(today, 10), note: "", isSent: true, ...more });
const [clerk, second] = [await operator(), await operator()];
const mailsOf = (who: TestCustomer) => db().notification.findMany({ where: { customerId: who.customerId, kind: { startsWith: "quote." } }, orderBy: { createdAt: "asc" } });

/** A quote with a price below the list that is out. */
async function offered(who: TestCustomer, more: object = {}) {
  const quoteId = await ask(who);
  const { offerId } = await (await clerk.as()).quoteDesk.write(terms(quoteId, more));
  await (await second.as()).quoteDesk.release({ key: key(), offerId, version: 0 });
  return { quoteId, offerId };
}
/** An order at an offer's price, as its form sends it. */
async function orderAt(caller: Awaited<ReturnType<TestCustomer["as"]>>, offerId: string, seats = 100, offeringCode = "OA-STD") {
  const quote = await caller.order.price({ offeringCode, seats, quoteOfferId: offerId });
  return { ...(await orderInput(caller, { offeringCode, seats })), quotedFirstBillFen: quote.firstBillFen, quotedMonthlyFen: quote.monthlyFen, quoteOfferId: offerId };
}

it("OR15: a company asks once per key, the province's staff see it and answer, and the company is told", async () => {
  const who = await rich();
  const input = asking();
  const made = await Promise.all([1, 2, 3].map(async () => (await who.as()).quote.ask(input)));
  expect(new Set(made.map(({ quoteId }) => quoteId)).size).toBe(1);
  const { quoteId, number } = made[0]!;
  expect(number).toMatch(/^SDQ\d{11}$/);
  expect((await (await clerk.as()).quoteDesk.list({ turn: "operator", search: number })).rows).toMatchObject([{ number, state: "inProgress", seats: 100, isLate: false }]);
  await (await clerk.as()).quoteDesk.note({ key: key(), quoteId, text: "两个城市分别多少人？", isInternal: false });
  await (await clerk.as()).quoteDesk.note({ key: key(), quoteId, text: "老客户，可以谈", isInternal: true });
  const caller = await who.as();
  expect(await caller.quote.byId({ quoteId })).toMatchObject({ turn: "company", messages: [{ text: "两个城市分别多少人？", isFromStaff: true }] });
  await caller.quote.say({ key: key(), quoteId, text: "六十和四十" });
  expect(await (await clerk.as()).quoteDesk.byId({ quoteId })).toMatchObject({ turn: "operator", messages: [{ isFromStaff: true }, { isInternal: true }, { text: "六十和四十", isFromStaff: false }] });
  expect((await mailsOf(who)).map(({ kind, text }) => [kind, text.includes("两个城市分别多少人？")])).toEqual([["quote.message", true]]);
  expect(await db().auditRecord.count({ where: { targetId: quoteId, action: { in: ["quote.ask", "quote.say", "quote.note"] } } })).toBe(4);
});

it("OR11, OR15: a price below the list goes out by a second person alone, just as it was written, and not by its writer", async () => {
  const who = await rich();
  const quoteId = await ask(who);
  const desk = await clerk.as();
  const { offerId, state } = await desk.quoteDesk.write(terms(quoteId));
  expect(state).toBe("submitted");
  expect(await (await who.as()).quote.byId({ quoteId })).toMatchObject({ state: "pending", offers: [] });
  expect(await codeOf(desk.quoteDesk.release({ key: key(), offerId, version: 0 }))).toBe("OWN_WORK");
  expect(await codeOf((await (await operator({ roles: ["service"] })).as()).quoteDesk.release({ key: key(), offerId, version: 0 }))).toBe("FORBIDDEN");
  // Whoever writes past the service is stopped by the table itself.
  await expect(db().quoteOffer.updateMany({ where: { id: offerId }, data: { state: "issued", issuedAt: new Date(), issuedById: clerk.staffId } })).rejects.toThrow("QuoteOffer_two_people");
  await expect(db().quoteOffer.updateMany({ where: { id: offerId }, data: { state: "issued", issuedAt: new Date(), issuedById: second.staffId, percentOffBp: 5000 } })).rejects.toThrow("as it was written");
  // It goes back, is written anew, and what the second person saw before is no longer released.
  const other = await second.as();
  await other.quoteDesk.return({ key: key(), offerId, version: 0, reason: "折扣偏低，请核对" });
  expect((await desk.quoteDesk.byId({ quoteId })).messages.at(-1)).toMatchObject({ isInternal: true, text: "报价方案 1 退回修改：折扣偏低，请核对" });
  await desk.quoteDesk.write(terms(quoteId, { version: 1, percentOffBp: 1000 }));
  expect(await codeOf(other.quoteDesk.release({ key: key(), offerId, version: 0 }))).toBe("CHANGED_MEANWHILE");
  const twice = await Promise.allSettled([second, await operator()].map(async (who) => (await who.as()).quoteDesk.release({ key: key(), offerId, version: 2 })));
  expect(twice.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
  const seen = await (await who.as()).quote.byId({ quoteId });
  expect(seen).toMatchObject({ state: "approved", turn: "company", offers: [{ percentOffBp: 1000, isOpen: true, seatsFrom: 80, seatsTo: 200 }] });
  expect(seen.offers[0]?.monthlyFen).toBe(((seen.offers[0]?.listMonthlyFen ?? 0n) * 9n) / 10n);
  expect((await mailsOf(who)).map(({ kind }) => kind)).toEqual(["quote.issued"]);
  await expect(db().quoteOffer.updateMany({ where: { id: offerId }, data: { note: "改一改" } })).rejects.toThrow("does not change");
});

it("OR15: at the list price one person answers, and only one price is written at a time", async () => {
  const who = await rich();
  const quoteId = await ask(who);
  const desk = await clerk.as();
  expect(await desk.quoteDesk.write(terms(quoteId, { percentOffBp: 0 }))).toMatchObject({ state: "issued" });
  expect((await (await who.as()).quote.byId({ quoteId })).offers).toMatchObject([{ percentOffBp: 0, isOpen: true }]);
  const both = await Promise.allSettled([1, 2].map(async () => desk.quoteDesk.write(terms(quoteId, { isSent: false }))));
  expect(both.map((one) => (one.status === "fulfilled" ? "ok" : (one.reason as { cause: { code: string } }).cause.code)).sort()).toEqual(["CHANGED_MEANWHILE", "ok"]);
});

it("OR15: what a clerk types wrongly is told at the field", async () => {
  const who = await rich();
  const quoteId = await ask(who);
  const desk = await clerk.as();
  const wrong = (more: object) => fieldsOf(desk.quoteDesk.write(terms(quoteId, more)));
  expect(await wrong({ offeringCode: "NO-SUCH" })).toEqual({ offeringCode: "notSoldHere" });
  expect(await wrong({ seatsTo: 99_999 })).toEqual({ seatsTo: "tooMany" });
  expect(await wrong({ validTo: addDays(today, -1) })).toEqual({ validTo: "quoteDays" });
  expect(await wrong({ validTo: addDays(today, 91) })).toEqual({ validTo: "quoteDays" });
  await expect(desk.quoteDesk.write(terms(quoteId, { seatsFrom: 101 }))).rejects.toMatchObject({ cause: { issues: [expect.objectContaining({ path: ["seatsFrom"], message: "seatsFromWrong" })] } });
  expect(await db().quoteOffer.count({ where: { quoteId } })).toBe(0);
  expect(await fieldsOf((await who.as()).quote.ask(asking({ offeringCode: "NO-SUCH" })))).toEqual({ offeringCode: "notSoldHere" });
});

it("OR15: an order at the quoted price holds, opens and is charged by it to the fen, once a quote, and later seats have the rate too", async () => {
  const who = await rich();
  const { quoteId, offerId } = await offered(who);
  const caller = await who.as();
  const list = await caller.order.price({ offeringCode: "OA-STD", seats: 100 });
  const quote = await caller.order.price({ offeringCode: "OA-STD", seats: 100, quoteOfferId: offerId });
  expect(quote).toMatchObject({ quoted: { offerId, quoteId, onlineFirstYearFen: list.firstYearFen }, trialDays: 0, coupons: [] });
  expect(quote.monthlyFen).toBe((list.monthlyFen * 85n) / 100n);
  const input = await orderAt(caller, offerId);
  const results = await Promise.allSettled([input, input, { ...input, key: key() }].map(async (one) => (await who.as()).order.submit(one)));
  const orderIds = new Set(results.flatMap((one) => (one.status === "fulfilled" ? [one.value.orderId] : [])));
  expect(orderIds.size).toBe(1);
  const [orderId = ""] = orderIds;
  expect(await codeOf(caller.order.submit({ ...input, key: key() }))).toBe("RULE_REFUSED");
  expect(await caller.quote.byId({ quoteId })).toMatchObject({ state: "accepted", turn: "nobody", order: { id: orderId, offerId }, offers: [{ isOpen: false }] });
  expect(await caller.order.byId({ orderId })).toMatchObject({ quote: { id: quoteId }, monthlyFen: quote.monthlyFen });
  expect((await caller.balance.mine({})).heldFen).toBe(quote.ceilingFen);
  // Two clerks, as of any order above the province's sum by the list.
  expect(await db().productOrder.findFirstOrThrow({ where: { id: orderId } })).toMatchObject({ needsSecondReviewer: true });
  const promotion = await db().promotion.findFirstOrThrow({ where: { id: offerId } });
  const yearOff = (list.monthlyFen - quote.monthlyFen) * 12n;
  expect(promotion.committedFen).toBe(yearOff);
  expect(promotion.budgetFen).toBeGreaterThanOrEqual(yearOff * 2n);
  await approveOrder("SD", orderId);
  if ((await db().productOrder.findFirstOrThrow({ where: { id: orderId } })).stage === "review") await approveOrder("SD", orderId, { by: second });
  const line = await db().serviceOrder.findFirstOrThrow({ where: { orderId } });
  await sendServiceOrder(await systemScope("SD"), { id: line.id });
  const rates = await db().appliedCustomerBillingRate.findMany({ where: { customerId: who.customerId } });
  expect(rates.some(({ promotionId }) => promotionId === offerId)).toBe(true);
  expect(rates.reduce((sum, { grossFen }) => sum + grossFen, 0n)).toBe(quote.firstBillFen);
  const product = await db().product.findFirstOrThrow({ where: { customerId: who.customerId, orderId } });
  const { preview } = await caller.change.quote({ productId: product.id, seats: 150 });
  const listed = await caller.order.price({ offeringCode: "OA-STD", seats: 150 });
  expect(preview?.newNextFen).toBe((listed.monthlyFen * 85n) / 100n);
  expect(await proveLedger(await systemScope("SD"))).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, belowFloor: 0 });
});

it("OR11, OR15: two people have seen a quoted rate already, so that an order below the province's sum goes to one clerk", async () => {
  const who = await rich();
  const { offerId } = await offered(who, { seats: 10, seatsFrom: 5, seatsTo: 20 });
  const caller = await who.as();
  const { orderId } = await caller.order.submit(await orderAt(caller, offerId, 10));
  expect(await db().productOrder.findFirstOrThrow({ where: { id: orderId } })).toMatchObject({ needsSecondReviewer: false, stage: "review" });
  await approveOrder("SD", orderId);
  expect(await db().productOrder.findFirstOrThrow({ where: { id: orderId } })).toMatchObject({ stage: "provisioning" });
});

it("OR15: another company, a reader, wrong seats, another plan, a coupon or a trial get no order out of a quote, and it stays open", async () => {
  const [who, stranger] = [await rich(), await rich()];
  const { quoteId, offerId } = await offered(who);
  const caller = await who.as();
  const input = await orderAt(caller, offerId);
  const foreign = await stranger.as();
  const unknown = await codeOf(foreign.order.price({ offeringCode: "OA-STD", seats: 100, quoteOfferId: randomUUID() }));
  expect(unknown).toBe("NOT_FOUND");
  expect(await codeOf(foreign.order.price({ offeringCode: "OA-STD", seats: 100, quoteOfferId: offerId }))).toBe(unknown);
  expect(await codeOf(foreign.order.submit({ ...input, key: key() }))).toBe(unknown);
  expect(await codeOf(foreign.quote.byId({ quoteId }))).toBe("NOT_FOUND");
  expect(await codeOf((await colleague(who, "reader")).as().then((reader) => reader.quote.ask(asking())))).toBe("FORBIDDEN");
  expect(await fieldsOf(caller.order.submit({ ...input, key: key(), seats: 79 }))).toMatchObject({ seats: expect.any(String) as string });
  expect(await fieldsOf(caller.order.submit({ ...input, key: key(), seats: 201 }))).toMatchObject({ seats: expect.any(String) as string });
  expect(await codeOf(caller.order.submit({ ...input, key: key(), offeringCode: "MAIL-STD" }))).toBe("NOT_FOUND");
  expect(await reasonsOf(caller.order.submit({ ...input, key: key(), trialThen: "paid" }))).toEqual(["quoteAlone"]);
  expect(await codeOf(caller.order.submit({ ...input, key: key(), quotedMonthlyFen: input.quotedMonthlyFen - 1n }))).toBe("PRICE_CHANGED");
  expect(await caller.quote.byId({ quoteId })).toMatchObject({ state: "approved" });
  expect(await db().promotion.count({ where: { id: offerId } })).toBe(0);
  // An order names a quote of its own company, whoever writes it.
  const { orderId } = await foreign.order.submit(await orderInput(foreign));
  await expect(db().productOrder.updateMany({ where: { id: orderId }, data: { quoteId, quoteOfferId: offerId } })).rejects.toThrow("own company");
});

it("OR15: an order by a quote that came to nothing gives its budget back, and one that is corrected keeps its price", async () => {
  const who = await rich();
  const { offerId } = await offered(who);
  const caller = await who.as();
  const { orderId } = await caller.order.submit(await orderAt(caller, offerId));
  await returnOrder("SD", orderId);
  const again = await caller.order.price({ offeringCode: "OA-STD", seats: 120, orderId });
  const list = await caller.order.price({ offeringCode: "OA-STD", seats: 120 });
  expect(again.monthlyFen).toBe((list.monthlyFen * 85n) / 100n);
  const { version, contractVersion } = await caller.order.byId({ orderId });
  const mended = { key: key(), orderId, version, seats: 120, facts: {}, note: "", acceptTerms: true as const, contractVersion, quotedFirstBillFen: again.firstBillFen, quotedMonthlyFen: again.monthlyFen };
  expect(await codeOf(caller.order.price({ offeringCode: "OA-STD", seats: 250, orderId }))).toBe("FIELDS_REFUSED");
  await caller.order.correct(mended);
  expect((await db().promotion.findFirstOrThrow({ where: { id: offerId } })).committedFen).toBe((list.monthlyFen - again.monthlyFen) * 12n);
  await caller.order.cancel({ orderId, key: key() });
  expect((await db().promotion.findFirstOrThrow({ where: { id: offerId } })).committedFen).toBe(0n);
  expect((await caller.balance.mine({})).heldFen).toBe(0n);
  // The rate was this order's: nobody is offered it again.
  expect((await caller.order.price({ offeringCode: "OA-STD", seats: 120 })).monthlyFen).toBe(list.monthlyFen);
});

it("OR15: a price that was put to a company holds when the list price falls and when the sale stops, and the form says that online is cheaper", async () => {
  const desk = await productDesk("SD");
  const code = freshCode();
  await desk.released(await desk.submitted(wholeProduct(code, ["SD"]), code));
  const who = await rich();
  const plan = `${code}-STD`;
  const quoteId = await ask(who, { offeringCode: plan, seats: 10 });
  const { offerId } = await (await clerk.as()).quoteDesk.write(terms(quoteId, { offeringCode: plan, seats: 10, seatsFrom: 1, seatsTo: 20, percentOffBp: 500, validTo: addDays(today, 60) }));
  await (await second.as()).quoteDesk.release({ key: key(), offerId, version: 0 });
  const { id } = await db().productSpecification.findFirstOrThrow({ where: { code } });
  await desk.released(await desk.changed(id, (content) => ({ ...content, offerings: [{ ...content.offerings[0]!, prices: [...content.offerings[0]!.prices, newPrice(["SD"], "2500")] }] })));
  const later = startOfDay(addDays(today, 45));
  const scope = { ...(await who.scope()), now: () => later };
  const quote = await priceOrder(scope, { offeringCode: plan, seats: 10, quoteOfferId: offerId });
  expect([quote.monthlyFen, quote.month.length, (quote.quoted?.onlineFirstYearFen ?? 0n) < quote.firstYearFen]).toEqual([28_500n, 2, true]);
  await db().productSpecification.updateMany({ where: { id }, data: { salesStoppedAt: new Date() } });
  const stopped = await priceOrder(scope, { offeringCode: plan, seats: 10, quoteOfferId: offerId });
  expect([stopped.monthlyFen, stopped.quoted?.onlineFirstYearFen]).toEqual([28_500n, null]);
  const { stage } = await submitOrder(scope, { key: key(), offeringCode: plan, seats: 10, quoteOfferId: offerId, facts: { administratorEmail: "admin@company.example" }, note: "", agentId: "", acceptTerms: true, quotedFirstBillFen: stopped.firstBillFen, quotedMonthlyFen: stopped.monthlyFen, contractVersion: stopped.contract.version });
  expect(["review", "provisioning"]).toContain(stage);
});

it("OR15: three days before its last day the company is reminded once; after it the quote is over, and nothing can be ordered by it", async () => {
  const who = await rich();
  const { quoteId, offerId } = await offered(who, { validTo: addDays(today, 5) });
  const at = async (days: number) => ({ ...(await systemScope("SD")), now: () => startOfDay(addDays(today, days)) });
  const kinds = async () => (await mailsOf(who)).map(({ kind }) => kind);
  await watchQuotes(await at(1));
  expect(await kinds()).toEqual(["quote.issued"]);
  await Promise.all([watchQuotes(await at(3)), watchQuotes(await at(3))]);
  await watchQuotes(await at(4));
  expect(await kinds()).toEqual(["quote.issued", "quote.expiring"]);
  const caller = await who.as();
  expect((await caller.quote.byId({ quoteId })).offers).toMatchObject([{ isOpen: true }]);
  const tooLate = { ...(await who.scope()), now: () => startOfDay(addDays(today, 6)) };
  expect(await reasonsOf(priceOrder(tooLate, { offeringCode: "OA-STD", seats: 100, quoteOfferId: offerId }))).toEqual(["quoteRunOut"]);
  await watchQuotes(await at(6));
  expect(await caller.quote.byId({ quoteId })).toMatchObject({ state: "expired", turn: "nobody", maySay: false, offers: [{ isOpen: false }] });
  expect(await reasonsOf(caller.order.price({ offeringCode: "OA-STD", seats: 100, quoteOfferId: offerId }))).toEqual(["quoteRunOut"]);
});

it("OR15: taken back, declined and refused, each with its words, and nothing more is said on it", async () => {
  const who = await rich();
  const caller = await who.as();
  const [first, refused, { quoteId: declined }] = [await ask(who), await ask(who), await offered(who)];
  await caller.quote.withdraw({ key: key(), quoteId: first });
  const desk = await clerk.as();
  expect(await codeOf(desk.quoteDesk.refuse({ key: key(), quoteId: refused, version: 9, reason: "这个地区暂时没有资源" }))).toBe("CHANGED_MEANWHILE");
  await desk.quoteDesk.refuse({ key: key(), quoteId: refused, version: 0, reason: "这个地区暂时没有资源" });
  // What is out holds, so neither side takes it away without a word of the company.
  expect([await codeOf(caller.quote.withdraw({ key: key(), quoteId: declined })), await codeOf(desk.quoteDesk.refuse({ key: key(), quoteId: declined, version: 2, reason: "不再提供这个价格" }))]).toEqual(["CHANGED_MEANWHILE", "CHANGED_MEANWHILE"]);
  const { version } = await caller.quote.byId({ quoteId: declined });
  // Declined as it was seen: a price that came meanwhile is not thrown away unseen.
  expect(await codeOf(caller.quote.decline({ key: key(), quoteId: declined, version: version - 1, reason: "选了别家" }))).toBe("CHANGED_MEANWHILE");
  await caller.quote.decline({ key: key(), quoteId: declined, version, reason: "选了别家" });
  const ends = await Promise.all([first, refused, declined].map(async (quoteId) => (({ state, endReason }) => [state, endReason])(await caller.quote.byId({ quoteId }))));
  expect(ends).toEqual([["cancelled", ""], ["rejected", "无法报价：这个地区暂时没有资源"], ["rejected", "企业谢绝：选了别家"]]);
  expect((await mailsOf(who)).map(({ kind }) => kind)).toEqual(expect.arrayContaining(["quote.refused"]));
  for (const quoteId of [first, refused, declined]) expect([await codeOf(caller.quote.say({ key: key(), quoteId, text: "还在吗" })), await codeOf(desk.quoteDesk.note({ key: key(), quoteId, text: "已结束", isInternal: false })), await codeOf(desk.quoteDesk.write(terms(quoteId)))]).toEqual(["CHANGED_MEANWHILE", "CHANGED_MEANWHILE", "CHANGED_MEANWHILE"]);
});

it.each([
  ["a first month that is free", "HR-STD", 100, 200],
  ["a price by volume, dearest at the end of a band", "MAIL-BIZ", 100, 195],
])("OR15: later seats have the quoted rate too, with %s", async (_, offeringCode, seats, more) => {
  const who = await rich();
  const { offerId } = await offered(who, { offeringCode, seats, seatsFrom: seats, seatsTo: 200 });
  const caller = await who.as();
  const facts = { administratorEmail: "admin@company.example", mailDomain: "company.example" };
  const { orderId } = await caller.order.submit({ ...(await orderAt(caller, offerId, seats, offeringCode)), facts });
  // Corrected to as many as the offer is for, the price is still its own.
  await returnOrder("SD", orderId);
  const again = await caller.order.price({ offeringCode, seats: more, orderId });
  const { version, contractVersion } = await caller.order.byId({ orderId });
  await caller.order.correct({ key: key(), orderId, version, seats: more, facts, note: "", acceptTerms: true, contractVersion, quotedFirstBillFen: again.firstBillFen, quotedMonthlyFen: again.monthlyFen });
  expect(again.monthlyFen).toBe(((await caller.order.price({ offeringCode, seats: more })).monthlyFen * 85n) / 100n);
});

it("OR15, CH1, CH9: a running product keeps its rate for the seats and the plan that it was quoted for, and for no more", async () => {
  const who = await rich();
  const { offerId } = await offered(who, { seats: 10, seatsFrom: 10, seatsTo: 30, months: 12 });
  const caller = await who.as();
  const { orderId } = await caller.order.submit(await orderAt(caller, offerId, 10));
  await approveOrder("SD", orderId);
  const line = await db().serviceOrder.findFirstOrThrow({ where: { orderId } });
  await sendServiceOrder(await systemScope("SD"), { id: line.id });
  const product = await db().product.findFirstOrThrow({ where: { customerId: who.customerId, orderId } });
  const monthly = async (change: { seats?: number; offeringCode?: string }) => (await caller.change.quote({ productId: product.id, ...change })).preview?.newNextFen;
  const list = async (offeringCode: string, seats: number) => (await caller.order.price({ offeringCode, seats })).monthlyFen;
  expect(await monthly({ seats: 30 })).toBe(((await list("OA-STD", 30)) * 85n) / 100n);
  expect(await monthly({ seats: 40 })).toBe(await list("OA-STD", 40));
  expect(await monthly({ offeringCode: "OA-PRO" })).toBe(await list("OA-PRO", 10));
  // The rate is this company's: nobody ends it, and nobody gives it to others.
  const product2 = await (await operator({ roles: ["product"] })).as();
  expect([(await product2.promotionDesk.get({ promotionId: offerId })).isQuoted, (await product2.promotionDesk.list({})).rows.some(({ id }) => id === offerId)]).toEqual([true, false]);
  expect(await reasonsOf(product2.promotionDesk.move({ key: key(), promotionId: offerId, version: 0, to: "ended", reason: "不再提供" }))).toEqual(["quoteRate"]);
  expect(await reasonsOf(product2.promotionDesk.issue({ key: key(), promotionId: offerId, group: { payType: "prepaid" } }))).toEqual(["quoteRate"]);
});

it("OR11, OR15: whoever wrote in a price at any time does not let it out, and a quote does not end while one waits for its second person", async () => {
  const who = await rich();
  const { quoteId } = await offered(who, { validTo: addDays(today, 2) });
  const [first, third] = [await clerk.as(), await (await operator()).as()];
  const { offerId } = await first.quoteDesk.write(terms(quoteId, { isSent: false, validTo: addDays(today, 20) }));
  await third.quoteDesk.write(terms(quoteId, { version: 0, isSent: true, validTo: addDays(today, 20), note: "加一句说明" }));
  expect(await codeOf(first.quoteDesk.release({ key: key(), offerId, version: 1 }))).toBe("OWN_WORK");
  await watchQuotes({ ...(await systemScope("SD")), now: () => startOfDay(addDays(today, 3)) });
  const caller = await who.as();
  expect(await caller.quote.byId({ quoteId })).toMatchObject({ state: "approved" });
  await caller.quote.say({ key: key(), quoteId, text: "能不能再低一点" });
  await (await second.as()).quoteDesk.release({ key: key(), offerId, version: 1 });
  // The company's word that its writer had not seen still waits for an answer.
  expect(await caller.quote.byId({ quoteId })).toMatchObject({ state: "approved", turn: "operator", offers: [{ isOpen: true }, { isOpen: true }] });
});

it("OR15, OR5: where the counter takes the order, the code that runs out gives the rate's budget back", async () => {
  const who = await customer({ platformId: "NF", cashFen: 100_000_000n });
  const nf = dbFor("NF");
  const [writer, other] = [await operator({ platformId: "NF" }), await operator({ platformId: "NF" })];
  const caller = await who.as();
  const { quoteId } = await caller.quote.ask(asking({ seats: 20 }));
  const { offerId } = await (await writer.as()).quoteDesk.write(terms(quoteId, { seats: 20, seatsFrom: 20, seatsTo: 40 }));
  await (await other.as()).quoteDesk.release({ key: key(), offerId, version: 0 });
  const { orderId, stage } = await caller.order.submit(await orderAt(caller, offerId, 20));
  expect(stage).toBe("handedOff");
  expect((await nf.promotion.findFirstOrThrow({ where: { id: offerId } })).committedFen).toBeGreaterThan(0n);
  await expireHandOffs({ ...(await systemScope("NF")), now: () => startOfDay(addDays(today, 17)) });
  expect((await nf.promotion.findFirstOrThrow({ where: { id: offerId } })).committedFen).toBe(0n);
  expect(await nf.promotionUse.findMany({ where: { orderId }, select: { state: true } })).toEqual([{ state: "released" }]);
});
