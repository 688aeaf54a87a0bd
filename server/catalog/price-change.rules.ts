import { type BusinessDay, accountPeriodOf } from "../kernel/calendar";
import type { ContentComponent, ContentOffering, ContentPrice, ContentProblem, ProductContent } from "./content.schema";
import { componentsFromJson } from "./price.rules";
import type { PriceComponent } from "./price.schema";
import { normalMonth, totalFen } from "./rating.rules";

/*
 * Rules 4.4, price change: a cut reaches new orders from the next account period on, a rise is for new plans alone, and whoever runs
 * a product keeps what they pay (SC7), which no code here could change.
 */

const isBanded = ({ kind }: Pick<ContentComponent, "kind">) => kind === "graduated" || kind === "volume";
const taxRates = [0, 300, 600, 900, 1300];
const digits = /^\d{1,11}$/;

/** The first day of what a draft says, given its own wish and the day on which it is released. */
export const startOf = (startsOn: BusinessDay | null, today: BusinessDay): BusinessDay => (startsOn !== null && startsOn > today ? startsOn : today);

/** The first day of a price: where the plan is sold already, never within an account period that has begun. */
export const firstDayOf = ({ from }: Pick<ContentPrice, "from">, isSold: boolean, start: BusinessDay): BusinessDay => from ?? (isSold ? accountPeriodOf(start).to : start);

/** A plan's price in a province on a day; of several that hold, the one released last. */
export function entryInForce(prices: readonly ContentPrice[], provinceId: string, day: BusinessDay): ContentPrice | undefined {
  return prices.findLast(({ provinceIds, from, to }) => provinceIds.includes(provinceId) && from !== null && from <= day && (to === null || day < to));
}
export const isSoldIn = (offering: Pick<ContentOffering, "prices"> | undefined, provinceId: string): boolean => offering?.prices.some(({ isReleased, provinceIds }) => isReleased && provinceIds.includes(provinceId)) ?? false;

function bandProblems({ bands }: ContentComponent, at: string): ContentProblem[] {
  if (bands.length === 0) return [{ path: `${at}.bands`, code: "bandsMissing" }];
  return bands.flatMap(({ upTo, feeFen }, index) => {
    const isLast = index === bands.length - 1;
    const before = bands[index - 1]?.upTo ?? 0;
    return [
      ...(digits.test(feeFen) ? [] : [{ path: `${at}.bands.${index}.feeFen`, code: "amountWrong" }]),
      ...(isLast && upTo !== null ? [{ path: `${at}.bands.${index}.upTo`, code: "lastBandOpen" }] : []),
      ...(!isLast && upTo === null ? [{ path: `${at}.bands.${index}.upTo`, code: "bandEndMissing" }] : []),
      ...(!isLast && upTo !== null && (!Number.isInteger(upTo) || upTo <= before) ? [{ path: `${at}.bands.${index}.upTo`, code: "bandsNotAscending" }] : []),
    ];
  });
}

function componentProblems(component: ContentComponent, at: string, isBundle: boolean): ContentProblem[] {
  const { kind, name, feeFen, freeUnits, unitName, taxRateBp, monthFeeFen } = component;
  const isOdd = kind === "bundle" ? !isBundle : isBundle && kind !== "oneTime" && kind !== "usage";
  return [
    ...(name.trim() === "" ? [{ path: `${at}.name`, code: "fieldMissing" }] : []),
    ...(isOdd ? [{ path: `${at}.kind`, code: isBundle ? "kindNotForBundle" : "kindForBundle" }] : []),
    ...(isBanded(component) ? bandProblems(component, at) : digits.test(feeFen) ? [] : [{ path: `${at}.feeFen`, code: "amountWrong" }]),
    ...(kind === "yearly" && monthFeeFen === undefined ? [{ path: `${at}.monthFeeFen`, code: "monthFeeMissing" }] : []),
    ...(monthFeeFen !== undefined && !digits.test(monthFeeFen) ? [{ path: `${at}.monthFeeFen`, code: "amountWrong" }] : []),
    ...(kind === "usage" && (unitName ?? "").trim() === "" ? [{ path: `${at}.unitName`, code: "fieldMissing" }] : []),
    ...(Number.isInteger(freeUnits) ? [] : [{ path: `${at}.freeUnits`, code: "notWhole" }]),
    ...(taxRates.includes(taxRateBp) ? [] : [{ path: `${at}.taxRateBp`, code: "taxRateWrong" }]),
  ];
}

