import type { z } from "zod";
import { productStateWords } from "@/messages/zh-CN";
import type { ProductView } from "@/server/inventory/product.schema";
import { productName } from "@/server/inventory/product.words";
import { LiveBadge } from "../partners/live-badge";
import { PageHeader } from "../patterns/page-header";
import { StateBadge } from "../patterns/state-badge";
import { Breadcrumb } from "../ui/breadcrumb";
import { Tabs } from "../ui/tabs";

/** The head of a product's pages; one that is paid by use has a page of its use beside the first, one that people have seats of a page of these. */
export function ProductHeader({ product, base, current, mayReadLaunches = false }: { product: z.output<typeof ProductView>; base: string; current: "facts" | "usage" | "seats" | "launches"; /** Whether this person reads who opened it. */ mayReadLaunches?: boolean }) {
  const path = `${base}/products/${product.id}`;
  const tabs = [
    { href: path, label: "产品信息", isCurrent: current === "facts" },
    ...(product.hasSeats ? [{ href: `${path}/seats`, label: "席位", isCurrent: current === "seats" }] : []),
    ...(product.isMetered ? [{ href: `${path}/usage`, label: "用量", isCurrent: current === "usage" }] : []),
    ...(mayReadLaunches && product.parts.length === 0 && product.state !== "pendingActive" ? [{ href: `${path}/launches`, label: "打开记录", isCurrent: current === "launches" }] : []),
  ];
  return (
    <>
      <PageHeader
        above={<Breadcrumb crumbs={[{ label: "我的产品", href: `${base}/products` }, { label: product.specificationName }]} />}
        title={productName(product)}
        badges={<><StateBadge state={product.state} words={productStateWords} />{product.live && <LiveBadge shown={product.live} />}</>}
      />
      {tabs.length > 1 && (
        <div className="mb-5">
          <Tabs label="产品的内容" tabs={tabs} />
        </div>
      )}
    </>
  );
}
