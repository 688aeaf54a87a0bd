import type { Metadata } from "next";
import { ProductHeader } from "@/components/account/product-header";
import { LaunchTable } from "@/components/launch/launch-table";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { api, orLeave } from "@/server/caller";
import { choiceOf, cursorOf, withQuery } from "@/server/kernel/pagination";
import { accountBase } from "@/server/platforms/paths";

export const metadata: Metadata = { title: "打开记录" };

type Props = { params: Promise<{ platform: string; province: string; productId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function LaunchesPage({ params, searchParams }: Props) {
  const { productId, ...place } = await params;
  const query = await searchParams;
  const base = accountBase(place);
  const path = `${base}/products/${productId}/launches`;
  const only = choiceOf(query, "only", ["refused"] as const);
  const cursor = cursorOf(query);
  const caller = await api();
  const [product, page] = await orLeave(Promise.all([caller.product.byId({ productId }), caller.app.launches({ productId, ...(only ? { only } : {}), ...(cursor ? { cursor } : {}) })]), `${base}/login`);
  return (
    <>
      <ProductHeader product={product} base={base} current="launches" mayReadLaunches />
      <div className="mb-4"><Tabs label="打开记录" tabs={[{ href: path, label: "全部", isCurrent: !only }, { href: `${path}?only=refused`, label: "未能打开", isCurrent: only === "refused" }]} /></div>
      <LaunchTable rows={page.rows} isFiltered={only !== undefined} path={path} foot={<Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />} />
    </>
  );
}
