import type { z } from "zod";
import { productStateWords } from "@/messages/zh-CN";
import type { ProductView } from "@/server/inventory/product.schema";
import { productName } from "@/server/inventory/product.words";
import { useSay } from "#say";
import { LiveBadge } from "../partners/live-badge";
import { PageHeader } from "../patterns/page-header";
import { StateBadge } from "../patterns/state-badge";
import { Breadcrumb } from "../ui/breadcrumb";
import { type ProductTab, ProductTabs } from "./product-tabs";

type Props = { product: z.output<typeof ProductView>; base: string; current: ProductTab; /** Whether this person reads who opened it. */ mayReadLaunches?: boolean };

/** The head of a product's pages, with a tab for each that it has: its use, its seats, who minds it, who opened it. */
export function ProductHeader({ product, base, current, mayReadLaunches = false }: Props) {
  const say = useSay();
  const isOpened = product.parts.length === 0 && product.businessId !== null;
  return (
    <>
      <PageHeader
        above={<Breadcrumb crumbs={[{ label: say("我的产品"), href: `${base}/products` }, { label: say.named(product.specificationName) }]} />}
        title={productName(product)}
        badges={<><StateBadge state={product.state} words={productStateWords} />{product.live && <LiveBadge shown={product.live} />}</>}
      />
      <ProductTabs path={`${base}/products/${product.id}`} current={current} shown={{ facts: true, usage: product.isMetered, seats: product.hasSeats, administrator: isOpened, launches: isOpened && mayReadLaunches }} />
    </>
  );
}
