import { parseYuan } from "../../../server/kernel/money";
import type { Prisma, PrismaClient } from "../../../server/generated/prisma/client";
import { searchKeysOf } from "../../../server/catalog/search-keys.rules";
import { componentsToJson } from "../../../server/catalog/price.rules";
import type { PriceComponent } from "../../../server/catalog/price.schema";
import { NATIONAL_SCOPE, provincesOf } from "../../../server/platforms/province.rules";
import { communicationProducts } from "./communication";
import { catalogueEnglish } from "./english";
import { externalProducts } from "./external";
import { internalProducts } from "./internal";
import { salesProducts } from "./internal-sales";
import { isOpenIn, priceIn } from "./provinces";
import { solutionProducts } from "./solutions";
import { storefrontsOf } from "./storefronts";
import type { SeedOffering, SeedProduct } from "./types";
import { valueAddedProducts } from "./value-added";
import { laterProducts } from "./value-added-later";

/** Applications first, then what carries them; solutions last, since their parts must exist. */
export const catalogue: readonly SeedProduct[] = [
  ...internalProducts,
  ...salesProducts,
  ...valueAddedProducts,
  ...communicationProducts,
  ...externalProducts,
  ...laterProducts,
  ...solutionProducts,
];

/** The AP identifier (4.1.5) of a company that works for the whole country. */
export const partnerCode = (serial: number): string => `0${NATIONAL_SCOPE}AP${String(serial).padStart(8, "0")}`;

const FIRST_PRICE_BOOK = 1;
const firstDay = new Date("2026-01-01T00:00:00Z");

/** Writes the demonstration's catalogue and storefronts for one platform; running it again changes nothing. */
export async function seedCatalogue(db: PrismaClient, platformId: string): Promise<void> {
  for (const row of storefrontsOf(platformId)) {
    await db.storefrontSetting.upsert({ where: { platformId_provinceId: { platformId, provinceId: row.provinceId } }, create: row, update: { english: row.english } });
  }
  const offeringIds = new Map<string, string>();
  for (const [sort, product] of catalogue.entries()) await seedProduct(db, platformId, product, sort, offeringIds);
  for (const product of catalogue) for (const offering of product.offerings) await seedParts(db, platformId, offering, offeringIds);
}

async function seedProduct(db: PrismaClient, platformId: string, product: SeedProduct, sort: number, offeringIds: Map<string, string>) {
  const data = specificationData(product, sort);
  const { id: specificationId } = await db.productSpecification.upsert({ where: { platformId_code: { platformId, code: product.code } }, create: data, update: data, select: { id: true } });
  const prices: Prisma.ProductOfferingPriceCreateManyInput[] = [];
  for (const [place, offering] of product.offerings.entries()) {
    const values = offeringData(product, offering, place);
    const { id } = await db.productOffering.upsert({
      where: { platformId_code: { platformId, code: offering.code } },
      create: { ...values, specificationId },
      update: values,
      select: { id: true },
    });
    offeringIds.set(offering.code, id);
    for (const province of provincesOf(platformId)) prices.push(...priceRows(product, offering, id, province.id));
  }
  // A price is never changed, only followed by a new version, so rows that exist are left alone.
  await db.productOfferingPrice.createMany({ data: prices, skipDuplicates: true });
}

/** English pages must not stand half in Chinese, so nothing is written without its English words. */
function englishOf({ code }: SeedProduct) {
  const words = catalogueEnglish[code];
  if (!words) throw new RangeError(`no English words for ${code}`);
  return words;
}

function specificationData(product: SeedProduct, sort: number) {
  const { provider } = product;
  return {
    code: product.code,
    slug: product.slug,
    name: product.name,
    productClass: product.productClass,
    industry: product.industry ?? null,
    summary: product.summary,
    copy: product.copy,
    providerName: provider.name,
    providerPartnerId: provider.kind === "ap" ? partnerCode(provider.serial) : null,
    providerKind: provider.kind,
    servedBy: product.servedBy,
    serviceHours: product.serviceHours,
    dataLocation: product.dataLocation,
    openFacts: product.openFacts,
    needsLine: product.needsLine ?? false,
    eligibility: product.eligibility ?? [],
    english: englishOf(product).specification,
    ...searchKeysOf(product.name, product.alsoCalled),
    state: product.salesStoppedAt ? ("retired" as const) : ("launched" as const),
    salesStoppedAt: product.salesStoppedAt ?? null,
    sort,
  } satisfies Prisma.ProductSpecificationCreateInput;
}

function offeringData(product: SeedProduct, offering: SeedOffering, sort: number) {
  const english = englishOf(product).offerings[offering.code];
  if (!english) throw new RangeError(`no English words for ${offering.code}`);
  const [seatsMin, seatsMax, seatStep, seatName] = offering.seats ?? ([1, 1, 1, "套"] as const);
  const { code, name, summary, includes, firstPeriodRule } = offering;
  return { code, name, summary, includes, firstPeriodRule, seatsMin, seatsMax, seatStep, seatName, isBundle: offering.parts !== undefined, trialDays: offering.trialDays ?? 0, holdFeeFen: parseYuan(offering.holdFee ?? "0") ?? 0n, returnDays: offering.returnDays ?? 0, english, sort };
}

function priceRows(product: SeedProduct, offering: SeedOffering, offeringId: string, provinceId: string): Prisma.ProductOfferingPriceCreateManyInput[] {
  const shared = { offeringId, provinceId, isOnSale: isOpenIn(product, provinceId) };
  const row = (priceBookVersion: number, price: readonly PriceComponent[], validFrom: Date, validTo: Date | null) => ({ ...shared, priceBookVersion, validFrom, validTo, components: componentsToJson(priceIn(offering, price, provinceId)) });
  if (!offering.next) return [row(FIRST_PRICE_BOOK, offering.price, firstDay, null)];
  const nextDay = new Date(`${offering.next.validFrom}T00:00:00Z`);
  return [row(FIRST_PRICE_BOOK, offering.price, firstDay, nextDay), row(FIRST_PRICE_BOOK + 1, offering.next.price, nextDay, null)];
}

async function seedParts(db: PrismaClient, platformId: string, offering: SeedOffering, ids: ReadonlyMap<string, string>) {
  const bundleId = ids.get(offering.code);
  if (!bundleId) return;
  for (const [sort, part] of (offering.parts ?? []).entries()) {
    const partId = ids.get(part.code);
    if (!partId) throw new RangeError(`bundle ${offering.code} names no offering ${part.code}`);
    const data = { seats: part.seats, notionalWeight: part.weight, isOptional: part.isOptional ?? false, sort };
    await db.bundlePart.upsert({ where: { platformId_bundleId_partId: { platformId, bundleId, partId } }, create: { ...data, bundleId, partId }, update: data });
  }
}
