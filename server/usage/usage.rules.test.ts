import fc from "fast-check";
import { expect, it } from "vitest";
import { component } from "../../e2e/fixtures/components";
import { totalFen, usageDue, usageLine } from "../catalog/rating.rules";
import { periodLines } from "../billing/run.rules";
import { componentsToJson } from "../catalog/price.rules";
import { accountPeriodOf, dateOf } from "../kernel/calendar";
import { positionAfter, readUsageAnswer, readyReports, sortReports } from "./reading.rules";
import { filledDays, forecastUse, livedDays, meteredOf, noticeLevel, readUntil } from "./usage.rules";

const pages = component({ id: "usage", kind: "usage", name: "超出页", feeFen: 30n, freeUnits: 100, unitName: "页" });
const november = accountPeriodOf("2026-11-12");
const always = { startedOn: "2026-01-05", endsOn: null };
const day = (usedOn: string, used: number) => ({ usedOn, used });

it("PR13: the charges of a month add to its whole line, however its use became known, upwards or down", () => {
  fc.assert(fc.property(fc.array(fc.nat(5000), { minLength: 1, maxLength: 8 }), fc.bigInt(0n, 999n), fc.nat(300), (steps, feeFen, freeUnits) => {
    const metered = { ...pages, feeFen, freeUnits };
    const lines = steps.map((used, index) => usageDue(metered, { used, billedUsed: steps[index - 1] ?? 0 }));
    const whole = usageLine(metered, steps.at(-1) ?? 0);
    expect(totalFen(lines)).toBe(whole.grossFen);
    expect(lines.reduce((sum, line) => sum + line.netFen, 0n)).toBe(whole.netFen);
    for (const line of lines) expect(line.netFen + line.taxFen).toBe(line.grossFen);
  }));
});

it("PR13: a later charge says what was charged before it", () => {
  expect(usageDue(pages, { used: 150, billedUsed: 120 })).toMatchObject({ grossFen: 900n, formula: "（150 − 100 免费）页 × ¥0.30，减已计费 ¥6.00" });
  expect(usageDue(pages, { used: 110, billedUsed: 120 }).grossFen).toBe(-300n);
});

it("PR13: a month's run takes what no charge has taken, and makes no line of what is taken", () => {
  const product = { id: "p", state: "active" as const, seats: 1, startedOn: dateOf("2026-01-05"), endsOn: null, components: componentsToJson([pages]), discounts: [] };
  const lines = (used: number, billedUsed: number) => periodLines(product, { payType: "prepaid", period: november, isSuspendedAtStart: false, usages: [{ componentId: "usage", used, billedUsed }] }).usage;
  expect(lines(150, 0)).toMatchObject([{ grossFen: 1500n }]);
  expect(lines(150, 150)).toEqual([]);
  expect(lines(150, 140)).toMatchObject([{ grossFen: 300n }]);
});

it.each([
  ["ten days over, at their mean", [day("2026-11-01", 20), day("2026-11-10", 10)], always, "2026-11-11", { units: 90, wholeDays: 10, usedInWholeDays: 30, ofDays: 30 }],
  ["today's use is in no mean, but never lost", [day("2026-11-01", 1), day("2026-11-02", 90)], always, "2026-11-02", { units: 91, wholeDays: 1, usedInWholeDays: 1, ofDays: 30 }],
  ["a product that opened in the month has only its days", [day("2026-11-21", 4)], { startedOn: "2026-11-21", endsOn: null }, "2026-11-23", { units: 20, wholeDays: 2, usedInWholeDays: 4, ofDays: 10 }],
  ["and one that ends has its days to the last", [day("2026-11-01", 10)], { ...always, endsOn: "2026-11-20" }, "2026-11-11", { units: 20, wholeDays: 10, usedInWholeDays: 10, ofDays: 20 }],
  ["nothing before a day is over", [day("2026-11-01", 4)], always, "2026-11-01", null],
  ["nothing for a month that is over", [day("2026-11-01", 4)], always, "2026-12-01", null],
  ["nothing for a product that has ended", [day("2026-11-01", 4)], { ...always, endsOn: "2026-11-10" }, "2026-11-11", null],
] as const)("PR13: forecast: %s", (_, days, life, today, forecast) => {
  expect(forecastUse(days, life, november, today)).toEqual(forecast);
});

