import fc from "fast-check";
import { expect, it } from "vitest";
import { component } from "../../e2e/fixtures/components";
import type { Discount } from "../catalog/discount.rules";
import { componentsToJson } from "../catalog/price.rules";
import type { PriceComponent } from "../catalog/price.schema";
import { totalFen } from "../catalog/rating.rules";
import { discountsToJson, laterLines, openingLines, tariffOf } from "../catalog/tariff.rules";
import { type ChangeOfTerms, type StoredTerms, fromTerms, termsOf, termsOn } from "../catalog/terms.rules";
import { accountPeriodOf, addDays, dateOf } from "../kernel/calendar";
import { type PromisedPreview, type RunningProduct, compareLines, cutOffOf, dueAtOnce, edgeFor, keepsPromise, kindOf, linesOf, previewOf, promiseOf, totalOf } from "./change.rules";

const seat = component({ id: "seat", kind: "seat", name: "席位费", feeFen: 2_000n });
const product = (part: Partial<RunningProduct> & { parts?: PriceComponent[] } = {}): RunningProduct => {
  const { parts = [seat], ...rest } = part;
  return { offeringCode: "OA-STD", offeringName: "标准版", seats: 10, seatName: "席", priceBookVersion: 1, firstPeriodRule: "days", components: componentsToJson(parts), discounts: [], monthlyFen: 20_000n, termsFrom: null, startedOn: dateOf("2026-01-05"), paidTo: null, ...rest };
};
const withSeats = (was: RunningProduct, seats: number): StoredTerms => ({ ...termsOf(was), seats });
const isNear = (a: bigint, b: bigint, within: bigint) => (a > b ? a - b : b - a) <= within;
const at = (text: string) => new Date(`${text.replace(" ", "T")}:00+08:00`);

it("CH1, CH5: a request before 18:00 of a period's last day takes the coming edge, a later one the edge after; February and leap years too", () => {
  for (const [now, edge] of [
    ["2026-04-01 00:00", "2026-05-01"], ["2026-04-30 17:59", "2026-05-01"], ["2026-04-30 18:00", "2026-06-01"], ["2026-04-30 23:59", "2026-06-01"],
    ["2026-02-28 17:59", "2026-03-01"], ["2026-02-28 18:00", "2026-04-01"], ["2028-02-29 17:59", "2028-03-01"], ["2028-02-28 18:00", "2028-03-01"], ["2026-12-31 18:00", "2027-02-01"],
  ] as const) expect([now, edgeFor(product(), at(now))]).toEqual([now, edge]);
  expect(cutOffOf("2026-05-01")).toEqual(at("2026-04-30 18:00"));
});

it("CH1: a year plan changes when its paid year is over", () => {
  const year = product({ parts: [component({ id: "year", kind: "yearly", feeFen: 365_000n })], startedOn: dateOf("2026-03-15") });
  expect(edgeFor(year, at("2026-03-20 09:00"))).toBe("2027-03-01");
  expect(edgeFor(year, at("2027-02-28 18:00"))).toBe("2028-03-01");
  // One that changed to a year plan in May counts its years from there, and its first year is paid with the edge.
  const changed = { ...year, termsFrom: dateOf("2026-05-01") };
  expect(edgeFor(changed, at("2026-06-10 09:00"))).toBe("2027-05-01");
  const fees = (from: string) => laterLines(tariffOf(changed), 1, "2026-03-15", from).map(({ grossFen }) => grossFen);
  expect([fees("2026-05-01"), fees("2026-06-01"), fees("2027-03-01"), fees("2027-05-01")]).toEqual([[365_000n], [], [], [365_000n]]);
});

it("CH9: more seats of the same plan come at once, fewer and another plan at the edge, the same is no change", () => {
  const now = { offeringCode: "OA-STD", seats: 10 };
  expect([kindOf(now, { offeringCode: "OA-STD", seats: 15 }), kindOf(now, { offeringCode: "OA-STD", seats: 5 }), kindOf(now, { offeringCode: "OA-PRO", seats: 15 }), kindOf(now, now)]).toEqual(["seatsUp", "seatsDown", "plan", null]);
});

