import fc from "fast-check";
import { expect, it } from "vitest";
import { AppError } from "../kernel/errors";
import { day, flag, id, instant, money, nothing, ownId, plannedBy, prefixOf, text, word } from "./attribute.rules";
import { TmfError, errorBody, ofAppError } from "./error.rules";
import { matches } from "./match.rules";
import { changedBy, mergePatched, refuseChangesBut } from "./patch.rules";
import { linksOf, parseQuery, projected, valuesOf } from "./query.rules";

const statusOf = (work: () => unknown) => {
  try {
    work();
    return 200;
  } catch (error) {
    return error instanceof TmfError ? error.status : String(error);
  }
};
const eq = (attribute: string, ...values: string[]) => ({ attribute, operator: "eq", values });

it.each([
  ["nothing", "", []],
  ["one", "state=completed", [[eq("state", "completed")]]],
  ["two, both", "state=completed&category=order", [[eq("state", "completed")], [eq("category", "order")]]],
  ["two, either", "state=completed;state=failed", [[eq("state", "completed", "failed")]]],
  ["either of two attributes", "state=completed;id=1", [[eq("state", "completed"), eq("id", "1")]]],
  ["values with a comma", "state=completed,failed", [[eq("state", "completed", "failed")]]],
  ["a repeated attribute", "state=completed&state=failed", [[eq("state", "completed", "failed")]]],
  ["a comma in quotes", "name=%22a,b%22,c", [[eq("name", "a,b", "c")]]],
  ["quotes stripped", "name='OA'", [[eq("name", "OA")]]],
  ["dots", "relatedParty.id=42", [[eq("relatedParty.id", "42")]]],
  ["an operator as suffix", "orderDate.gt=2026-01-01", [[{ attribute: "orderDate", operator: "gt", values: ["2026-01-01"] }]]],
  ["an operator as symbol", "orderDate%3E%3D2026-01-01", [[{ attribute: "orderDate", operator: "gte", values: ["2026-01-01"] }]]],
  ["a plain symbol", "orderDate<2026-01-01", [[{ attribute: "orderDate", operator: "lt", values: ["2026-01-01"] }]]],
  ["a pattern", "name*=%5EOA", [[{ attribute: "name", operator: "regex", values: ["^OA"] }]]],
  ["a pattern as suffix, its comma kept", "name.regex=^O,A", [[{ attribute: "name", operator: "regex", values: ["^O,A"] }]]],
  ["a range", "orderDate.gte=2026-01-01&orderDate.lt=2026-02-01", [[{ attribute: "orderDate", operator: "gte", values: ["2026-01-01"] }], [{ attribute: "orderDate", operator: "lt", values: ["2026-02-01"] }]]],
  ["a nested attribute that ends like an operator's name", "price.eq.x=1", [[eq("price.eq.x", "1")]]],
])("IN7: a filter of %s is read as TMF630 says", (_, raw, filter) => {
  expect(parseQuery(raw).filter).toEqual(filter);
});

it("IN7: fields, sort, offset and limit are no filters", () => {
  expect(parseQuery("fields=state,orderDate&sort=-orderDate,state&offset=20&limit=10&state=completed")).toEqual({
    filter: [[eq("state", "completed")]], fields: ["state", "orderDate"], sort: [{ attribute: "orderDate", isDescending: true }, { attribute: "state", isDescending: false }], offset: 20, limit: 10,
  });
  expect(parseQuery("fields=none")).toMatchObject({ fields: [], offset: null, limit: null });
});

it.each([
  ["both separators", "a=1;b=2&c=3"], ["a half escape", "a=%2"], ["no comparison", "state"], ["no name", "=1"], ["a negative offset", "offset=-1"], ["a limit in words", "limit=ten"],
  ["fields among alternatives", "a=1;fields=b"], ["too many parameters", Array.from({ length: 41 }, (_, n) => `a${n}=1`).join("&")],
])("IN7: a query with %s is 400", (_, raw) => {
  expect(statusOf(() => parseQuery(raw))).toBe(400);
});

