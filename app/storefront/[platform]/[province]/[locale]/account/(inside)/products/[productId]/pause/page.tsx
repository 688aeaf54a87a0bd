import type { Metadata } from "next";
import { PauseForm } from "@/components/lifecycle/pause-form";
import { firstView } from "@/components/lifecycle/first-view";
import { EmptyState } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { ButtonLink } from "@/components/ui/link";
import { api, orLeave } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { productName } from "@/server/inventory/product.words";

export const metadata: Metadata = { title: "暂停使用" };

type Props = { params: Promise<{ platform: string; province: string; productId: string }> };

export default async function PausePage({ params }: Props) {
  const { productId, ...place } = await params;
  const base = accountBase(place);
  const caller = await api();
  const [me, product] = await orLeave(Promise.all([caller.account.me(), caller.product.byId({ productId })]), `${base}/login`);
  const path = `${base}/products/${productId}`;
  const name = productName(product);
  const { view, words } = allows([me.role], "product.change") ? await orLeave(firstView(caller.life.quotePause({ productId })), `${base}/login`) : { view: null, words: "您没有办理的权限，请联系企业管理员。" };
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: "我的产品", href: `${base}/products` }, { label: name, href: path }, { label: "暂停" }]} />} title={`暂停 ${name}`} text="暂时用不上的产品可以停几个整月，期间免月费，数据保留。" />
      {view ? <PauseForm base={base} initial={view} /> : <EmptyState title="现在不能暂停" text={words ?? ""} actions={<ButtonLink href={path}>返回产品</ButtonLink>} />}
    </>
  );
}
