import { randomUUID } from "node:crypto";
import { addDays, businessDayOf } from "../../server/kernel/calendar";
import { noteOnQuote } from "../../server/quotes/desk.service";
import { releaseOffer, writeOffer } from "../../server/quotes/offer.service";
import { askQuote, sayOnQuote } from "../../server/quotes/quote.service";
import type { CustomerActor, Scope, StaffActor } from "../../server/scope";

type Desk = { writer: Scope<StaffActor>; second: Scope<StaffActor> };
type Past = { offeringCode: string; seats: number; wish: string; /** What the operator answers, and the company says to it. */ asks?: [question: string, answer: string]; offer?: { percentOffBp: number; seatsTo: number; days: number; note: string; isReleased: boolean } };

async function playQuote(customer: Scope<CustomerActor>, { writer, second }: Desk, { offeringCode, seats, wish, asks, offer }: Past): Promise<void> {
  const { quoteId } = await askQuote(customer, { key: randomUUID(), offeringCode, seats, wish });
  if (asks) {
    await noteOnQuote(writer, { key: randomUUID(), quoteId, text: asks[0], isInternal: false });
    await sayOnQuote({ ...customer, now: () => new Date(writer.now().getTime() + 1_800_000) }, { key: randomUUID(), quoteId, text: asks[1] });
  }
  if (!offer) return;
  const { offerId } = await writeOffer(writer, { key: randomUUID(), quoteId, version: null, offeringCode, seats, seatsFrom: seats, seatsTo: offer.seatsTo, percentOffBp: offer.percentOffBp, months: 12, coversSetUp: false, validTo: addDays(businessDayOf(writer.now()), offer.days), note: offer.note, isSent: true });
  if (offer.isReleased) await releaseOffer(second, { key: randomUUID(), offerId, version: 0 });
}

/** Quotes of the demonstration by account and days ago: one to answer, one for a second person, one that may be ordered by. */
const pasts: readonly (readonly [accountName: string, daysAgo: number, past: Past])[] = [
  ["qilu_jingji", 4, { offeringCode: "OA-PRO", seats: 120, wish: "两个厂区约 120 人要用专业版，打算签一年，希望有优惠。", asks: ["请问两个厂区是一起开通，还是分批？", "一起开通，下个月初最好。"], offer: { percentOffBp: 1200, seatsTo: 200, days: 60, note: "按 120 席给到 8.8 折，从开通当月起 12 个月有效；一年内加到 200 席以内同价。", isReleased: true } }],
  ["LanhaiTrade", 1, { offeringCode: "MAIL-STD", seats: 80, wish: "80 个邮箱，自有域名，想和现在的 OA 一起谈个价。", offer: { percentOffBp: 800, seatsTo: 120, days: 30, note: "老客户，邮箱 9.2 折。", isReleased: false } }],
  ["taishan_wuliu", 0, { offeringCode: "CRM-STD", seats: 60, wish: "司机调度和客户跟进要用，60 人左右，先了解价格。" }],
];

export const pastQuotes = pasts.map(([accountName, daysAgo, past]) => ({ accountName, daysAgo, play: (customer: Scope<CustomerActor>, desk: Desk) => playQuote(customer, desk, past) }));
