import fc from "fast-check";
import { expect, it } from "vitest";
import { type Pieces, piecesOf, talliedBy } from "./order-total.rules";
import { parseQuery } from "./query.rules";

const at = (text: string) => new Date(text);
const none: Pieces = { ever: false, months: null, days: [], rest: [], whole: null };

it.each([
  ["nothing", "", { states: null, categories: null, channels: null, from: null, to: null }],
  ["words, an OR of values among them", "state=completed,failed&channel.id=counter&category=change", { states: ["completed", "failed"], categories: ["change"], channels: ["counter"], from: null, to: null }],
  ["a time after and before", "orderDate.gt=2026-01-01&orderDate.lte=2026-02-01T00:00:00Z", { states: null, categories: null, channels: null, from: at("2026-01-01T00:00:00.001Z"), to: at("2026-02-01T00:00:00.001Z") }],
  ["the narrower of two bounds", "orderDate.gte=2026-01-01&orderDate.gte=2026-03-01&orderDate.lt=2026-05-01", { states: null, categories: null, channels: null, from: at("2026-03-01T00:00:00Z"), to: at("2026-05-01T00:00:00Z") }],
  ["no end, as clients say it", "orderDate.lte=9999-12-31T23:59:59.999Z", { states: null, categories: null, channels: null, from: null, to: at("9999-12-31T00:00:00Z") }],
  ["one thing or another", "state=completed;channel.id=counter", null],
  ["a customer", "state=completed&relatedParty.id=x", null],
  ["an exact instant", "orderDate=2026-01-01", null],
])("reads %s", (_, query, expected) => expect(talliedBy(parseQuery(query))).toEqual(expected));

it.each<[string, string | null, string | null, Partial<Pieces>]>([
  ["ever", null, null, { ever: true, whole: { from: null, to: null } }],
  ["whole months", "2026-01-01T00:00:00Z", "2026-03-01T00:00:00Z", { months: { from: "2026-01-01", to: "2026-03-01" }, whole: { from: "2026-01-01", to: "2026-03-01" } }],
  ["from within a day on", "2026-01-30T06:00:00Z", null, { rest: [{ from: at("2026-01-30T06:00:00Z"), to: at("2026-01-31T00:00:00Z") }], days: [{ from: "2026-01-31", to: "2026-02-01" }], months: { from: "2026-02-01", to: null }, whole: { from: "2026-01-31", to: null } }],
  ["until within a day", null, "2026-01-02T06:00:00Z", { months: { from: null, to: "2026-01-01" }, days: [{ from: "2026-01-01", to: "2026-01-02" }], rest: [{ from: at("2026-01-02T00:00:00Z"), to: at("2026-01-02T06:00:00Z") }], whole: { from: null, to: "2026-01-02" } }],
  ["days within a month", "2026-01-05T00:00:00Z", "2026-01-09T00:00:00Z", { days: [{ from: "2026-01-05", to: "2026-01-09" }], whole: { from: "2026-01-05", to: "2026-01-09" } }],
  ["part of a day", "2026-01-05T01:00:00Z", "2026-01-05T02:00:00Z", { rest: [{ from: at("2026-01-05T01:00:00Z"), to: at("2026-01-05T02:00:00Z") }] }],
  ["parts of two days that touch", "2026-01-05T01:00:00Z", "2026-01-06T02:00:00Z", { rest: [{ from: at("2026-01-05T01:00:00Z"), to: at("2026-01-06T02:00:00Z") }] }],
  ["nothing at all", "2026-01-06T00:00:00Z", "2026-01-05T00:00:00Z", {}],
])("cuts %s", (_, from, to, expected) => expect(piecesOf({ from: from === null ? null : at(from), to: to === null ? null : at(to) })).toEqual({ ...none, ...expected }));

it("every instant of a time lies in just one of its pieces, and no other instant in any", () => {
  const instant = fc.integer({ min: Date.UTC(2025, 10, 20), max: Date.UTC(2026, 2, 10) }).map((ms) => new Date(ms));
  const bound = fc.option(fc.oneof(instant, instant.map((day) => at(`${day.toISOString().slice(0, 10)}T00:00:00Z`))));
  const inDays = (day: string, span: { from: string | null; to: string | null }) => (span.from === null || day >= span.from) && (span.to === null || day < span.to);
  fc.assert(fc.property(bound, bound, instant, (from, to, when) => {
    const { ever, months, days, rest } = piecesOf({ from, to });
    const [day, month] = [when.toISOString().slice(0, 10), `${when.toISOString().slice(0, 7)}-01`];
    const pieces = Number(ever) + Number(months !== null && inDays(month, months)) + days.filter((span) => inDays(day, span)).length + rest.filter((part) => when >= part.from && when < part.to).length;
    expect(pieces).toBe((from === null || when >= from) && (to === null || when < to) ? 1 : 0);
  }));
});
