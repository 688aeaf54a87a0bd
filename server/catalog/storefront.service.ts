import type { z } from "zod";
import type { Reader } from "../db";
import type { Prisma } from "../generated/prisma/client";
import type { ProductClass } from "../generated/prisma/enums";
import { businessDayOf, dayOf } from "../kernel/calendar";
import { clockOffsetMs } from "../platforms/clock.service";
import type { Locale } from "../platforms/locale.rules";
import type { ComparedPlan } from "../shop/compare.rules";
import { headlinePrice, priceInForce } from "./catalog.rules";
import { type BundleView, type OfferingForOrderInput, PriceComponents, type ProductCard, type ProductView, SpecificationCopy, StorefrontView } from "./catalog.schema";
import { PictureViews } from "./picture.schema";
import { offeringIn, offeringNamesIn, specificationIn, specificationNameIn, storefrontIn } from "./english.rules";

/** What every reading of a price needs; rows of other provinces stay in the table. */
const priceColumns = (provinceId: string) =>
  ({
    where: { provinceId, isOnSale: true },
    select: { priceBookVersion: true, validFrom: true, validTo: true, components: true },
  }) satisfies Prisma.ProductOffering$pricesArgs;
type PriceRow = { priceBookVersion: number; validFrom: Date; validTo: Date | null; components: unknown };

/** The business day by the clock of a province's platform, which the demonstration may move. */
export async function catalogueDay(provinceId: string): Promise<string> {
  return businessDayOf(new Date(Date.now() + (await clockOffsetMs(provinceId))));
}

/** The price of a day, its components read and checked; null where nothing is on sale. */
function currentPrice(rows: readonly PriceRow[], onDay: string) {
  const prices = rows.map((row) => ({ ...row, validFrom: dayOf(row.validFrom), validTo: row.validTo && dayOf(row.validTo) }));
  const price = priceInForce(prices, onDay);
  return price ? { priceBookVersion: price.priceBookVersion, validFrom: price.validFrom, components: PriceComponents.parse(price.components) } : null;
}

/** The province's own words, hotline and theme (PN4); null for a province that this platform does not serve. */
export async function storefrontOf(db: Reader, provinceId: string, locale: Locale = "zh-CN"): Promise<StorefrontView | null> {
  const row = await db.storefrontSetting.findFirst({ where: { provinceId }, omit: { platformId: true, id: true, updatedAt: true } });
  return row && StorefrontView.parse(storefrontIn(locale, row));
}

/** What a bundle cannot be sold without; a stopped part stops the bundle for new buyers too (SC13). */
const requiredParts = { where: { isOptional: false }, select: { part: { select: { specification: { select: { salesStoppedAt: true } } } } } } satisfies Prisma.ProductOffering$partsArgs;
type Parts = readonly { part: { specification: { salesStoppedAt: Date | null } } }[];
const isPartStopped = (parts: Parts) => parts.some(({ part }) => part.specification.salesStoppedAt !== null);

const withOfferings = (provinceId: string) =>
  ({ offerings: { orderBy: [{ sort: "asc" }, { id: "asc" }], include: { prices: priceColumns(provinceId), parts: requiredParts } } }) satisfies Prisma.ProductSpecificationInclude;
type SpecificationRow = Prisma.ProductSpecificationGetPayload<{ include: ReturnType<typeof withOfferings> }>;

function offeringViews(row: SpecificationRow, onDay: string, locale: Locale): ProductView["offerings"] {
  return row.offerings.map((offering) =>
    offeringIn(locale, offering.english, {
      code: offering.code,
      name: offering.name,
      summary: offering.summary,
      includes: offering.includes,
      trialDays: offering.trialDays,
      seatRule: { seatsMin: offering.seatsMin, seatsMax: offering.seatsMax, seatStep: offering.seatStep, seatName: offering.seatName },
      firstPeriodRule: offering.firstPeriodRule,
      isBundle: offering.isBundle,
      price: isPartStopped(offering.parts) ? null : currentPrice(offering.prices, onDay),
    }),
  );
}

