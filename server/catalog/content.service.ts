import { canonicalJson } from "../audit/audit.rules";
import { sha256 } from "../crypto";
import type { Reader, Tx } from "../db";
import { Prisma } from "../generated/prisma/client";
import { businessDayOf, dateOf, dayOf } from "../kernel/calendar";
import { provincesOf } from "../platforms/province.rules";
import { fieldError } from "../kernel/errors";
import type { PictureView } from "./picture.schema";
import type { Scope } from "../scope";
import { takeUpPictures } from "./picture-end.service";
import { SpecificationCopy } from "./catalog.schema";
import type { CheckFacts } from "./content-check.rules";
import { ContentComponent, type ContentPrice, ProductContent } from "./content.schema";
import { alsoCalledIn, searchKeysOf } from "./search-keys.rules";

const whole = {
  offerings: {
    orderBy: [{ sort: "asc" }, { id: "asc" }],
    include: { prices: { orderBy: [{ priceBookVersion: "asc" }, { provinceId: "asc" }] }, parts: { orderBy: [{ sort: "asc" }, { id: "asc" }], include: { part: { select: { code: true } } } } },
  },
} satisfies Prisma.ProductSpecificationInclude;
const MOST_EXPORTED = 200;
type Whole = Prisma.ProductSpecificationGetPayload<{ include: typeof whole }>;
type PriceRow = Whole["offerings"][number]["prices"][number];

export const hashOfContent = (content: ProductContent): string => sha256(canonicalJson(content));
export const readContent = (json: unknown): ProductContent => ProductContent.parse(json);

/** Prices of one plan, those of several provinces together that are the same; of one province in the order of their books. */
function pricesOf(rows: readonly PriceRow[]): ContentPrice[] {
  const groups = new Map<string, ContentPrice>();
  for (const { priceBookVersion, validFrom, validTo, components, provinceId } of rows) {
    const [from, to] = [dayOf(validFrom), validTo && dayOf(validTo)];
    const parsed = ContentComponent.array().parse(components);
    const same = canonicalJson([priceBookVersion, from, to, parsed]);
    const group = groups.get(same);
    if (group) group.provinceIds.push(provinceId);
    else groups.set(same, { key: `${priceBookVersion}-${from}-${provinceId}`, isReleased: true, provinceIds: [provinceId], from, to, components: parsed });
  }
  return [...groups.values()];
}

function contentOfRow(row: Whole): ProductContent {
  const { name, slug, productClass, industry, summary, copy, providerName, providerKind, providerPartnerId, servedBy, serviceHours, dataLocation, openFacts, needsLine, eligibility, english, pinyin, pictures } = row;
  return readContent({
    name, slug, productClass, industry, alsoCalled: alsoCalledIn(name, pinyin), summary, copy: SpecificationCopy.parse(copy), providerName, providerKind, providerPartnerId, servedBy, serviceHours, dataLocation, openFacts, needsLine, eligibility, english, pictures, startsOn: null,
    offerings: row.offerings.map(({ code, parts, prices, english: words, holdFeeFen, ...plan }) => ({
      code, name: plan.name, summary: plan.summary, includes: plan.includes, seatsMin: plan.seatsMin, seatsMax: plan.seatsMax, seatStep: plan.seatStep, seatName: plan.seatName,
      firstPeriodRule: plan.firstPeriodRule, isBundle: plan.isBundle, trialDays: plan.trialDays, holdFeeFen: holdFeeFen.toString(), returnDays: plan.returnDays, english: words,
      openIn: [...new Set(prices.filter(({ isOnSale }) => isOnSale).map(({ provinceId }) => provinceId))],
      parts: parts.map(({ part, seats, isOptional, notionalWeight }) => ({ offeringCode: part.code, seats, isOptional, notionalWeight })),
      prices: pricesOf(prices),
    })),
  });
}

/** What is sold of a product now, in the shape of a draft; null where there is no such product. */
export async function soldContent(db: Reader, specificationId: string): Promise<{ content: ProductContent; code: string } | null> {
  const row = await db.productSpecification.findFirst({ where: { id: specificationId }, include: whole });
  return row && { content: contentOfRow(row), code: row.code };
}

/** The same of all products that were ever released, by class where one is asked for; in one reading, for a workbook. */
export async function soldContents(db: Reader, productClass: ProductContent["productClass"] | undefined): Promise<{ code: string; content: ProductContent }[]> {
  const rows = await db.productSpecification.findMany({ where: { state: { in: ["launched", "retired"] }, ...(productClass ? { productClass } : {}) }, orderBy: [{ sort: "asc" }, { id: "asc" }], take: MOST_EXPORTED, include: whole });
  return rows.map((row) => ({ code: row.code, content: contentOfRow(row) }));
}

