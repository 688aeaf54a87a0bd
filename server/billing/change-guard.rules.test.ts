import { expect, it } from "vitest";
import { component } from "../../e2e/fixtures/components";
import { componentsToJson } from "../catalog/price.rules";
import { laterLines, tariffOf } from "../catalog/tariff.rules";
import { termsOf } from "../catalog/terms.rules";
import { type ChangePreview, type RunningProduct, previewOf, promiseOf } from "../changes/change.rules";
import { dateOf } from "../kernel/calendar";
import { type PromisedChange, guarded } from "./change-guard.rules";

const seat = component({ id: "seat", kind: "seat", name: "席位费", feeFen: 2_000n });
const product: RunningProduct = { offeringCode: "OA-STD", offeringName: "标准版", seats: 20, seatName: "席", priceBookVersion: 1, firstPeriodRule: "days", components: componentsToJson([seat]), discounts: [], monthlyFen: 40_000n, termsFrom: null, startedOn: dateOf("2026-01-05"), paidTo: null };
const after = { ...termsOf(product), seats: 10, monthlyFen: "20000" };
const preview: ChangePreview = previewOf(product, after, { kind: "seatsDown", effectiveOn: "2026-06-01", today: "2026-05-20" });
const change = (part: Partial<PromisedChange> = {}): PromisedChange => ({ id: "c", kind: "seatsDown", state: "done", effectiveOn: dateOf("2026-06-01"), askedAt: new Date("2026-05-20T02:00:00Z"), before: termsOf(product), after, preview: promiseOf(preview), ...part });
const now = { ...product, seats: 10 };
const bill = (own: RunningProduct, changes: PromisedChange[], periodFrom = "2026-06-01") => guarded(own, changes, periodFrom, (by) => ({ recurring: laterLines(tariffOf(by), by.seats, "2026-01-05", periodFrom) }));
const fen = ({ lines }: ReturnType<typeof bill>) => lines.recurring.map(({ grossFen }) => grossFen);

it("CH4: a period that costs what was promised is charged by the terms of its beginning, before the change and after it", () => {
  expect(fen(bill(now, [change()]))).toEqual([20_000n]);
  expect(bill(now, [change()])).toMatchObject({ broken: null, terms: { seats: 10 } });
  expect(fen(bill(now, [change()], "2026-05-01"))).toEqual([40_000n]);
  expect(fen(bill(product, [change({ state: "scheduled" })]))).toEqual([20_000n]);
});

it("CH4: one that differs by a fen is charged by the terms before, and names the change; a later period is not compared", () => {
  const dear = { ...now, components: componentsToJson([{ ...seat, feeFen: 2_001n }]) };
  const broken = bill(dear, [change()]);
  expect([fen(broken), broken.broken?.id, broken.terms.seats]).toEqual([[40_000n], "c", 20]);
  expect(bill(dear, [change()], "2026-07-01")).toMatchObject({ broken: null });
  expect(fen(bill(dear, [change()], "2026-07-01"))).toEqual([20_010n]);
  const waiting = change({ state: "scheduled", after: { ...after, seats: 11 } });
  expect(bill(product, [waiting])).toMatchObject({ broken: { id: "c" }, terms: { seats: 20 } });
});

it("CH4: of several promises for one period the last counts; undone, waiting for a clerk and blocked ones promise nothing", () => {
  const first = change({ id: "first", askedAt: new Date("2026-05-10T02:00:00Z"), preview: { ...promiseOf(preview), next: [] } });
  expect(bill(now, [first, change()]).broken).toBeNull();
  expect(bill(now, [change(), first]).broken).toBeNull();
  for (const state of ["undone", "previewed"] as const) expect(bill(product, [change({ state })])).toMatchObject({ broken: null, terms: { seats: 20 } });
  expect(bill(now, [change({ state: "blocked" })])).toMatchObject({ broken: null, terms: { seats: 20 } });
});

it("CH4: a month that is not charged, because it began suspended, breaks no promise", () => {
  expect(guarded(now, [change()], "2026-06-01", () => ({ recurring: [] }))).toMatchObject({ broken: null, lines: { recurring: [] } });
});