type Seats = Pick<ContentOffering, "seatsMin" | "seatsMax" | "seatStep">;
/** Between two ends of bands a month's fee is a straight line, so the first and the last number of seats of each stretch tell all of it. */
function tellingSeats(components: readonly PriceComponent[], { seatsMin, seatsMax, seatStep }: Seats): number[] {
  const ends = components.flatMap(({ bands }) => bands.flatMap(({ upTo }) => (upTo === null ? [] : [upTo])));
  const down = (seats: number) => seatsMin + Math.floor((seats - seatsMin) / seatStep) * seatStep;
  return [...new Set([seatsMin, down(seatsMax), ...ends.flatMap((end) => [down(end), down(end) + seatStep])])].filter((seats) => seats >= seatsMin && seats <= seatsMax);
}

const feesOf = (components: readonly PriceComponent[], kind: PriceComponent["kind"]) => totalFen(components.filter((one) => one.kind === kind).map(({ feeFen: grossFen }) => ({ grossFen })));
const recurs = ({ kind }: PriceComponent) => kind !== "oneTime" && kind !== "usage" && kind !== "yearly";

/** Where a price asks more than the one before it: the places of the components that do. An empty list means that nobody pays more. */
export function risesOf(beforeJson: readonly ContentComponent[], afterJson: readonly ContentComponent[], seats: Seats): number[] {
  const [before, after] = [componentsFromJson(beforeJson), componentsFromJson(afterJson)];
  const placeOf = (isIt: (component: PriceComponent) => boolean) => Math.max(0, after.findIndex(isIt));
  const rises: number[] = [];
  const month = (components: readonly PriceComponent[], count: number) => totalFen(normalMonth(components, count));
  if (tellingSeats([...before, ...after], seats).some((count) => month(after, count) > month(before, count))) rises.push(placeOf(recurs));
  for (const kind of ["oneTime", "yearly"] as const) if (feesOf(after, kind) > feesOf(before, kind)) rises.push(placeOf((one) => one.kind === kind));
  after.forEach((component, place) => {
    const was = before.find(({ id, kind }) => id === component.id && kind === component.kind);
    const { kind, feeFen, freeUnits, monthFeeFen } = component;
    if (kind === "usage" && (was ? feeFen > was.feeFen || freeUnits < was.freeUnits : feeFen > 0n)) rises.push(place);
    // A higher month by the list gives back less of a year that ends early.
    if (kind === "yearly" && was && monthFeeFen !== undefined && monthFeeFen > (was.monthFeeFen ?? monthFeeFen)) rises.push(place);
  });
  return [...new Set(rises)];
}

type Facts = { today: BusinessDay; start: BusinessDay; provinceIds: readonly string[] };

/** What is wrong with a new price where its plan is sold already: its first day, and more than is paid there by then. */
function changeProblems(before: ContentOffering, after: ContentOffering, price: ContentPrice, at: string, { today, start }: Facts): ContentProblem[] {
  const sold = price.provinceIds.filter((id) => isSoldIn(before, id));
  if (sold.length === 0) return [];
  const from = firstDayOf(price, true, start);
  if (from !== accountPeriodOf(from).from || from <= today) return [{ path: `${at}.from`, code: "notNextPeriod" }];
  const dearer = sold.flatMap((id) => {
    const now = entryInForce(before.prices, id, from);
    return now ? risesOf(now.components, price.components, after) : [];
  });
  return [...new Set(dearer)].map((place) => ({ path: `${at}.components.${place}.${price.components[place]?.bands.length ? "bands" : "feeFen"}`, code: "priceRise" }));
}

