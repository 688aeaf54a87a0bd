import { expect, it } from "vitest";
import { sayIn } from "@/messages/say";
import { noticesOf } from "./home-notices";

const say = sayIn("zh-CN", null);
const quiet = { base: "/account", today: "2026-11-25", payType: "prepaid" as const, licenceExpiresOn: new Date("2031-12-31T00:00:00Z"), accountState: "open", waitingRequests: 0, returned: [], handedOff: [], failed: [], products: [], cashFen: 0n, debt: null };
const order = { id: "o", number: "SD26110000001", productNames: "协同办公 OA", submittedAt: new Date("2026-11-01T02:00:00Z") };
const product = { id: "p", specificationName: "协同办公 OA", offeringName: "标准版", state: "active", monthlyFen: 40_000n, live: null };
const live = (state: "normal" | "degraded" | "down" | "planned" | "unknown") => ({ state, since: new Date("2026-11-25T02:00:00Z"), until: null, text: null });

it.each([
  ["nothing", {}, []],
  ["a sum that will be missing on the 1st", { products: [product], cashFen: 39_999n }, ["due low"]],
  ["enough money to the fen", { products: [product], cashFen: 40_000n }, []],
  ["money hidden from a role", { products: [product], cashFen: null }, []],
  ["a postpaid company", { payType: "postpaid" as const, products: [product] }, []],
  ["a bill to pay", { debt: { openFen: 100n, overdueFen: 0n, nextDueOn: new Date("2026-11-30T00:00:00Z") } }, ["due bill"]],
  ["bills that are settled", { debt: { openFen: 0n, overdueFen: 0n, nextDueOn: null } }, []],
  ["a stopped product before all else", { returned: [order], products: [{ ...product, state: "suspended" }] }, ["broke stopped-p", "mine returned-o"]],
  ["an application that is down, or slow", { products: [{ ...product, live: live("down") }, { ...product, id: "q", live: live("degraded") }], cashFen: 80_000n }, ["broke live-p", "broke live-q"]],
  ["work that was announced", { products: [{ ...product, live: live("planned") }], cashFen: 40_000n }, ["planned live-p"]],
  ["no application that runs, or was not asked yet", { products: [{ ...product, live: live("normal") }, { ...product, id: "q", live: live("unknown") }], cashFen: 80_000n }, []],
  ["an order that failed within 30 days", { failed: [order] }, ["broke failed-o"]],
  ["an order that failed long ago", { failed: [{ ...order, submittedAt: new Date("2026-10-01T02:00:00Z") }] }, []],
  ["a colleague who asks to join", { waitingRequests: 2 }, ["mine join"]],
  ["an account that is being closed, or may still come back", { accountState: "closed" }, ["mine closing"]],
  ["a counter code", { handedOff: [order] }, ["expires code-o"]],
  ["a licence 60 days before its end", { licenceExpiresOn: new Date("2027-01-24T00:00:00Z") }, ["expires licence"]],
  ["a licence 61 days before its end", { licenceExpiresOn: new Date("2027-01-25T00:00:00Z") }, []],
])("AI20, PR12: the company home lists %s", (_, facts, expected) => {
  expect(noticesOf(say, { ...quiet, ...facts }).map(({ kind, id }) => `${kind} ${id}`)).toEqual(expected);
});
