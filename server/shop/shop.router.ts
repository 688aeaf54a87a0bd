import { AppError } from "../kernel/errors";
import { provincesOf } from "../platforms/province.rules";
import { publicProcedure, router } from "../trpc";
import { ShopBundle, ShopCatalogue, ShopDay, ShopNews, ShopOnline, ShopPage, ShopPlace, ShopPlans, ShopProblems, ShopProduct, ShopStorefront } from "./shop.schema";
import { shop } from "./shop.service";

/** For anybody, on a storefront's host, about a province that this host serves; another's is not found. */
const shopProcedure = publicProcedure("shop.read").input(ShopPlace.loose()).use(({ ctx, input, next }) => {
  const platformId = ctx.face.kind === "storefront" ? ctx.face.platformId : "";
  if (input.provinceId !== platformId && !provincesOf(platformId).some(({ id }) => id === input.provinceId)) throw new AppError("NOT_FOUND");
  return next({ ctx: { platformId } });
});

export const shopRouter = router({
  storefront: shopProcedure.input(ShopPlace).output(ShopStorefront).query(({ ctx, input }) => shop.storefront({ ...input, platformId: ctx.platformId })),
  catalogue: shopProcedure.input(ShopPlace).output(ShopCatalogue).query(({ ctx, input }) => shop.catalogue({ ...input, platformId: ctx.platformId })),
  product: shopProcedure.input(ShopPage).output(ShopProduct).query(({ ctx, input: { slug, ...place } }) => shop.product({ ...place, platformId: ctx.platformId }, slug)),
  bundle: shopProcedure.input(ShopPage).output(ShopBundle).query(({ ctx, input: { slug, ...place } }) => shop.bundle({ ...place, platformId: ctx.platformId }, slug)),
  plans: shopProcedure.input(ShopPlace).output(ShopPlans).query(({ ctx, input }) => shop.plans({ ...input, platformId: ctx.platformId })),
  news: shopProcedure.input(ShopPlace).output(ShopNews).query(({ ctx, input }) => shop.news({ ...input, platformId: ctx.platformId })),
  nationalNews: shopProcedure.input(ShopPlace).output(ShopNews).query(({ input }) => shop.nationalNews(input.locale)),
  problems: shopProcedure.input(ShopPlace).output(ShopProblems).query(({ ctx, input }) => shop.problems({ ...input, platformId: ctx.platformId })),
  today: shopProcedure.input(ShopPlace).output(ShopDay).query(({ ctx, input }) => shop.today({ ...input, platformId: ctx.platformId })),
  online: shopProcedure.input(ShopPlace).output(ShopOnline).query(({ ctx, input }) => shop.online({ ...input, platformId: ctx.platformId })),
});
