import type { Metadata } from "next";
import { ProductStandingView } from "@/components/lifecycle/product-standing";
import { PageHeader } from "@/components/patterns/page-header";
import { StateBadge } from "@/components/patterns/state-badge";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { productStateWords } from "@/messages/zh-CN";
import { api, orLeave, signInPath } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";

export const metadata: Metadata = { title: "产品停复机" };

export default async function StaffProductPage({ params }: { params: Promise<{ productId: string }> }) {
  const { productId } = await params;
  const caller = await api();
  const [me, product] = await orLeave(Promise.all([caller.console.me({}), caller.suspensionDesk.ofProduct({ productId })]), await signInPath(""));
  return (
    <>
      <PageHeader
        above={<Breadcrumb crumbs={[{ label: "客户", href: "/customers" }, { label: product.companyName, href: `/customers/${product.customerId}` }, { label: product.name }]} />}
        title={product.name}
        badges={<StateBadge state={product.state} words={productStateWords} />}
      />
      <ProductStandingView product={product} mayAsk={allows(me.roles, "suspension.ask")} mayDecide={allows(me.roles, "suspension.decide")} isLegal={allows(me.roles, "suspension.byAuthority")} />
    </>
  );
}
