import type { z } from "zod";
import { businessDayOf, dateOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { provinceById, provincesOf } from "../platforms/province.rules";
import type { Scope, StaffActor } from "../scope";
import { type BundlePartView, themes } from "./catalog.schema";
import { beforeOf, draftOf } from "./content-draft.service";
import { readContent } from "./content.service";
import type { DraftPreview, PreviewDraft } from "./desk.schema";
import { entryInForce, settled } from "./price-change.rules";
import { searchKeysOf } from "./search-keys.rules";
import { storefrontOf, viewOf } from "./storefront.service";

/** SC12: a draft as a customer of a province would see it on a day, were it released today: by the shop's own way from rows to a page. */
export async function previewDraft(scope: Scope<StaffActor>, { draftId, provinceId, day, locale }: z.output<typeof PreviewDraft>): Promise<z.output<typeof DraftPreview>> {
  if (!provincesOf(scope.platformId).some(({ id }) => id === provinceId)) throw fieldError("provinceId", "provinceWrong");
  const { db } = scope;
  const draft = await draftOf(db, draftId);
  const today = businessDayOf(scope.now());
  const content = settled(await beforeOf(db, draft), readContent(draft.content), today);
  const codes = content.offerings.flatMap(({ parts }) => parts.map(({ offeringCode }) => offeringCode));
  const plans = await db.productOffering.findMany({
    where: { code: { in: codes } },
    select: { code: true, name: true, seatName: true, specification: { select: { name: true, slug: true, salesStoppedAt: true } }, prices: { where: { provinceId, isOnSale: true, validFrom: { lte: dateOf(day) }, OR: [{ validTo: null }, { validTo: { gt: dateOf(day) } }] }, select: { id: true }, take: 1 } },
  });
  const planOf = new Map(plans.map((plan) => [plan.code, plan]));
  const { specification } = draft;
  const { offerings, alsoCalled, startsOn: _day, ...words } = content;
  const product = viewOf({
    ...specification, ...words, ...searchKeysOf(words.name, alsoCalled), state: "launched", salesStoppedAt: null, salesStopReason: null,
    offerings: offerings.map(({ code, holdFeeFen, parts, prices, openIn, ...plan }, sort) => ({
      ...plan, code, sort, platformId: scope.platformId, id: code, specificationId: specification.id, holdFeeFen: BigInt(holdFeeFen),
      prices: openIn.includes(provinceId) ? prices.filter(({ provinceIds }) => provinceIds.includes(provinceId)).map(({ from, to, components }, book) => ({ priceBookVersion: book + 1, validFrom: dateOf(from ?? today), validTo: to === null ? null : dateOf(to), components })) : [],
      parts: parts.filter(({ isOptional }) => !isOptional).map(({ offeringCode }) => ({ part: { specification: { salesStoppedAt: planOf.get(offeringCode)?.specification.salesStoppedAt ?? null } } })),
    })),
  }, day, locale);
  const parts = offerings.flatMap(({ code, parts: rows }) => rows.flatMap(({ offeringCode, seats, isOptional }): BundlePartView[] => {
    const plan = planOf.get(offeringCode);
    return plan ? [{ bundleCode: code, offeringCode, offeringName: plan.name, productName: plan.specification.name, productSlug: plan.specification.slug, seats, seatName: plan.seatName, isOptional, isOnSaleHere: plan.prices.length > 0 }] : [];
  }));
  const name = provinceById(provinceId)?.name;
  if (!name) throw new AppError("NOT_FOUND");
  const storefront = (await storefrontOf(db, provinceId, locale)) ?? { provinceId, name, hotline: "10060", notice: "", licenceText: "", theme: themes[0], serviceHours: "" };
  // A price to come is worth a look before its day, so a new product's page is shown as on its first day.
  const upcoming = offerings.some(({ prices }) => prices.some((price) => price.provinceIds.includes(provinceId) && (price.from ?? today) > day && !entryInForce([price], provinceId, day)));
  return { locale, product, parts, storefront, day, hasUpcoming: upcoming };
}
