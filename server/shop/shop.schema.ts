import { z } from "zod";
import { BundleView, OfferingView, PriceShape, ProductCard, ProductView, ProviderView, StorefrontView } from "../catalog/catalog.schema";
import { NewsView } from "../news/news.schema";
import { PublicOffer } from "../ordering/channel.rules";
import { policyKinds } from "../privacy/policy.rules";
import { PolicyPageView } from "../privacy/policy.schema";
import { ProblemView } from "../problems/problem.schema";
import { locales } from "../platforms/locale.rules";

/*
 * What public pages are made of, and all that the edge reads of this system. Nothing here belongs to anybody: no company, no
 * person, no order.
 */

export const ShopPlace = z.strictObject({ provinceId: z.string().regex(/^[A-Z]{2}$/), locale: z.enum(locales) });
export const ShopPage = ShopPlace.extend({ slug: z.string().min(1).max(80) });
export const ShopPolicyAt = ShopPlace.extend({ kind: z.enum(policyKinds), version: z.int().positive().nullable() });

export const ShopStorefront = StorefrontView.nullable();
export const ShopCatalogue = z.array(ProductCard);
export const ShopProduct = ProductView.nullable();
export const ShopBundle = BundleView.nullable();
/** ComparedPlan of compare.rules.ts. */
export const ShopPlans = z.array(OfferingView.omit({ price: true, isBundle: true, summary: true }).extend({ productName: z.string(), productSlug: z.string(), isSolution: z.boolean(), components: PriceShape, ...ProductView.pick({ providerName: true, servedBy: true, serviceHours: true, dataLocation: true, needsLine: true }).shape }));
export const ShopNews = z.array(NewsView);
export const ShopProviders = z.array(ProviderView);
export const ShopProblems = z.array(ProblemView);
export const ShopPolicy = PolicyPageView.nullable();
export const ShopNames = z.record(z.string(), z.string());
export const ShopDay = z.string();
export const ShopOnline = PublicOffer;