it("IN7: no text of a query makes anything but an answer or a 400", () => {
  fc.assert(fc.property(fc.string({ unit: "binary-ascii", maxLength: 200 }), (raw) => [200, 400].includes(statusOf(() => parseQuery(raw)) as number)));
  fc.assert(fc.property(fc.array(fc.stringMatching(/^[a-z ]{0,9}$/)), (values) => {
    const cleaned = values.map((value) => value.trim());
    expect(valuesOf(cleaned.map((value) => `"${value}"`).join(","))).toEqual(cleaned.length === 0 ? [""] : cleaned);
  }));
});

it("IN7: id and href always come; a deeper name brings its whole first level", () => {
  const whole = { id: "1", href: "h", state: "s", note: [{ text: "t" }] };
  expect([projected(whole, null), projected(whole, []), projected(whole, ["note.text", "unknown"])]).toEqual([whole, { id: "1", href: "h" }, { id: "1", href: "h", note: [{ text: "t" }] }]);
});

it("IN7: links lead through a list and keep the other parameters", () => {
  expect(linksOf("u", "state=a&offset=10&limit=5", { offset: 10, limit: 5, total: 22 })).toBe('<u?state=a&offset=10&limit=5>; rel="self", <u?state=a&offset=0&limit=5>; rel="first", <u?state=a&offset=5&limit=5>; rel="prev", <u?state=a&offset=15&limit=5>; rel="next", <u?state=a&offset=20&limit=5>; rel="last"');
  expect(linksOf("u", "", { offset: 0, limit: 10, total: 3 })).not.toContain("next");
});

const attributes = { id: ownId, "relatedParty.id": id("customerId"), state: word("state", { returned: "pending", scheduled: "pending", review: "acknowledged" }), orderDate: instant("createdAt"), "item.name": text("items.some.offeringName"), number: text("number"), due: day("dueOn"), amount: money("totalFen"), isBilled: flag({ billId: { not: null } }, { billId: null }) };
const whereOf = (raw: string) => {
  const [group] = (plannedBy(attributes, parseQuery(raw)).where as { AND: { OR: object[] }[] }).AND;
  return group?.OR;
};

it.each([
  ["a word of several of ours", "state=pending", { state: { in: ["returned", "scheduled"] } }],
  ["a word of none", "state=banana", { state: { in: [] } }],
  ["an id of another form", "id=42", { id: { in: [] } }],
  ["what comes after an id", "id.gt=0197a000-0000-7000-8000-0000000000aa", { id: { gt: "0197a000-0000-7000-8000-0000000000aa" } }],
  ["through a list", "item.name=OA", { items: { some: { offeringName: { in: ["OA"] } } } }],
  ["a prefix", "number.regex=%5ESD2611.*", { number: { startsWith: "SD2611" } }],
  ["a sum in yuan", "amount.gte=12.5", { totalFen: { gte: 1250n } }],
  ["a day by its first instant", "due=2026-11-29T16:00:00Z", { dueOn: { in: [new Date("2026-11-30")] } }],
  ["a day by an instant within it", "due.gte=2026-11-29T17:00:00Z", { dueOn: { gt: new Date("2026-11-30") } }],
  ["days before an instant within one", "due.lt=2026-11-29T17:00:00Z", { dueOn: { lte: new Date("2026-11-30") } }],
  ["no", "isBilled=false", { OR: [{ billId: null }] }],
  ["a zone whose plus was lost", "orderDate.gt=2026-11-29T08:00:00 08:00", { createdAt: { gt: new Date("2026-11-29T00:00:00Z") } }],
])("IN7: %s becomes a condition of the database", (_, raw, where) => {
  expect(whereOf(raw)).toEqual([where]);
});

it.each([["an unknown attribute", "colour=red"], ["one of the prototype", "constructor=1"], ["an id of another form by size", "id.gt=1"], ["a foreign id by size", "relatedParty.id.gt=0197a000-0000-7000-8000-0000000000aa"], ["no date", "orderDate=soon"], ["no sum", "amount=much"], ["a pattern from the middle", "number.regex=2611"], ["a slow pattern", "number.regex=%5E(a%2B)%2B%24"], ["an order by many", "sort=item.name"], ["an unknown order", "sort=colour"]])("IN7: %s is 400", (_, raw) => {
  expect(statusOf(() => plannedBy(attributes, parseQuery(raw)))).toBe(400);
});

