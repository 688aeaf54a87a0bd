import { randomUUID } from "node:crypto";
import type { Ids } from "./matrix";

const key = "0197a000-0000-7000-8000-0000000000ac";
const empty = () => ({});
const terms = { offeringCode: "OA-STD", seats: 300, seatsFrom: 300, seatsTo: 500, percentOffBp: 1500, months: null, coversSetUp: false };

/** Prices for one company (OR15). */
export const quoteInputs: Record<string, (ids: Ids) => unknown> = {
  "quote.list": empty,
  "quote.byId": ({ quoteId }) => ({ quoteId }),
  "quote.choices": empty,
  "quote.ask": () => ({ key, offeringCode: "OA-STD", seats: 300, wish: "三百人，分两批开通" }),
  "quote.say": ({ quoteId }) => ({ key, quoteId, text: "请尽快答复" }),
  "quote.withdraw": ({ quoteId }) => ({ key, quoteId }),
  "quote.decline": ({ quoteId }) => ({ key, quoteId, version: 0, reason: "价格偏高" }),
  "quoteDesk.list": empty,
  "quoteDesk.byId": ({ quoteId }) => ({ quoteId }),
  "quoteDesk.choices": ({ quoteId }) => ({ quoteId }),
  "quoteDesk.note": ({ quoteId }) => ({ key, quoteId, text: "已收到，正在核价", isInternal: false }),
  "quoteDesk.refuse": ({ quoteId }) => ({ key, quoteId, version: 0, reason: "本省暂不提供" }),
  "quoteDesk.price": ({ quoteId }) => ({ quoteId, ...terms }),
  "quoteDesk.write": ({ quoteId }) => ({ key, quoteId, version: null, ...terms, validTo: "2020-01-31", note: "", isSent: true }),
  "quoteDesk.discard": () => ({ key, offerId: randomUUID(), version: 0 }),
  "quoteDesk.release": () => ({ key, offerId: randomUUID(), version: 0 }),
  "quoteDesk.return": () => ({ key, offerId: randomUUID(), version: 0, reason: "请写明优惠理由" }),
};
