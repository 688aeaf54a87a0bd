import type { BusinessDay } from "../kernel/calendar";
import { seatProblem } from "./rating.rules";
import type { ContentOffering, ContentProblem, ProductContent } from "./content.schema";
import { unitsOf } from "./content-words.rules";
import { OfferingEnglish, SpecificationEnglish } from "./english.schema";
import { priceProblems, startOf } from "./price-change.rules";

/** A plan of another product, as a bundle may hold it. */
export type PartChoice = { code: string; name: string; seatsMin: number; seatsMax: number; seatStep: number; seatName: string; isBundle: boolean };
export type CheckFacts = {
  today: BusinessDay;
  provinceIds: readonly string[];
  /** Plans of the platform's other products, by which a bundle's parts are known. */
  otherPlans: readonly PartChoice[];
  /** Addresses of its other products. */
  otherSlugs: readonly string[];
};

const blank = (text: string) => text.trim() === "";
const missing = (path: string, text: string): ContentProblem[] => (blank(text) ? [{ path, code: "fieldMissing" }] : []);
const missingIn = <Row extends Record<string, string>>(path: string, rows: readonly Row[]): ContentProblem[] => rows.flatMap((row, index) => Object.entries(row).flatMap(([field, text]) => missing(`${path}.${index}.${field}`, text)));

function wordProblems({ name, slug, summary, copy, providerName, providerKind, providerPartnerId, serviceHours, dataLocation, alsoCalled, pictures }: ProductContent, { otherSlugs }: CheckFacts): ContentProblem[] {
  return [
    ...missing("name", name),
    ...(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) ? (otherSlugs.includes(slug) ? [{ path: "slug", code: "slugTaken" }] : []) : [{ path: "slug", code: "slugWrong" }]),
    ...alsoCalled.flatMap((word, index) => missing(`alsoCalled.${index}`, word)),
    ...missing("summary", summary), ...missing("copy.audience", copy.audience),
    ...(["highlights", "features", "steps"] as const).flatMap((part) => (copy[part].length === 0 ? [{ path: `copy.${part}`, code: "writeOne" }] : missingIn(`copy.${part}`, copy[part]))),
    ...missingIn("copy.faq", copy.faq),
    ...pictures.flatMap(({ alt }, index) => missing(`pictures.${index}.alt`, alt)),
    ...missing("providerName", providerName),
    ...(providerKind === "ap" && !/^0[A-Z]{2}AP\d{8}$/.test(providerPartnerId ?? "") ? [{ path: "providerPartnerId", code: "partnerIdWrong" }] : []),
    ...missing("serviceHours", serviceHours), ...missing("dataLocation", dataLocation),
  ];
}

function partProblems({ isBundle, parts }: ContentOffering, at: string, { otherPlans }: CheckFacts): ContentProblem[] {
  if (!isBundle) return parts.length > 0 ? [{ path: `${at}.parts`, code: "partsNotHere" }] : [];
  if (!parts.some(({ isOptional }) => !isOptional)) return [{ path: `${at}.parts`, code: "partsMissing" }];
  return parts.flatMap((part, index) => {
    const path = `${at}.parts.${index}`;
    const plan = otherPlans.find(({ code }) => code === part.offeringCode);
    if (!plan || plan.isBundle) return [{ path: `${path}.offeringCode`, code: "partUnknown" }];
    return [
      ...(parts.findIndex(({ offeringCode }) => offeringCode === part.offeringCode) === index ? [] : [{ path: `${path}.offeringCode`, code: "partTwice" }]),
      ...(seatProblem(plan, part.seats) === null ? [] : [{ path: `${path}.seats`, code: "partSeatsWrong" }]),
      ...(Number.isInteger(part.notionalWeight) && part.notionalWeight > 0 ? [] : [{ path: `${path}.notionalWeight`, code: "weightMissing" }]),
    ];
  });
}

function seatRuleProblems({ seatsMin, seatsMax, seatStep, seatName }: ContentOffering, at: string): ContentProblem[] {
  const whole = (field: string, value: number, least: number) => (Number.isInteger(value) && value >= least ? [] : [{ path: `${at}.${field}`, code: "notWhole" }]);
  const own = [...whole("seatsMin", seatsMin, 1), ...whole("seatsMax", seatsMax, 1), ...whole("seatStep", seatStep, 1)];
  if (own.length > 0) return [...own, ...missing(`${at}.seatName`, seatName)];
  return [
    ...(seatsMax < seatsMin ? [{ path: `${at}.seatsMax`, code: "seatsBelowMin" }] : (seatsMax - seatsMin) % seatStep === 0 ? [] : [{ path: `${at}.seatsMax`, code: "seatsOffStep" }]),
    ...missing(`${at}.seatName`, seatName),
  ];
}

/** What companies that run the plan were promised may not become worse under them. */
function promiseProblems(before: ContentOffering, after: ContentOffering, at: string): ContentProblem[] {
  const isAmount = /^\d+$/.test(after.holdFeeFen);
  return [
    ...(isAmount && BigInt(after.holdFeeFen) > BigInt(before.holdFeeFen) ? [{ path: `${at}.holdFeeFen`, code: "priceRise" }] : []),
    ...(after.returnDays < before.returnDays ? [{ path: `${at}.returnDays`, code: "returnDaysCut" }] : []),
    ...(after.isBundle === before.isBundle ? [] : [{ path: `${at}.isBundle`, code: "planKindFixed" }]),
  ];
}