it("IN7: an order ends with the id, so that pages never overlap", () => {
  expect(plannedBy(attributes, parseQuery("sort=-orderDate")).orderBy).toEqual([{ createdAt: "desc" }, { id: "desc" }]);
  expect(plannedBy(attributes, parseQuery("sort=-orderDate,number")).orderBy).toEqual([{ createdAt: "desc" }, { number: "asc" }, { id: "asc" }]);
  expect(plannedBy(attributes, parseQuery("")).orderBy).toEqual([{ id: "asc" }]);
  expect(nothing).toEqual({ id: { in: [] } });
  expect([prefixOf("^a\\.b$"), prefixOf("^a.b"), prefixOf("a")]).toEqual([{ text: "a.b", isWhole: true }, null, null]);
});

it("IN7: a resource at hand fits when any element of a list does", () => {
  const order = { state: "completed", priority: 2, orderDate: "2026-11-02T00:00:00Z", relatedParty: [{ id: "1", role: "agent" }, { id: "2" }] };
  const fits = (raw: string) => matches({ eventType: "ProductOrderCreateEvent", event: { productOrder: order } }, parseQuery(raw));
  expect([fits(""), fits("event.productOrder.relatedParty.id=2"), fits("event.productOrder.state=failed"), fits("event.productOrder.orderDate.gt=2026-11-01T08:00:00%2B08:00"), fits("event.productOrder.priority.lt=10"), fits("event.productOrder.x=1"), fits("eventType=A;eventType=ProductOrderCreateEvent"), fits("eventType.regex=^P")]).toEqual([true, true, false, true, true, false, true, false]);
});

it("IN7: a merge patch follows RFC 7396's own examples", () => {
  const cases: [unknown, unknown, unknown][] = [
    [{ a: "b" }, { a: "c" }, { a: "c" }], [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }], [{ a: "b" }, { a: null }, {}], [{ a: "b", b: "c" }, { a: null }, { b: "c" }], [{ a: ["b"] }, { a: "c" }, { a: "c" }], [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
    [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }], [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }], [["a", "b"], ["c", "d"], ["c", "d"]], [{ a: "foo" }, "bar", "bar"], [{ e: null }, { a: 1 }, { e: null, a: 1 }], [[1, 2], { a: "b", c: null }, { a: "b" }], [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ];
  for (const [target, patch, result] of cases) expect(mergePatched(target, patch)).toEqual(result);
});

it("IN7: a patch that repeats what stands changes nothing; one that changes what may not is 400", () => {
  const current = { id: "1", state: "a", note: [{ text: "x" }] };
  expect(changedBy(current, { id: "1", state: "a", note: [{ text: "x" }], priority: null })).toEqual([]);
  expect(refuseChangesBut(current, { id: "1", state: "b" }, ["state"])).toEqual(["state"]);
  expect(statusOf(() => refuseChangesBut(current, { id: "2" }, ["state"]))).toBe(400);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  mergePatched({}, JSON.parse('{"__proto__":{"polluted":1}}'));
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

it("IN7: errors carry TM Forum's code and reason, and every reason of ours", () => {
  expect(errorBody(new TmfError("60", "no such order"))).toEqual({ code: "60", reason: "Resource not found", message: "no such order", status: "404-60", "@type": "Error" });
  const refused = ofAppError(new AppError("FIELDS_REFUSED", { fields: { seats: "tooFew", "facts.mailDomain": "factMissing" } }));
  expect([refused.status, refused.message]).toEqual([400, "FIELDS_REFUSED; seats: tooFew; facts.mailDomain: factMissing"]);
  expect(ofAppError(new AppError("BUSY", { retryAfterSeconds: 2 }))).toMatchObject({ status: 503, headers: { "retry-after": "2" } });
  expect(["KEY_REUSED", "CHANGED_MEANWHILE", "RULE_REFUSED", "NOT_FOUND"].map((code) => ofAppError(new AppError(code as "NOT_FOUND")).status)).toEqual([409, 409, 422, 404]);
});
