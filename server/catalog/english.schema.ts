import { z } from "zod";
import { SpecificationCopy } from "./catalog.schema";

/*
 * The English words of what staff write. Whole or not there: a page half in one language would read worse than one in Chinese,
 * so a thing whose English is null is shown in Chinese, marked as such.
 */

const line = (max: number) => z.string().trim().min(1).max(max);

/** `StorefrontSetting.english`. */
export const StorefrontEnglish = z.strictObject({ name: line(40), notice: z.string().trim().max(240), licenceText: line(400), serviceHours: line(120) });
export type StorefrontEnglish = z.output<typeof StorefrontEnglish>;

/** `ProductSpecification.english`. */
export const SpecificationEnglish = z.strictObject({ name: line(80), summary: line(300), copy: SpecificationCopy, providerName: line(120), serviceHours: line(120), dataLocation: line(160) });
export type SpecificationEnglish = z.output<typeof SpecificationEnglish>;

/** `ProductOffering.english`. `prices` and `unitNames` name price components and their units of use, by the component's id. */
export const OfferingEnglish = z.strictObject({ name: line(80), summary: line(300), includes: z.array(line(200)), seatName: line(40), prices: z.record(z.string(), line(80)), unitNames: z.record(z.string(), line(40)).default({}) });
export type OfferingEnglish = z.output<typeof OfferingEnglish>;
