import type { OfferingEnglish, SpecificationEnglish } from "../../../../server/catalog/english.schema";

/** By the product's code, then by the plan's. */
export type EnglishWords = Record<string, { specification: SpecificationEnglish; offerings: Record<string, OfferingEnglish> }>;
