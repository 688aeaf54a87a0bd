import type { Metadata } from "next";
import { ResumeForm } from "@/components/lifecycle/resume-form";
import { firstView } from "@/components/lifecycle/first-view";
import { EmptyState } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { ButtonLink } from "@/components/ui/link";
import { api, orLeave } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { productName } from "@/server/inventory/product.words";

export const metadata: Metadata = { title: "恢复使用" };

type Props = { params: Promise<{ platform: string; province: string; productId: string }> };

export default async function ResumePage({ params }: Props) {
  const { productId, ...place } = await params;
  const base = accountBase(place);
  const caller = await api();
  const [me, product] = await orLeave(Promise.all([caller.account.me(), caller.product.byId({ productId })]), `${base}/login`);
  const path = `${base}/products/${productId}`;
  const name = productName(product);
  const { view, words } = allows([me.role], "product.change") ? await orLeave(firstView(caller.life.quoteResume({ productId })), `${base}/login`) : { view: null, words: "您没有办理的权限，请联系企业管理员。" };
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: "我的产品", href: `${base}/products` }, { label: name, href: path }, { label: "恢复" }]} />} title={`恢复 ${name}`} text="提前结束暂停，当天就能继续使用。" />
      {view ? <ResumeForm base={base} initial={view} /> : <EmptyState title="现在不能恢复" text={words ?? ""} actions={<ButtonLink href={path}>返回产品</ButtonLink>} />}
    </>
  );
}
