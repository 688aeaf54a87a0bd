import type { Metadata } from "next";
import { ChangeForm } from "@/components/changes/change-form";
import { EmptyState } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { ButtonLink } from "@/components/ui/link";
import { api, orLeave } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { productName } from "@/server/inventory/product.words";

export const metadata: Metadata = { title: "变更套餐和数量" };

type Props = { params: Promise<{ platform: string; province: string; productId: string }> };

function whyNot({ isChangeable, bundle, parts }: { isChangeable: boolean; bundle: object | null; parts: readonly object[] }): string {
  if (isChangeable) return "您没有办理变更的权限，请联系企业管理员。";
  if (bundle) return "这是套餐的一部分，不能单独变更；可以在套餐页拆分。";
  if (parts.length > 0) return "套餐按整套使用，不能调整数量；可以拆分，只留下需要的几样。";
  return "产品不在正常使用中（试用、暂停或即将到期），恢复正常后才能变更。";
}

export default async function ChangePage({ params }: Props) {
  const { productId, ...place } = await params;
  const base = accountBase(place);
  const caller = await api();
  const [me, product] = await orLeave(Promise.all([caller.account.me(), caller.product.byId({ productId })]), `${base}/login`);
  const path = `${base}/products/${productId}`;
  const name = productName(product);
  const mayChange = product.isChangeable && allows([me.role], "product.change");
  const view = mayChange ? await orLeave(caller.change.quote({ productId }), `${base}/login`) : null;
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: "我的产品", href: `${base}/products` }, { label: name, href: path }, { label: "变更" }]} />} title={`变更 ${name}`} text="先看清每一项费用变化，再决定。" />
      {view ? (
        <ChangeForm base={base} initial={view} />
      ) : (
        <EmptyState title="现在不能变更" text={whyNot(product)} actions={<ButtonLink href={product.bundle ? `${base}/products/${product.bundle.id}` : path}>{product.bundle ? "去套餐页" : "返回产品"}</ButtonLink>} />
      )}
    </>
  );
}
