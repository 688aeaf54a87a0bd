import type { ProductView } from "../../server/catalog/catalog.schema";
import { PageBody } from "../layout/section";
import { EmptyState } from "../patterns/empty-state";
import { ButtonAnchor } from "../ui/button";
import type { InShop } from "./href";

/** The page of a product that is neither sold nor used any more. */
export function GonePage({ product, shop: { hrefIn, t } }: { product: ProductView; shop: InShop }) {
  return (
    <PageBody>
      <h1 className="mt-4 mb-6 font-display text-3xl font-bold">{product.name}</h1>
      <EmptyState title={t.gone.title} text={t.gone.text} actions={<ButtonAnchor href={hrefIn("/products")}>{t.product.seeOthers}</ButtonAnchor>} />
    </PageBody>
  );
}