/** Days of prices of one plan and province must not overlap: a new one may follow what is released, never lie before it. */
function overlapProblems(prices: readonly ContentPrice[], before: ContentOffering | undefined, offeringAt: string, { start }: Facts): ContentProblem[] {
  const days = prices.map((price) => price.provinceIds.map((id) => ({ id, from: firstDayOf(price, isSoldIn(before, id), start), to: price.to })));
  return prices.flatMap((price, index) => {
    if (price.isReleased) return [];
    const meets = (other: number) => days[index]!.some((mine) => days[other]!.some((theirs) => {
      const isLater = prices[other]!.isReleased ? theirs.from >= mine.from : other < index;
      return isLater && theirs.id === mine.id && (mine.to === null || theirs.from < mine.to) && (theirs.to === null || mine.from < theirs.to);
    }));
    return prices.some((_, other) => other !== index && meets(other)) ? [{ path: `${offeringAt}.prices.${index}.from`, code: "datesOverlap" }] : [];
  });
}

/** SC2, SC7, BO6: everything that keeps a plan's prices from being sold, each at its field. `before`: the plan as it is sold, if it is. */
export function priceProblems(before: ContentOffering | undefined, after: ContentOffering, offeringAt: string, facts: Facts): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const stays = (price: ContentPrice) => before?.prices.some((one) => one.key === price.key && JSON.stringify(one) === JSON.stringify(price)) ?? false;
  const missing = before?.prices.some((price) => price.isReleased && !after.prices.some(({ key }) => key === price.key));
  if (missing) problems.push({ path: `${offeringAt}.prices`, code: "releasedPriceChanged" });
  after.prices.forEach((price, index) => {
    const at = `${offeringAt}.prices.${index}`;
    if (price.isReleased) {
      if (!stays(price)) problems.push({ path: at, code: "releasedPriceChanged" });
      return;
    }
    const { provinceIds, from, to, components } = price;
    if (provinceIds.length === 0) problems.push({ path: `${at}.provinceIds`, code: "choosePriceProvince" });
    if (provinceIds.some((id) => !facts.provinceIds.includes(id))) problems.push({ path: `${at}.provinceIds`, code: "provinceWrong" });
    if (components.length === 0) problems.push({ path: `${at}.components`, code: "componentsMissing" });
    if (after.isBundle && components.length > 0 && !components.some(({ kind }) => kind === "bundle")) problems.push({ path: `${at}.components.0.kind`, code: "bundleFeeMissing" });
    const own = components.flatMap((component, place) => componentProblems(component, `${at}.components.${place}`, after.isBundle));
    problems.push(...own, ...components.flatMap(({ id }, place) => (components.findIndex((one) => one.id === id) === place ? [] : [{ path: `${at}.components.${place}.name`, code: "componentTwice" }])));
    if (from !== null && from < facts.start) problems.push({ path: `${at}.from`, code: "priceDayGone" });
    const first = provinceIds.map((id) => firstDayOf(price, isSoldIn(before, id), facts.start)).reduce((a, b) => (a > b ? a : b), facts.start);
    if (to !== null && to <= first) problems.push({ path: `${at}.to`, code: "priceEndWrong" });
    // What cannot be reckoned cannot be compared.
    if (before && own.length === 0 && after.seatsMin >= 1 && after.seatStep >= 1) problems.push(...changeProblems(before, after, price, at, facts));
  });
  return [...problems, ...overlapProblems(after.prices, before, offeringAt, facts)];
}

/** A draft with the days that its release gives it: what a version keeps. */
export function settled(before: ProductContent | null, after: ProductContent, today: BusinessDay): ProductContent {
  const start = startOf(after.startsOn, today);
  return {
    ...after,
    offerings: after.offerings.map((plan) => {
      const was = before?.offerings.find(({ code }) => code === plan.code);
      // Where a plan is new in one province and sold in another, each has its own first day.
      const prices = plan.prices.flatMap((price) => (price.isReleased || price.from !== null ? [price] : [true, false].flatMap((isSold) => {
        const provinceIds = price.provinceIds.filter((id) => isSoldIn(was, id) === isSold);
        return provinceIds.length > 0 ? [{ ...price, key: `${price.key}${isSold ? "" : "-new"}`, provinceIds, from: firstDayOf(price, isSold, start) }] : [];
      })));
      return { ...plan, prices };
    }),
  };
}