it.each([[100, 79, null], [100, 80, 80], [100, 99, 80], [100, 100, 100], [100, 5000, 100], [3, 2, null], [1, 0, null], [0, 50, null]] as const)("PR13: of %d included %d used: reminder %s", (included, used, level) => {
  expect(noticeLevel(included, used)).toBe(level);
});

it("PR13: days of a month's life, filled where nothing was reported", () => {
  expect(livedDays({ startedOn: "2026-11-10", endsOn: "2026-11-12" }, november)).toEqual({ from: "2026-11-10", to: "2026-11-13" });
  expect(livedDays({ startedOn: "2026-12-01", endsOn: null }, november)).toBeNull();
  expect(filledDays([day("2026-11-11", 3)], "2026-11-10", "2026-11-12")).toEqual([day("2026-11-10", 0), day("2026-11-11", 3), day("2026-11-12", 0)]);
  expect([readUntil("2026-11-12"), readUntil("2026-12-31")]).toEqual(["2026-12-31", "2027-01-31"]);
  expect(meteredOf([component(), pages])).toEqual([pages]);
});

const report = (sequence: number, usedOn: string, quantity = 1, userName = "li.na", metric = "usage") => ({ sequence, metric, usedOn, userName, quantity });

it("PR13: of reports for one day and user the AP's last counts; strangers and days outside the product's life are set apart", () => {
  const good = [report(3, "2026-11-05", 9), report(4, "2026-11-05", 2, "wang.fang")];
  const strange = [report(5, "2026-10-31"), report(6, "2026-11-21"), report(7, "2026-11-05", 1, "li.na", "sms")];
  const sorted = sortReports([report(1, "2026-11-05", 4), ...good, report(2, "2026-11-05", 7), ...strange], ["usage"], { startedOn: "2026-11-01", endsOn: "2026-11-20" });
  expect(sorted).toEqual({ counted: good, strange });
  expect([positionAfter(4n, good), positionAfter(2n, good), positionAfter(2n, [])]).toEqual([4n, 4n, 2n]);
});

it("PR13: a report of a day that has not come waits, and what follows it", () => {
  const records = [report(1, "2026-11-05"), report(2, "2026-11-07"), report(3, "2026-11-04")];
  expect(readyReports(records, "2026-11-06")).toEqual([records[0]]);
  expect(readyReports(records, "2026-11-07")).toEqual(records);
});

const page = { businessId: "FAX-SD-1", records: [report(1, "2026-11-05")], hasMore: true };
it.each([
  ["a page", 200, page, "records"], ["another service's page", 200, { ...page, businessId: "FAX-SD-2" }, "tryAgain"], ["garbage", 200, null, "tryAgain"], ["an outage", 503, page, "tryAgain"], ["nothing", 0, null, "tryAgain"],
  ["one that is no number", 200, { ...page, records: [report(1, "2026-11-05"), { ...report(2, "2026-11-05"), quantity: 1.5 }] }, "tryAgain"],
  ["less than nothing", 200, { ...page, records: [report(1, "2026-11-05", -1)] }, "tryAgain"], ["no day", 200, { ...page, records: [report(1, "2026-11-31")] }, "tryAgain"],
] as const)("PR13: an AP's answer, whole or not at all: %s", (_, status, body, kind) => expect(readUsageAnswer("FAX-SD-1", status, body).kind).toBe(kind));

it("PR13: an empty page that promises more is the last", () => expect(readUsageAnswer("FAX-SD-1", 200, { ...page, records: [] })).toEqual({ kind: "records", records: [], hasMore: false }));
