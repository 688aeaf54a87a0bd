import type { Metadata } from "next";
import { ProductHeader } from "@/components/account/product-header";
import { UsageDetail } from "@/components/usage/usage-detail";
import { api, orLeave } from "@/server/caller";
import { wordsOf } from "@/server/kernel/pagination";
import { accountBase } from "@/server/platforms/paths";
import { ReadUsage, UsersAfter } from "@/server/usage/usage.schema";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("用量") };
}

type Props = { params: Promise<{ platform: string; province: string; productId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function UsagePage({ params, searchParams }: Props) {
  const { productId, ...place } = await params;
  const base = accountBase(place);
  const query = await searchParams;
  const { data: periodFrom } = ReadUsage.shape.periodFrom.safeParse(`${wordsOf(query, "period") ?? ""}-01`);
  const componentId = wordsOf(query, "component");
  const { data: after } = UsersAfter.safeParse(query.after);
  const caller = await api();
  const [product, usage] = await orLeave(Promise.all([caller.product.byId({ productId }), caller.usage.ofProduct({ productId, ...(componentId ? { componentId } : {}), ...(periodFrom ? { periodFrom } : {}) })]), `${base}/login`);
  const users = await orLeave(caller.usage.users({ productId, componentId: usage.componentId, periodFrom: usage.periodFrom, ...(after ? { after } : {}) }), `${base}/login`);
  return (
    <>
      <ProductHeader product={product} base={base} current="usage" />
      <UsageDetail usage={usage} users={users} path={`${base}/products/${productId}/usage`} query={query} />
    </>
  );
}