it("CH9: five more seats on the 11th of May cost 21 of 31 days of them, today included", () => {
  const due = dueAtOnce(product(), withSeats(product(), 15), "2026-05-11");
  // 15 × 20.00 × 21/31 = 203.23, less 10 × 20.00 × 21/31 = 135.48.
  expect(due).toMatchObject([{ periodFrom: "2026-05-01", lines: [{ grossFen: 20_323n - 13_548n, formula: "15 × ¥20.00 × 21/31 天，减原 10 × ¥20.00 × 21/31 天" }] }]);
  const [line] = due[0]?.lines ?? [];
  expect((line?.netFen ?? 0n) + (line?.taxFen ?? 0n)).toBe(line?.grossFen);
});

it("CH9: a month that is paid already is charged too, a free first month is not, and cheaper bands charge nothing", () => {
  const paid = product({ paidTo: dateOf("2026-07-01") });
  expect(dueAtOnce(paid, withSeats(paid, 15), "2026-05-31").map(({ periodFrom, lines }) => [periodFrom, totalFen(lines)])).toEqual([["2026-05-01", 323n], ["2026-06-01", 10_000n]]);
  const free = product({ firstPeriodRule: "freeToMonthEnd", startedOn: dateOf("2026-05-04") });
  expect(dueAtOnce(free, withSeats(free, 15), "2026-05-11")).toEqual([]);
  const banded = product({ seats: 19, parts: [component({ id: "v", kind: "volume", bands: [{ upTo: 19, feeFen: 2_000n }, { upTo: null, feeFen: 1_500n }] })] });
  expect(dueAtOnce(banded, withSeats(banded, 20), "2026-05-11")).toEqual([]);
});

it("CH9 property: adding seats in steps through a month costs, within a fen a step, what the seats cost for their days", () => {
  const step = fc.record({ day: fc.integer({ min: 0, max: 30 }), more: fc.integer({ min: 1, max: 20 }) });
  fc.assert(fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
    let now = product();
    let chargedFen = 0n;
    // In thirty-firsts of a fen.
    let exact = 0n;
    for (const { day, more } of [...steps].sort((a, b) => a.day - b.day)) {
      const today = addDays("2026-05-01", day);
      const after = withSeats(now, now.seats + more);
      chargedFen += dueAtOnce(now, after, today).reduce((sum, { lines }) => sum + totalFen(lines), 0n);
      exact += BigInt(more * 2_000 * (31 - day));
      now = { ...now, seats: after.seats };
    }
    expect(isNear(chargedFen * 31n, exact, BigInt(steps.length) * 31n)).toBe(true);
  }));
});

const change = (kind: ChangeOfTerms["kind"], state: ChangeOfTerms["state"], effectiveOn: string, before: StoredTerms, after: StoredTerms): ChangeOfTerms => ({ kind, state, effectiveOn: dateOf(effectiveOn), before, after });

it("CH1: each account period recurs by the terms of its beginning, before the edge, at it and after", () => {
  const was = termsOf(product());
  const now = { ...product(), seats: 8 };
  const done = [change("seatsDown", "done", "2026-05-01", was, { ...was, seats: 8 })];
  expect(["2026-04-01", "2026-05-01", "2026-06-01"].map((from) => termsOn(now, done, from).seats)).toEqual([10, 8, 8]);
  const waiting = [change("seatsDown", "scheduled", "2026-06-01", { ...was, seats: 8 }, { ...was, seats: 4 })];
  expect(["2026-05-01", "2026-06-01", "2026-07-01"].map((from) => termsOn(now, [...done, ...waiting], from).seats)).toEqual([8, 4, 4]);
  // More seats pay by a charge of their own in the month that they come, even on its first day.
  const more = [...done, change("seatsUp", "done", "2026-06-01", { ...was, seats: 8 }, { ...was, seats: 12 })];
  expect(["2026-05-01", "2026-06-01", "2026-07-01"].map((from) => termsOn({ ...now, seats: 12 }, more, from).seats)).toEqual([8, 8, 12]);
  expect(termsOn(now, [change("seatsDown", "undone", "2026-06-01", was, { ...was, seats: 4 })], "2026-06-01").seats).toBe(8);
  expect(termsOn({ ...now, seats: 4 }, [change("seatsDown", "blocked", "2026-06-01", { ...was, seats: 8 }, { ...was, seats: 4 })], "2026-07-01").seats).toBe(8);
});

