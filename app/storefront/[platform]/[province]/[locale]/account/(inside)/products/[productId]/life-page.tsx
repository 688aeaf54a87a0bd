import type { ReactNode } from "react";
import { firstView } from "@/components/lifecycle/first-view";
import { EmptyState } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { ButtonLink } from "@/components/ui/link";
import { api, orLeave } from "@/server/caller";
import { allows, type Permission } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { productName } from "@/server/inventory/product.words";

export type LifePageProps = { params: Promise<{ platform: string; province: string; productId: string }> };

type Act<T> = {
  /** What is done, as a verb: "暂停". */
  verb: string;
  text: string;
  permission: Permission;
  quote: (caller: Awaited<ReturnType<typeof api>>, productId: string) => Promise<T>;
  form: (base: string, view: T) => ReactNode;
};

/** The page of one act on a product's life: its form, or the words why it cannot be asked for now. */
export async function LifePage<T>({ params, act: { verb, text, permission, quote, form } }: LifePageProps & { act: Act<T> }) {
  const { productId, ...place } = await params;
  const base = accountBase(place);
  const caller = await api();
  const [me, product] = await orLeave(Promise.all([caller.account.me(), caller.product.byId({ productId })]), `${base}/login`);
  const path = `${base}/products/${productId}`;
  const name = productName(product);
  const { view, words } = allows([me.role], permission) ? await orLeave(firstView(quote(caller, productId)), `${base}/login`) : { view: null, words: "您没有办理的权限，请联系企业管理员。" };
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: "我的产品", href: `${base}/products` }, { label: name, href: path }, { label: verb }]} />} title={`${verb} ${name}`} text={text} />
      {view ? form(base, view) : <EmptyState title={`现在不能${verb}`} text={words ?? ""} actions={<ButtonLink href={path}>返回产品</ButtonLink>} />}
    </>
  );
}