function englishProblems(content: ProductContent): ContentProblem[] {
  const issues = (path: string, parsed: { success: boolean; error?: { issues: { path: PropertyKey[] }[] } | undefined }) => (parsed.success ? [] : (parsed.error?.issues ?? []).map((issue) => ({ path: [path, ...issue.path].join("."), code: "fieldMissing" })));
  const copyOf = ({ copy }: NonNullable<ProductContent["english"]>) => [...missing("english.copy.audience", copy.audience), ...(["highlights", "features", "steps"] as const).flatMap((part) => missingIn(`english.copy.${part}`, copy[part])), ...missingIn("english.copy.faq", copy.faq)];
  const words = content.english ? [...issues("english", SpecificationEnglish.safeParse(content.english)), ...copyOf(content.english)] : [];
  return [...words, ...content.offerings.flatMap((plan, index) => {
    const { english, prices } = plan;
    if (!english) return [];
    const ids = [...new Set(prices.flatMap(({ components }) => components.map(({ id }) => id)))];
    return [...issues(`offerings.${index}.english`, OfferingEnglish.safeParse(english)), ...ids.flatMap((id) => missing(`offerings.${index}.english.prices.${id}`, english.prices[id] ?? "")), ...unitsOf(plan).flatMap(([id]) => missing(`offerings.${index}.english.unitNames.${id}`, english.unitNames?.[id] ?? ""))];
  })];
}

function planProblems(offering: ContentOffering, index: number, before: ProductContent | null, after: ProductContent, facts: CheckFacts): ContentProblem[] {
  const at = `offerings.${index}`;
  const was = before?.offerings.find(({ code }) => code === offering.code);
  const isTwice = after.offerings.findIndex(({ code }) => code === offering.code) !== index || facts.otherPlans.some(({ code }) => code === offering.code);
  const count = (field: "trialDays" | "returnDays") => (Number.isInteger(offering[field]) ? [] : [{ path: `${at}.${field}`, code: "notWhole" }]);
  return [
    ...(isTwice ? [{ path: `${at}.code`, code: "codeTaken" }] : []),
    ...missing(`${at}.name`, offering.name), ...missing(`${at}.summary`, offering.summary),
    ...offering.includes.flatMap((line, place) => missing(`${at}.includes.${place}`, line)),
    ...(offering.isBundle === (after.industry !== null) ? [] : [{ path: `${at}.isBundle`, code: offering.isBundle ? "bundleNeedsSolution" : "solutionNeedsBundle" }]),
    ...seatRuleProblems(offering, at), ...count("trialDays"), ...count("returnDays"),
    ...(/^\d+$/.test(offering.holdFeeFen) ? [] : [{ path: `${at}.holdFeeFen`, code: "amountWrong" }]),
    ...(was ? promiseProblems(was, offering, at) : []),
    ...partProblems(offering, at, facts),
    ...(offering.prices.length === 0 ? [{ path: `${at}.prices`, code: "pricesMissing" }] : []),
    ...offering.openIn.flatMap((id) => (facts.provinceIds.includes(id) && offering.prices.some(({ provinceIds }) => provinceIds.includes(id)) ? [] : [{ path: `${at}.openIn`, code: "openWithoutPrice" }])).slice(0, 1),
    ...priceProblems(was, offering, at, { ...facts, start: startOf(after.startsOn, facts.today) }),
  ];
}

/**
 * SC12, BO6: everything that keeps a product from being released, each reason at its field. `before` is what is sold now; null for a product
 * that never was. An empty list means that a second person may release it.
 */
export function contentProblems(before: ProductContent | null, after: ProductContent, facts: CheckFacts): ContentProblem[] {
  const gone = before?.offerings.some(({ code }) => !after.offerings.some((one) => one.code === code));
  return [
    ...wordProblems(after, facts),
    ...(before && after.productClass !== before.productClass ? [{ path: "productClass", code: "classFixed" }] : []),
    ...(before && after.industry !== before.industry ? [{ path: "industry", code: "classFixed" }] : []),
    ...(after.startsOn !== null && after.startsOn < facts.today ? [{ path: "startsOn", code: "startsOnGone" }] : []),
    ...(after.offerings.length === 0 ? [{ path: "offerings", code: "plansMissing" }] : []),
    ...(gone ? [{ path: "offerings", code: "planGone" }] : []),
    ...after.offerings.flatMap((offering, index) => planProblems(offering, index, before, after, facts)),
    ...englishProblems(after),
  ];
}

/** A content without what staff for some provinces may decide: prices and opening there. What is left must be the same before and after. */
function beyond({ offerings, ...words }: ProductContent, provinces: readonly string[]): unknown {
  return {
    ...words,
    offerings: offerings.map(({ openIn, prices, ...plan }) => ({
      ...plan,
      openIn: openIn.filter((id) => !provinces.includes(id)).sort(),
      prices: prices.filter(({ provinceIds }) => provinceIds.some((id) => !provinces.includes(id)) || provinceIds.length === 0),
    })),
  };
}

/** BO2: whether two contents differ in more than what staff of these provinces may change; no provinces: the whole platform's. */
export function isBeyondDuty(before: ProductContent, after: ProductContent, provinces: readonly string[]): boolean {
  return provinces.length > 0 && JSON.stringify(beyond(before, provinces)) !== JSON.stringify(beyond(after, provinces));
}