function cardOf(row: SpecificationRow, { name, summary, language }: ReturnType<typeof specificationIn>, offerings: ProductView["offerings"]): ProductCard {
  const headlines = offerings.flatMap(({ price, seatRule }) => (price ? [headlinePrice(price.components, seatRule.seatsMin, seatRule.seatName)] : [])).filter((headline) => headline !== null);
  const { code, slug, productClass, industry, pinyin, initials } = row;
  // The first offering sets the unit; comparing a seat's month with a flat year would mislead.
  const from = headlines.filter(({ per }) => per.unit === headlines[0]?.per.unit && per.seatName === headlines[0].per.seatName).reduce<ProductCard["from"]>((least, next) => (least && least.fen <= next.fen ? least : next), null);
  return { code, slug, name, language, productClass, industry, summary, pinyin, initials, isOnSaleHere: headlines.length > 0, from };
}

/** A product as its page shows it on a day; of a draft as of what is sold (SC12). */
export function viewOf(row: SpecificationRow, onDay: string, locale: Locale): ProductView {
  const offerings = offeringViews(row, onDay, locale);
  const { providerKind, servedBy, openFacts, needsLine, eligibility } = row;
  const words = specificationIn(locale, row);
  const { providerName, serviceHours, dataLocation, copy } = words;
  return {
    ...cardOf(row, words, offerings),
    ...{ providerName, providerKind, servedBy, serviceHours, dataLocation, openFacts, needsLine, eligibility },
    copy: SpecificationCopy.parse(copy),
    pictures: PictureViews.parse(row.pictures),
    salesStoppedOn: row.salesStoppedAt && businessDayOf(row.salesStoppedAt),
    isGone: row.state === "obsolete",
    offerings,
  };
}

/** What is for sale to new buyers, in the order of the shop. */
const soldRows = (db: Reader, provinceId: string) => db.productSpecification.findMany({ where: { state: "launched", salesStoppedAt: null }, orderBy: [{ sort: "asc" }, { id: "asc" }], include: withOfferings(provinceId) });

/** All that new buyers may see, products and solutions, those not open here included and marked (SC2); stopped ones not (SC13). */
export async function catalogueOf(db: Reader, provinceId: string, locale: Locale = "zh-CN"): Promise<ProductCard[]> {
  const onDay = await catalogueDay(provinceId);
  const rows = await soldRows(db, provinceId);
  return rows.map((row) => cardOf(row, specificationIn(locale, row), offeringViews(row, onDay, locale)));
}

/** SC14: every plan that is sold in a province, with what a comparison shows of it. */
export async function plansToCompare(db: Reader, provinceId: string, locale: Locale = "zh-CN"): Promise<ComparedPlan[]> {
  const onDay = await catalogueDay(provinceId);
  const rows = await soldRows(db, provinceId);
  return rows.flatMap((row) => {
    const { name: productName, providerName, serviceHours, dataLocation } = specificationIn(locale, row);
    const { slug: productSlug, servedBy, needsLine } = row;
    return offeringViews(row, onDay, locale).flatMap(({ price, code, name, includes, trialDays, seatRule, firstPeriodRule }) => (price ? [{ code, name, includes, trialDays, seatRule, firstPeriodRule, components: price.components, productName, productSlug, isSolution: row.industry !== null, providerName, servedBy, serviceHours, dataLocation, needsLine }] : []));
  });
}

/** Whose pages there are; what was given up before it was ever sold has none. */
const shown = { OR: [{ state: { in: ["launched", "retired"] } }, { state: "obsolete", salesStoppedAt: { not: null } }] } satisfies Prisma.ProductSpecificationWhereInput;

/** A product's page; also of one whose sale has stopped or that is gone, which then says so. Null for solutions, drafts and unknown names. */
export async function productBySlug(db: Reader, { slug, provinceId, locale = "zh-CN" }: { slug: string; provinceId: string; locale?: Locale }): Promise<ProductView | null> {
  const row = await db.productSpecification.findFirst({ where: { slug, industry: null, ...shown }, include: withOfferings(provinceId) });
  return row && viewOf(row, await catalogueDay(provinceId), locale);
}

