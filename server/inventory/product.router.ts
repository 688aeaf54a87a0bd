import { customerProcedure, router } from "../trpc";
import { ListProducts, ProductId, ProductPage, ProductView } from "./product.schema";
import { getProduct, listProducts } from "./product.service";

export const productRouter = router({
  list: customerProcedure("product.read").input(ListProducts).output(ProductPage).query(({ ctx, input }) => listProducts(ctx.scope, input)),
  byId: customerProcedure("product.read").input(ProductId).output(ProductView).query(({ ctx, input }) => getProduct(ctx.scope, input)),
});
