import { AppError } from "../kernel/errors";
import { provincesOf } from "../platforms/province.rules";
import { publicProcedure, router } from "../trpc";
import { ShopBundle, ShopCatalogue, ShopDay, ShopNames, ShopNews, ShopOnline, ShopPage, ShopPlace, ShopPlans, ShopPolicy, ShopPolicyAt, ShopProblems, ShopProduct, ShopProviders, ShopStorefront } from "./shop.schema";
import { shop } from "./shop.service";

/** For anybody, on a storefront's host, about a province that this host serves; another's is not found. */
const shopProcedure = publicProcedure("shop.read").input(ShopPlace.loose()).use(({ ctx, input, next }) => {
  const platformId = ctx.face.kind === "storefront" ? ctx.face.platformId : "";
  if (input.provinceId !== platformId && !provincesOf(platformId).some(({ id }) => id === input.provinceId)) throw new AppError("NOT_FOUND");
  return next({ ctx: { place: { platformId, provinceId: input.provinceId, locale: input.locale } } });
});

export const shopRouter = router({
  storefront: shopProcedure.input(ShopPlace).output(ShopStorefront).query(({ ctx: { place } }) => shop.storefront(place)),
  catalogue: shopProcedure.input(ShopPlace).output(ShopCatalogue).query(({ ctx: { place } }) => shop.catalogue(place)),
  product: shopProcedure.input(ShopPage).output(ShopProduct).query(({ ctx: { place }, input: { slug } }) => shop.product(place, slug)),
  bundle: shopProcedure.input(ShopPage).output(ShopBundle).query(({ ctx: { place }, input: { slug } }) => shop.bundle(place, slug)),
  plans: shopProcedure.input(ShopPlace).output(ShopPlans).query(({ ctx: { place } }) => shop.plans(place)),
  news: shopProcedure.input(ShopPlace).output(ShopNews).query(({ ctx: { place } }) => shop.news(place)),
  nationalNews: shopProcedure.input(ShopPlace).output(ShopNews).query(({ input }) => shop.nationalNews(input.locale)),
  providers: shopProcedure.input(ShopPlace).output(ShopProviders).query(({ input }) => shop.providers(input.locale)),
  problems: shopProcedure.input(ShopPlace).output(ShopProblems).query(({ ctx: { place } }) => shop.problems(place)),
  policy: shopProcedure.input(ShopPolicyAt).output(ShopPolicy).query(({ ctx: { place }, input: { kind, version } }) => shop.policy(place, kind, version)),
  names: shopProcedure.input(ShopPlace).output(ShopNames).query(({ ctx: { place } }) => shop.names(place)),
  today: shopProcedure.input(ShopPlace).output(ShopDay).query(({ ctx: { place } }) => shop.today(place)),
  online: shopProcedure.input(ShopPlace).output(ShopOnline).query(({ ctx: { place } }) => shop.online(place)),
});