/** A ready-made solution with the parts of each of its sizes, by offering code. */
export async function bundleBySlug(db: Reader, { slug, provinceId, locale = "zh-CN" }: { slug: string; provinceId: string; locale?: Locale }): Promise<BundleView | null> {
  const row = await db.productSpecification.findFirst({ where: { slug, industry: { not: null }, ...shown }, include: withOfferings(provinceId) });
  if (!row) return null;
  const parts = await db.bundlePart.findMany({
    where: { bundleId: { in: row.offerings.map(({ id }) => id) } },
    orderBy: [{ sort: "asc" }, { id: "asc" }],
    include: { bundle: { select: { code: true } }, part: { include: { specification: { select: { name: true, slug: true, english: true } }, prices: priceColumns(provinceId) } } },
  });
  const onDay = await catalogueDay(provinceId);
  return {
    ...viewOf(row, onDay, locale),
    parts: parts.map(({ bundle, part, seats, isOptional }) => ({
      bundleCode: bundle.code,
      offeringCode: part.code,
      offeringName: offeringNamesIn(locale, part).name,
      productName: specificationNameIn(locale, part.specification),
      productSlug: part.specification.slug,
      seats,
      seatName: offeringNamesIn(locale, part).seatName,
      isOptional,
      isOnSaleHere: currentPrice(part.prices, onDay) !== null,
    })),
  };
}

/** What some plans cost by themselves in a province on a day, by code; without those that are not sold there (SC4). */
export async function listPricesOf(db: Reader, { offeringCodes, provinceId, onDay }: { offeringCodes: readonly string[]; provinceId: string; onDay: string }) {
  const rows = await db.productOffering.findMany({ where: { code: { in: [...offeringCodes] }, specification: { state: { in: ["launched", "retired"] } } }, select: { code: true, prices: priceColumns(provinceId) } });
  return new Map(rows.flatMap(({ code, prices }) => {
    const price = currentPrice(prices, onDay);
    return price ? [[code, price] as const] : [];
  }));
}

/** The plans of a product that are on sale in a province on a day, with their seats and price: what a running one may change to (CH3). */
export async function plansOf(db: Reader, { specificationCode, provinceId, onDay }: { specificationCode: string; provinceId: string; onDay: string }) {
  const rows = await db.productOffering.findMany({
    where: { isBundle: false, specification: { code: specificationCode, state: "launched", salesStoppedAt: null } },
    orderBy: [{ sort: "asc" }, { id: "asc" }], select: { code: true, name: true, summary: true, includes: true, seatsMin: true, seatsMax: true, seatStep: true, seatName: true, prices: priceColumns(provinceId) },
  });
  return rows.flatMap(({ prices, ...row }) => {
    const price = currentPrice(prices, onDay);
    return price ? [{ ...row, ...price }] : [];
  });
}

/** Every plan that is sold in a province on a day, with its product, its price and its seat rule, as the shop orders them (PC14). */
export async function onSaleIn(db: Reader, provinceId: string, onDay: string) {
  const rows = await db.productOffering.findMany({
    where: { specification: { state: "launched", salesStoppedAt: null } }, orderBy: [{ specification: { sort: "asc" } }, { sort: "asc" }, { id: "asc" }],
    select: { code: true, name: true, isBundle: true, seatsMin: true, seatsMax: true, seatStep: true, seatName: true, firstPeriodRule: true, specification: { select: { code: true, name: true, productClass: true } }, prices: priceColumns(provinceId) },
  });
  return rows.flatMap(({ code, name, specification, prices, ...row }) => {
    const price = currentPrice(prices, onDay);
    return price ? [{ ...row, components: price.components, offeringCode: code, offeringName: name, specificationCode: specification.code, specificationName: specification.name, productClass: specification.productClass }] : [];
  });
}

/** PR4: plans on sale in a province that may stand in for a bundle's part: of the same class, no bundle, without a line, for any verified company. */
export async function standInsOf(db: Reader, { productClass, provinceId, onDay }: { productClass: ProductClass; provinceId: string; onDay: string }) {
  const rows = await db.productOffering.findMany({
    where: { isBundle: false, specification: { productClass, state: "launched", salesStoppedAt: null, needsLine: false, NOT: { eligibility: { hasSome: ["broadbandAccount", "fixedLine"] } } } },
    orderBy: [{ specification: { sort: "asc" } }, { sort: "asc" }, { id: "asc" }],
    select: { code: true, name: true, summary: true, seatsMin: true, seatsMax: true, seatStep: true, seatName: true, firstPeriodRule: true, specification: { select: { code: true, name: true, openFacts: true, productClass: true } }, prices: priceColumns(provinceId) },
  });
  return rows.flatMap(({ prices, ...row }) => {
    const price = currentPrice(prices, onDay);
    return price ? [{ ...row, ...price }] : [];
  });
}