/** What a draft is judged by beside itself: the day, the provinces, and what the platform's other products are called. */
export async function checkFacts(db: Reader, scope: Scope, specificationId: string): Promise<CheckFacts> {
  const [plans, slugs] = await Promise.all([
    db.productOffering.findMany({ where: { specificationId: { not: specificationId }, specification: { state: { not: "obsolete" } } }, orderBy: [{ specification: { sort: "asc" } }, { sort: "asc" }, { id: "asc" }], select: { code: true, name: true, seatsMin: true, seatsMax: true, seatStep: true, seatName: true, isBundle: true, specification: { select: { name: true } } } }),
    db.productSpecification.findMany({ where: { id: { not: specificationId } }, select: { slug: true } }),
  ]);
  return {
    today: businessDayOf(scope.now()), provinceIds: provincesOf(scope.platformId).map(({ id }) => id),
    otherPlans: plans.map(({ specification, name, ...plan }) => ({ ...plan, name: `${specification.name} ${name}` })), otherSlugs: slugs.map(({ slug }) => slug),
  };
}

/** Refuses a draft that names a picture which is not there, or another size than it has. */
export async function refuseUnknownPictures(db: Tx, pictures: readonly PictureView[]): Promise<void> {
  if (pictures.length === 0) return;
  await takeUpPictures(db, pictures.map(({ hash }) => hash));
  const known = await db.cataloguePicture.findMany({ where: { hash: { in: pictures.map(({ hash }) => hash) } }, select: { hash: true, width: true, height: true } });
  pictures.forEach(({ hash, width, height }, index) => {
    if (!known.some((one) => one.hash === hash && one.width === width && one.height === height)) throw fieldError(`pictures.${index}.alt`, "pictureWrong");
  });
}

/** Writes a settled content into what is sold: words, plans, parts, opening, and new prices as the next books. Rows of prices that exist stay as they are. */
export async function applyContent(tx: Tx, specificationId: string, catalogueVersion: number, content: ProductContent): Promise<void> {
  const { offerings, alsoCalled, startsOn: _day, english, providerPartnerId, ...words } = content;
  await tx.productSpecification.updateMany({ where: { id: specificationId }, data: { ...words, providerPartnerId: words.providerKind === "ap" ? providerPartnerId : null, english: english ?? Prisma.DbNull, ...searchKeysOf(words.name, alsoCalled), catalogueVersion } });
  const known = await tx.productOffering.findMany({ where: { specificationId }, select: { id: true, code: true, prices: { select: { provinceId: true, priceBookVersion: true } } } });
  for (const [sort, { code, parts: _parts, prices: _prices, openIn: _open, english: planWords, holdFeeFen, ...plan }] of offerings.entries()) {
    const data = { ...plan, holdFeeFen: BigInt(holdFeeFen), english: planWords ?? Prisma.DbNull, sort };
    const own = known.find((one) => one.code === code);
    if (own) await tx.productOffering.updateMany({ where: { id: own.id }, data });
    else known.push({ ...(await tx.productOffering.create({ data: { ...data, code, specificationId }, select: { id: true, code: true } })), prices: [] });
  }
  const idOf = new Map(known.map(({ id, code }) => [code, id]));
  const partIds = new Map((await tx.productOffering.findMany({ where: { code: { in: offerings.flatMap(({ parts }) => parts.map(({ offeringCode }) => offeringCode)) } }, select: { id: true, code: true } })).map(({ id, code }) => [code, id]));
  await tx.bundlePart.deleteMany({ where: { bundleId: { in: [...idOf.values()] } } });
  await tx.bundlePart.createMany({ data: offerings.flatMap(({ code, parts }) => parts.map(({ offeringCode, ...part }, sort) => ({ ...part, sort, bundleId: idOf.get(code) ?? "", partId: partIds.get(offeringCode) ?? "" }))) });
  for (const { code, prices, openIn } of offerings) {
    const own = known.find((one) => one.code === code);
    if (!own) continue;
    const books = new Map<string, number>();
    for (const { provinceId, priceBookVersion } of own.prices) books.set(provinceId, Math.max(books.get(provinceId) ?? 0, priceBookVersion));
    const fresh = prices.filter(({ isReleased }) => !isReleased).sort((a, b) => ((a.from ?? "") < (b.from ?? "") ? -1 : 1));
    await tx.productOfferingPrice.createMany({
      data: fresh.flatMap(({ provinceIds, from, to, components }) => provinceIds.map((provinceId) => {
        const priceBookVersion = (books.get(provinceId) ?? 0) + 1;
        books.set(provinceId, priceBookVersion);
        return { offeringId: own.id, provinceId, priceBookVersion, validFrom: dateOf(from ?? ""), validTo: to === null ? null : dateOf(to), isOnSale: openIn.includes(provinceId), components };
      })),
    });
    await tx.productOfferingPrice.updateMany({ where: { offeringId: own.id, provinceId: { in: openIn }, isOnSale: false }, data: { isOnSale: true } });
    await tx.productOfferingPrice.updateMany({ where: { offeringId: own.id, provinceId: { notIn: openIn }, isOnSale: true }, data: { isOnSale: false } });
  }
}
