import type { z } from "zod";
import { productStateWords } from "@/messages/zh-CN";
import type { ProductView } from "@/server/inventory/product.schema";
import { productName } from "@/server/inventory/product.words";
import { LiveBadge } from "../partners/live-badge";
import { PageHeader } from "../patterns/page-header";
import { StateBadge } from "../patterns/state-badge";
import { Breadcrumb } from "../ui/breadcrumb";
import { Tabs } from "../ui/tabs";

/** The head of a product's pages; one that is paid by use has a page of its use beside the first. */
export function ProductHeader({ product, base, current }: { product: z.output<typeof ProductView>; base: string; current: "facts" | "usage" }) {
  const path = `${base}/products/${product.id}`;
  return (
    <>
      <PageHeader
        above={<Breadcrumb crumbs={[{ label: "我的产品", href: `${base}/products` }, { label: product.specificationName }]} />}
        title={productName(product)}
        badges={<><StateBadge state={product.state} words={productStateWords} />{product.live && <LiveBadge shown={product.live} />}</>}
      />
      {product.isMetered && (
        <div className="mb-5">
          <Tabs label="产品的内容" tabs={[{ href: path, label: "产品信息", isCurrent: current === "facts" }, { href: `${path}/usage`, label: "用量", isCurrent: current === "usage" }]} />
        </div>
      )}
    </>
  );
}