/**
 * An offering as it may be ordered in a province on a day (today unless `onDay` says otherwise): price components, price
 * book, seat rule and what must be known before opening. Null when it does not exist, is not open there, or its sale has
 * stopped, unless `isTaken` says that the order was taken before; running subscriptions are not read through this (SC2, SC7, SC13).
 */
export async function offeringForOrder(db: Reader, { offeringCode, provinceId, onDay, isTaken = false }: z.output<typeof OfferingForOrderInput> & { onDay?: string; isTaken?: boolean }) {
  const day = onDay ?? (await catalogueDay(provinceId));
  return (await offeringsForOrder(db, { offeringCodes: [offeringCode], provinceId, onDay: day, isTaken })).get(offeringCode) ?? null;
}

/** The same for many plans, by code, in as many queries as for one; without those that may not be ordered. */
export async function offeringsForOrder(db: Reader, { offeringCodes, provinceId, onDay, isTaken = false }: { offeringCodes: readonly string[]; provinceId: string; onDay: string; isTaken?: boolean }) {
  const offerings = await db.productOffering.findMany({
    where: { code: { in: [...offeringCodes] }, specification: { state: "launched", ...(isTaken ? {} : { salesStoppedAt: null }) } },
    omit: { platformId: true },
    include: {
      specification: { omit: { platformId: true, copy: true, english: true } },
      prices: priceColumns(provinceId),
    },
  });
  const bundles = offerings.filter(({ isBundle }) => isBundle);
  // Only a bundle has parts, and Prisma asks level by level: three questions less for everything else.
  const allParts = bundles.length > 0
    ? await db.bundlePart.findMany({
        where: { bundleId: { in: bundles.map(({ id }) => id) } }, orderBy: { sort: "asc" },
        select: { bundleId: true, seats: true, isOptional: true, notionalWeight: true, part: { select: { code: true, name: true, seatName: true, firstPeriodRule: true, specification: { select: { code: true, name: true, productClass: true, needsLine: true, openFacts: true, salesStoppedAt: true } } } } },
      })
    : [];
  return new Map(offerings.flatMap((offering) => {
    const price = currentPrice(offering.prices, onDay);
    const parts = allParts.filter(({ bundleId }) => bundleId === offering.id);
    if (!price || (!isTaken && isPartStopped(parts.filter((row) => !row.isOptional)))) return [];
    const { specification } = offering;
    const orderable = {
      offeringId: offering.id,
      offeringCode: offering.code,
      offeringName: offering.name,
      specificationId: specification.id,
      specificationCode: specification.code,
      specificationName: specification.name,
      specificationSlug: specification.slug,
      productClass: specification.productClass,
      industry: specification.industry,
      providerName: specification.providerName,
      providerKind: specification.providerKind,
      providerPartnerId: specification.providerPartnerId,
      servedBy: specification.servedBy,
      // A bundle is taken where its parts may be.
      needsLine: specification.needsLine || parts.some(({ part }) => part.specification.needsLine),
      openFacts: [...new Set([...specification.openFacts, ...parts.flatMap(({ part }) => part.specification.openFacts)])],
      eligibility: specification.eligibility,
      isBundle: offering.isBundle,
      trialDays: offering.trialDays,
      includes: offering.includes,
      seatsMin: offering.seatsMin,
      seatsMax: offering.seatsMax,
      seatStep: offering.seatStep,
      seatName: offering.seatName,
      firstPeriodRule: offering.firstPeriodRule,
      priceBookVersion: price.priceBookVersion,
      components: price.components,
      parts: parts.map(({ part, bundleId: _bundle, ...rest }) => ({ ...rest, offeringCode: part.code, offeringName: part.name, seatName: part.seatName, firstPeriodRule: part.firstPeriodRule, specificationCode: part.specification.code, specificationName: part.specification.name, productClass: part.specification.productClass as string, isStopped: part.specification.salesStoppedAt !== null })),
    };
    return [[offering.code, orderable] as const];
  }));
}
