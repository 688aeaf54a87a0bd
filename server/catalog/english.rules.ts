import type { Locale } from "../platforms/locale.rules";
import type { OfferingView } from "./catalog.schema";
import { OfferingEnglish, SpecificationEnglish, StorefrontEnglish } from "./english.schema";

/*
 * A page's language laid over what staff wrote in Chinese. What has no English words stays as it is and says so by `language`; what
 * stands in the column in another shape than it should counts as not written.
 */

const english = <T>(locale: Locale, schema: { safeParse: (value: unknown) => { success: true; data: T } | { success: false } }, stored: unknown): T | null => {
  const read = locale === "en" && stored !== null ? schema.safeParse(stored) : { success: false as const };
  return read.success ? read.data : null;
};

type Storefront = { name: string; notice: string; licenceText: string; serviceHours: string; english: unknown };
export const storefrontIn = <T extends Storefront>(locale: Locale, row: T): T => ({ ...row, ...english(locale, StorefrontEnglish, row.english) });

type Specification = { name: string; summary: string; copy: unknown; providerName: string; serviceHours: string; dataLocation: string; english: unknown };
export function specificationIn(locale: Locale, { name, summary, copy, providerName, serviceHours, dataLocation, english: stored }: Specification) {
  const words = english(locale, SpecificationEnglish, stored);
  return { name, summary, copy, providerName, serviceHours, dataLocation, ...words, language: words ? locale : ("zh-CN" as const) };
}
export const specificationNameIn = (locale: Locale, row: { name: string; english: unknown }): string => english(locale, SpecificationEnglish, row.english)?.name ?? row.name;

export const providerNameIn = (locale: Locale, row: { providerName: string; english: unknown }): string => english(locale, SpecificationEnglish, row.english)?.providerName ?? row.providerName;

export function offeringNamesIn(locale: Locale, row: { name: string; seatName: string; english: unknown }): { name: string; seatName: string } {
  const words = english(locale, OfferingEnglish, row.english);
  return words ? { name: words.name, seatName: words.seatName } : { name: row.name, seatName: row.seatName };
}

export function offeringIn(locale: Locale, stored: unknown, view: OfferingView): OfferingView {
  const words = english(locale, OfferingEnglish, stored);
  if (!words) return view;
  const { name, summary, includes, seatName, prices, unitNames } = words;
  const components = view.price?.components.map((component) => ({ ...component, name: prices[component.id] ?? component.name, unitName: component.unitName && (unitNames[component.id] ?? component.unitName) }));
  return { ...view, name, summary, includes, seatRule: { ...view.seatRule, seatName }, price: view.price && components ? { ...view.price, components } : null };
}
