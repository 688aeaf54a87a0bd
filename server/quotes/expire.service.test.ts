import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { type TestCustomer, codeOf, customer, operator } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { addDays, businessDayOf, dateOf } from "../kernel/calendar";
import { systemScope } from "../scope";
import { watchQuotes } from "./expire.service";

const db = () => dbFor("SD");
const key = () => randomUUID();
const today = businessDayOf(new Date());
const [clerk, second] = [await operator(), await operator()];
const ask = async (who: TestCustomer) => (await (await who.as()).quote.ask({ key: key(), offeringCode: "OA-STD", seats: 100, wish: "一百人，分两个城市用" })).quoteId;
const write = async (quoteId: string, more: object = {}) => (await clerk.as()).quoteDesk.write({ key: key(), quoteId, version: null, offeringCode: "OA-STD", seats: 100, seatsFrom: 80, seatsTo: 200, percentOffBp: 1500, months: null, coversSetUp: false, validTo: addDays(today, 10), note: "", isSent: true, ...more });
const told = async (who: TestCustomer) => (await db().notification.findMany({ where: { customerId: who.customerId, kind: { startsWith: "quote." } }, orderBy: { createdAt: "asc" } })).map(({ kind }) => kind);
/** As if nobody had written for so many days. The rows are moved, not the clock: other tests' quotes stand in the same database. */
const silentFor = (quoteId: string, days: number) => db().quote.updateMany({ where: { id: quoteId }, data: { updatedAt: new Date(Date.now() - days * 86_400_000) } });
const watch = async () => {
  const scope = await systemScope("SD");
  await Promise.all([watchQuotes(scope), watchQuotes(scope)]);
};

it("OR15: a company that does not answer is reminded once, three days before the thirtieth, and then the quote ends and it is told", async () => {
  const who = await customer();
  const quoteId = await ask(who);
  const desk = await clerk.as();
  await desk.quoteDesk.note({ key: key(), quoteId, text: "两个城市分别多少人？", isInternal: false });
  await silentFor(quoteId, 26);
  await watch();
  expect(await told(who)).toEqual(["quote.message"]);
  await silentFor(quoteId, 27);
  await watch();
  await watch();
  expect(await told(who)).toEqual(["quote.message", "quote.waiting"]);
  // A word begins the thirty days anew, and the next silence is reminded of anew.
  await (await who.as()).quote.say({ key: key(), quoteId, text: "六十和四十" });
  expect(await db().quote.findFirstOrThrow({ where: { id: quoteId } })).toMatchObject({ turn: "operator", remindedAt: null });
  await desk.quoteDesk.note({ key: key(), quoteId, text: "什么时候开通？", isInternal: false });
  await watch();
  await silentFor(quoteId, 30);
  await watch();
  expect(await told(who)).toEqual(["quote.message", "quote.waiting", "quote.message", "quote.waiting"]);
  expect(await (await who.as()).quote.byId({ quoteId })).toMatchObject({ state: "inProgress", maySay: true });
  await silentFor(quoteId, 31);
  await watch();
  expect(await (await who.as()).quote.byId({ quoteId })).toMatchObject({ state: "expired", turn: "nobody", maySay: false, endReason: "企业 30 天没有回复，自动结束" });
  expect((await told(who)).filter((kind) => kind === "quote.lapsed")).toHaveLength(1);
  expect(await codeOf(desk.quoteDesk.note({ key: key(), quoteId, text: "还需要吗", isInternal: false }))).toBe("CHANGED_MEANWHILE");
  const { number } = await db().quote.findFirstOrThrow({ where: { id: quoteId } });
  expect((await desk.quoteDesk.list({ search: number })).rows).toMatchObject([{ state: "expired", endReason: "企业 30 天没有回复，自动结束" }]);
  expect(await db().auditRecord.count({ where: { targetId: quoteId, action: "quote.expire" } })).toBe(1);
});

it.each([
  ["nobody of the operator answered", null],
  ["a draft was kept and forgotten", { isSent: false }],
  ["a price waited for its second person", {}],
])("OR15: a quote ends with an apology where %s", async (_, offer) => {
  const who = await customer();
  const quoteId = await ask(who);
  if (offer) await write(quoteId, offer);
  await silentFor(quoteId, 28);
  await watch();
  // Before, the people who can still answer are told, and not the company.
  expect(await told(who)).toEqual([]);
  await silentFor(quoteId, 31);
  await watch();
  expect(await (await who.as()).quote.byId({ quoteId })).toMatchObject({ state: "expired", endReason: "运营方 30 天没有答复，自动结束" });
  const [mail] = await db().notification.findMany({ where: { customerId: who.customerId, kind: "quote.lapsed" } });
  expect(mail?.text).toContain("很抱歉");
  expect((await db().quoteOffer.findMany({ where: { quoteId }, select: { state: true } })).map(({ state }) => state)).toEqual(offer ? ["discarded"] : []);
});

it("OR15: a new price that waits for its second person holds a quote that ran out open for thirty days, not for ever", async () => {
  const who = await customer();
  const quoteId = await ask(who);
  const { offerId } = await write(quoteId);
  await (await second.as()).quoteDesk.release({ key: key(), offerId, version: 0 });
  await write(quoteId, { percentOffBp: 2000 });
  await db().quote.updateMany({ where: { id: quoteId }, data: { validTo: dateOf(addDays(today, -1)) } });
  await silentFor(quoteId, 29);
  await watch();
  expect(await db().quote.findFirstOrThrow({ where: { id: quoteId } })).toMatchObject({ state: "approved" });
  await silentFor(quoteId, 31);
  await watch();
  expect(await db().quote.findFirstOrThrow({ where: { id: quoteId } })).toMatchObject({ state: "expired" });
});
