import { expect, it } from "vitest";
import { callbackProblem, mayReach, networksOf } from "../platforms/outer-network.rules";
import { eventSignature, eventTypeOf, messageOf, pauseAfter, subscriptionQuery, wantedBy } from "./event.rules";

const none = networksOf([]);

it.each([
  ["127.0.0.1", false], ["10.1.2.3", false], ["172.31.255.255", false], ["172.32.0.1", true], ["192.168.0.1", false], ["169.254.169.254", false], ["100.100.100.200", false], ["0.0.0.0", false], ["224.0.0.1", false], ["8.8.8.8", true], ["::1", false], ["::", false], ["fe80::1", false], ["fd00::1", false], ["::ffff:127.0.0.1", false], ["::ffff:10.0.0.1", false], ["::7f00:1", false], ["64:ff9b::7f00:1", false], ["2002:7f00:1::", false], ["2001:0:1::", false], ["2400:3200::1", true], ["example.com", false],
])("IN5: %s may be reached: %s", (address, may) => {
  expect(mayReach(address, none)).toBe(may);
});

it.each([
  ["https://bss.example.com/events", null], ["https://bss.example.com:8443/a?b=c", null], ["http://bss.example.com/", "callback must be https"], ["ftp://bss.example.com/", "callback must be an https address"], ["https://user:pw@bss.example.com/", "callback must have no user, password or fragment"], ["https://10.0.0.1/", "callback must not lie inside the operator's network"],
  ["https://[::1]/", "callback must not lie inside the operator's network"], ["https://2130706433/", "callback must not lie inside the operator's network"], ["https://0x7f.1/", "callback must not lie inside the operator's network"], ["nonsense", "callback is no address"], ["file:///etc/passwd", "callback must be an https address"], [`https://x.example/${"a".repeat(600)}`, "callback is no address"],
])("IN5: of the callback %s is said: %s", (text, problem) => {
  expect(callbackProblem(text, none)).toBe(problem);
});

it("IN5: what the operator has allowed may be reached, plainly too, and nothing beside it", () => {
  const allowed = networksOf(["127.0.0.1", "10.20.0.0/16"]);
  expect(["http://127.0.0.1:4000/", "http://10.20.3.4/", "http://10.21.0.1/", "http://127.0.0.2/", "http://localhost/"].map((text) => callbackProblem(text, allowed))).toEqual([null, null, "callback must not lie inside the operator's network", "callback must not lie inside the operator's network", "callback must be https"]);
  expect(() => networksOf(["my-host"])).toThrow(RangeError);
});

const message = messageOf({ eventId: "e1", at: new Date("2026-11-27T00:00:00Z"), resource: "productOrder", kind: "stateChange", state: "inProgress" }, { id: "o1", href: "h", state: "completed", category: "order" }, (state) => state);

it("IN5: a message is TM Forum's: its name, its time, the whole resource with the state that the change left", () => {
  expect(message).toMatchObject({ eventId: "e1", eventTime: "2026-11-27T00:00:00.000Z", eventType: "ProductOrderStateChangeEvent", event: { productOrder: { id: "o1", state: "inProgress" } } });
  expect([eventTypeOf("product", "create"), eventTypeOf("troubleTicket", "stateChange"), eventTypeOf("product", "attributeValueChange")]).toEqual(["ProductCreateEvent", "TroubleTicketStatusChangeEvent", "ProductAttributeValueChangeEvent"]);
});

it.each([
  ["", true], ["eventType=ProductOrderStateChangeEvent", true], ["eventType=ProductOrderStateChangeNotification", true], ["eventType=ProductOrderCreateEvent", false], ["event.productOrder.state=inProgress", true], ["event.productOrder.state=completed", false], ["eventType=ProductOrderCreateEvent,ProductOrderStateChangeEvent&event.productOrder.category=order", true],
])("IN5: with the query %j a subscriber is told: %s", (query, told) => {
  expect(wantedBy(subscriptionQuery(query), message, "productOrder") !== null).toBe(told);
});

it("IN5: a subscriber may ask for some of a resource", () => {
  expect(wantedBy(subscriptionQuery("fields=event.productOrder.id,event.productOrder.state"), message, "productOrder")?.event).toEqual({ productOrder: { id: "o1", href: "h", state: "inProgress" } });
});

it("IN5: the signature is over time and body, one for each secret that counts", () => {
  // echo -n '1700000000.{}' | openssl dgst -sha256 -hmac s
  expect(eventSignature(["s"], "1700000000", "{}")).toBe("v1=e9232c9945da8456c2dea6b39da7786c07b00bca7a64d5dd1283674713a7b72a");
  const [both = "", one = "", other = ""] = [eventSignature(["new", "old"], "1", "{}"), eventSignature(["new"], "1", "{}"), eventSignature(["old"], "1", "{}")];
  expect(both).toBe(`${one},${other}`);
  expect(new Set([one, other, eventSignature(["new"], "2", "{}"), eventSignature(["new"], "1", "{ }")]).size).toBe(4);
});

it("IN5: pauses grow from five seconds to an hour", () => {
  expect(Array.from({ length: 9 }, (_, n) => pauseAfter(n + 1))).toEqual([5, 15, 45, 135, 405, 1215, 3600, 3600, 3600]);
});