it("CH1: a product read a moment before its change took effect counts with the terms that it has by then", () => {
  const was = termsOf(product());
  const done = change("plan", "executing", "2026-06-01", was, { ...was, offeringCode: "OA-PRO", termsFrom: "2026-06-01" });
  expect([termsOn(product(), [done], "2026-06-01").offeringCode, termsOn(product(), [done], "2026-05-01").offeringCode]).toEqual(["OA-PRO", "OA-STD"]);
});

it("CH1, CH9: two changes of one day count in the order in which they took effect", () => {
  const was = termsOf(product());
  const at = (seats: number) => ({ ...was, seats });
  const step = (from: number, to: number, hour: number): ChangeOfTerms => ({ ...change(to > from ? "seatsUp" : "seatsDown", "done", "2026-06-01", at(from), at(to)), executedAt: new Date(Date.UTC(2026, 5, 1, hour)) });
  const twice = [step(10, 12, 1), step(12, 15, 5)];
  const down = [step(10, 5, 0), step(5, 8, 3)];
  for (const steps of [twice, twice.toReversed()]) expect(termsOn({ ...product(), seats: 15 }, steps, "2026-06-01").seats).toBe(10);
  for (const steps of [down, down.toReversed()]) expect(["2026-05-01", "2026-06-01", "2026-07-01"].map((from) => termsOn({ ...product(), seats: 8 }, steps, from).seats)).toEqual([10, 5, 8]);
});

it("CH1 property: whatever changes come when, every month is charged once: what recurs and what was charged at once add to each seat's own days", () => {
  const step = fc.record({ day: fc.integer({ min: 1, max: 89 }), seats: fc.integer({ min: 1, max: 40 }) });
  fc.assert(fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
    const first = "2026-04-01";
    let now = product({ startedOn: dateOf("2026-01-05") });
    const changes: ChangeOfTerms[] = [];
    let charged = 0n;
    let waiting: { on: string; change: ChangeOfTerms } | null = null;
    // In parts of a fen that months of 30 and of 31 days have in common.
    let exact = 0n;
    const days = Array.from({ length: 91 }, (_, index) => addDays(first, index));
    for (const [index, today] of days.entries()) {
      if (waiting && waiting.on === today) {
        now = { ...now, ...fromTerms(waiting.change.after as StoredTerms) } as RunningProduct;
        changes.push({ ...waiting.change, state: "done" });
        waiting = null;
      }
      const wanted = steps.find(({ day }) => day === index);
      if (wanted && wanted.seats !== now.seats) {
        const before = termsOf(now);
        const after = { ...before, seats: wanted.seats };
        // What waits is replaced (CH5).
        waiting = null;
        if (wanted.seats > now.seats) {
          charged += dueAtOnce(now, after, today).reduce((sum, { lines }) => sum + totalFen(lines), 0n);
          changes.push(change("seatsUp", "done", today, before, after));
          now = { ...now, seats: wanted.seats };
        } else {
          const on: string = accountPeriodOf(today).to;
          waiting = { on, change: change("seatsDown", "scheduled", on, before, after) };
        }
      }
      exact += BigInt(now.seats * 2_000 * (930 / accountPeriodOf(today).days));
    }
    const recurring = ["2026-04-01", "2026-05-01", "2026-06-01"].reduce((sum, from) => sum + totalFen(laterLines(tariffOf(termsOn(now, changes, from)), termsOn(now, changes, from).seats, "2026-01-05", from)), 0n);
    expect(isNear((recurring + charged) * 930n, exact, BigInt(steps.length + 1) * 930n)).toBe(true);
  }));
});

it("CH3, CH4: a preview shows the period as it is, the first whole one by both terms, and keeps its lines as a promise to the fen", () => {
  const preview = previewOf(product(), withSeats(product(), 15), { kind: "seatsUp", effectiveOn: "2026-05-11", today: "2026-05-11" });
  expect(preview).toMatchObject({ thisFen: 20_000n, dueFen: 6_775n, nextFrom: "2026-06-01", oldNextFen: 20_000n, newNextFen: 30_000n });
  const promise = promiseOf(preview);
  const billed = laterLines({ components: [seat], discounts: [] }, 15, "2026-01-05", "2026-06-01");
  expect(keepsPromise(billed, promise)).toBe(true);
  expect(keepsPromise(billed.map((line) => ({ ...line, grossFen: line.grossFen + 1n })), promise)).toBe(false);
  expect(keepsPromise([], promise)).toBe(false);
  expect(keepsPromise([...billed, ...billed], promise)).toBe(false);
  const opened = product({ startedOn: dateOf("2026-05-11") });
  expect(previewOf(opened, withSeats(opened, 5), { kind: "seatsDown", effectiveOn: "2026-06-01", today: "2026-05-20" })).toMatchObject({ due: [], thisFen: totalFen(openingLines({ components: [seat], discounts: [] }, 10, "2026-05-11", "days")), nextFrom: "2026-06-01", newNextFen: 10_000n });
});

