import type { Metadata } from "next";
import { PageHeader } from "@/components/patterns/page-header";
import { StateBadge } from "@/components/patterns/state-badge";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { ProductDetail } from "@/components/account/product-detail";
import { TrialCard } from "@/components/billing/trial-card";
import { productStateWords } from "@/messages/zh-CN";
import { api, orLeave } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";

export const metadata: Metadata = { title: "产品详情" };

type Props = { params: Promise<{ platform: string; province: string; productId: string }> };

export default async function ProductPage({ params }: Props) {
  const { productId, ...place } = await params;
  const base = accountBase(place);
  const caller = await api();
  const [me, product] = await orLeave(Promise.all([caller.account.me(), caller.product.byId({ productId })]), `${base}/login`);
  const trial = product.trial && (await orLeave(caller.bill.trial({ productId }), `${base}/login`));
  return (
    <>
      <PageHeader
        above={<Breadcrumb crumbs={[{ label: "我的产品", href: `${base}/products` }, { label: product.specificationName }]} />}
        title={`${product.specificationName} ${product.offeringName}`}
        badges={<StateBadge state={product.state} words={productStateWords} />}
      />
      {trial && <TrialCard productId={productId} trial={trial} mayChoose={allows([me.role], "product.renew")} />}
      <ProductDetail product={product} base={base} />
    </>
  );
}
