import type { Metadata } from "next";
import { BreakForm } from "@/components/changes/break-form";
import { EmptyState } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { ButtonLink } from "@/components/ui/link";
import { api, orLeave } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { productName } from "@/server/inventory/product.words";

export const metadata: Metadata = { title: "拆分套餐" };

type Props = { params: Promise<{ platform: string; province: string; productId: string }> };

export default async function BreakPage({ params }: Props) {
  const { productId, ...place } = await params;
  const base = accountBase(place);
  const caller = await api();
  const [me, product] = await orLeave(Promise.all([caller.account.me(), caller.product.byId({ productId })]), `${base}/login`);
  const path = `${base}/products/${productId}`;
  const name = productName(product);
  const isBreakable = product.parts.length > 0 && product.state === "active";
  const view = isBreakable && allows([me.role], "product.change") ? await orLeave(caller.change.quoteBreak({ productId }), `${base}/login`) : null;
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: "我的产品", href: `${base}/products` }, { label: name, href: path }, { label: "拆分" }]} />} title={`拆分 ${name}`} text="只留下需要的几样：先看清每一样单独多少钱，再决定。" />
      {view ? (
        <BreakForm base={base} initial={view} />
      ) : (
        <EmptyState title="现在不能拆分" text={isBreakable ? "您没有办理变更的权限，请联系企业管理员。" : product.bundle ? "这是套餐的一部分，请到套餐页拆分。" : product.parts.length > 0 ? "套餐正在拆分或不在正常使用中；要改主意，请先在产品页的变更里撤销。" : "这个产品不是套餐，不需要拆分。"} actions={<ButtonLink href={path}>返回产品</ButtonLink>} />
      )}
    </>
  );
}