const off = (part: Partial<Discount>): Discount => ({ id: "0197a000-0000-7000-8000-00000000000d", layer: "promotion", name: "优惠", percentOffBp: 1_000, offFen: 0n, months: null, seatsFrom: 1, coversSetUp: false, addsToBundle: false, ...part });

it("CH9, SC8: what more seats cost counts the discounts on them, one that comes with them and one that does not change", () => {
  const tenOff = product({ discounts: discountsToJson([off({})]) });
  // 135.48 and 15 off of it, by tenths of 203.23 and of 135.48.
  expect(dueAtOnce(tenOff, withSeats(tenOff, 15), "2026-05-11")[0]?.lines.map(({ grossFen, formula }) => [grossFen, formula])).toEqual([[6_775n, "15 × ¥20.00 × 21/31 天，减原 10 × ¥20.00 × 21/31 天"], [-677n, "¥203.23 × 10%，减原 ¥135.48 × 10%"]]);
  const fixed = product({ discounts: discountsToJson([off({ layer: "fixed", percentOffBp: 0, offFen: 1_000n })]) });
  expect(dueAtOnce(fixed, withSeats(fixed, 15), "2026-05-11")[0]?.lines.map(({ grossFen }) => grossFen)).toEqual([6_775n]);
  const from15 = product({ discounts: discountsToJson([off({ seatsFrom: 15 })]) });
  expect(dueAtOnce(from15, withSeats(from15, 15), "2026-05-11")[0]?.lines.map(({ grossFen, formula }) => [grossFen, formula])).toEqual([[6_775n, "15 × ¥20.00 × 21/31 天，减原 10 × ¥20.00 × 21/31 天"], [-2_032n, "¥203.23 × 10%"]]);
  // A discount that the new terms leave out is paid back line by line, and both halves keep their tax.
  const left = { ...withSeats(tenOff, 15), discounts: [] };
  const lines = dueAtOnce(tenOff, left, "2026-05-11")[0]?.lines ?? [];
  expect(lines.map(({ grossFen, formula }) => [grossFen, formula])).toEqual([[6_775n, "15 × ¥20.00 × 21/31 天，减原 10 × ¥20.00 × 21/31 天"], [1_355n, "不再：¥135.48 × 10%"]]);
  for (const line of lines) expect(line.netFen + line.taxFen).toBe(line.grossFen);
  expect(lines[1]).toMatchObject({ componentId: "seat", name: "优惠", netFen: 1_278n, taxFen: 77n });
});

it("CH9: only a first month under the free rule is free: not one by days, not a later one, and the first of the month counts as first", () => {
  const cost = (part: Partial<RunningProduct>) => dueAtOnce(product(part), withSeats(product(part), 15), "2026-05-11").length;
  expect([cost({ firstPeriodRule: "days", startedOn: dateOf("2026-05-04") }), cost({ firstPeriodRule: "freeToMonthEnd" }), cost({ firstPeriodRule: "freeToMonthEnd", startedOn: dateOf("2026-05-01") })]).toEqual([1, 1, 0]);
});

it("CH3: two periods side by side show what goes, what changes and what comes, from a preview and from its kept promise alike", () => {
  const line = (componentId: string, name: string, grossFen: bigint, discountId?: string) => ({ componentId, name, grossFen, formula: "", netFen: grossFen, taxFen: 0n, taxRateBp: 600, ...(discountId ? { discountId } : {}) });
  const [old, next] = [[line("a", "席位费", 200n), line("a", "优惠", -20n, "d"), line("b", "安全包", 50n)], [line("a", "席位费", 300n), line("a", "优惠", -30n, "d"), line("c", "接口", 10n)]];
  const rows = [["席位费", 200n, 300n], ["优惠", -20n, -30n], ["安全包", 50n, 0n], ["接口", 0n, 10n]];
  expect(compareLines(old, next).map(({ name, oldFen, newFen }) => [name, oldFen, newFen])).toEqual(rows);
  expect(new Set(compareLines(old, next).map(({ key }) => key)).size).toBe(4);
  const kept = JSON.parse(JSON.stringify(promiseOf({ kind: "plan", effectiveOn: "2026-06-01", due: [{ periodFrom: "2026-05-01", lines: [line("a", "席位费", 5n)] }], dueFen: 5n, thisFen: 0n, nextFrom: "2026-06-01", oldNext: old, newNext: next, oldNextFen: 230n, newNextFen: 280n }))) as PromisedPreview;
  expect(kept).toMatchObject({ nextFrom: "2026-06-01", due: [{ componentId: "a", discountId: null, name: "席位费", grossFen: "5" }], next: [{}, { discountId: "d", grossFen: "-30" }, {}] });
  expect(compareLines(linesOf(kept.old), linesOf(kept.next)).map(({ name, oldFen, newFen }) => [name, oldFen, newFen])).toEqual(rows);
  // Of several lines each one must be as promised, the discount on a line too.
  expect(keepsPromise(next, kept)).toBe(true);
  expect([0, 1, 2].map((at) => keepsPromise(next.map((entry, index) => (index === at ? { ...entry, grossFen: entry.grossFen + 1n } : entry)), kept))).toEqual([false, false, false]);
  expect(keepsPromise(next.map(({ discountId: _gone, ...entry }) => entry), kept)).toBe(false);
});

it("SC4, CH12: what a broken bundle comes to is the sum of what its kept parts cost alone", () => {
  expect([totalOf([]), totalOf([{ newNextFen: 3n }, { newNextFen: 4n }])]).toEqual([0n, 7n]);
});

it("CH3: a change of plan charges nothing at once, and shows this month as it is although more seats come with it", () => {
  const preview = previewOf(product(), { ...withSeats(product(), 30), offeringCode: "OA-PRO", termsFrom: "2026-06-01" }, { kind: "plan", effectiveOn: "2026-06-01", today: "2026-05-11" });
  expect(preview).toMatchObject({ due: [], dueFen: 0n, thisFen: 20_000n, nextFrom: "2026-06-01", effectiveOn: "2026-06-01", newNextFen: 60_000n });
  const first = product({ startedOn: dateOf("2026-05-01") });
  expect(previewOf(first, withSeats(first, 5), { kind: "seatsDown", effectiveOn: "2026-06-01", today: "2026-05-11" }).thisFen).toBe(20_000n);
});

it("CH1: changes count in the order of their days, whatever order they are read in; a waiting or undone one changes nothing before its day", () => {
  const was = termsOf(product());
  const at = (seats: number) => ({ ...was, seats });
  const steps = [change("seatsDown", "done", "2026-05-01", was, at(8)), change("seatsDown", "done", "2026-06-01", at(8), at(6)), change("seatsDown", "done", "2026-07-01", at(6), at(4))];
  const now = { ...product(), seats: 4 };
  for (const order of [steps, steps.toReversed(), [steps[1], steps[2], steps[0]] as ChangeOfTerms[]]) {
    expect(["2026-04-01", "2026-05-01", "2026-06-01", "2026-07-01"].map((from) => termsOn(now, order, from).seats)).toEqual([10, 8, 6, 4]);
  }
  for (const state of ["scheduled", "undone", "previewed"] as const) expect(termsOn(now, [change("seatsDown", state, "2026-09-01", at(4), at(2))], "2026-08-01").seats).toBe(4);
  const waits = [change("seatsDown", "scheduled", "2026-09-01", at(4), at(2)), change("seatsDown", "scheduled", "2026-08-01", at(4), at(3))];
  expect(["2026-08-01", "2026-09-01"].map((from) => termsOn(now, waits, from).seats)).toEqual([3, 2]);
  // One that is neither as before nor as after stands for itself: something else has changed it since.
  expect(termsOn({ ...now, seats: 5 }, steps, "2026-08-01").seats).toBe(5);
  const again = change("plan", "done", "2026-06-01", was, was);
  expect(termsOn({ ...product(), offeringName: "改过的名字" }, [again], "2026-07-01").offeringName).toBe("改过的名字");
  const stale = change("plan", "done", "2026-06-01", was, { ...was, termsFrom: "2026-06-01", offeringName: "单独" });
  expect(termsOn(product(), [stale], "2026-06-01")).toMatchObject({ offeringName: "单独", termsFrom: dateOf("2026-06-01") });
});
