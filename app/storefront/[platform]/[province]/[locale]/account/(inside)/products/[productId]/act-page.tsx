import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { api, orLeave } from "@/server/caller";
import { productName } from "@/server/inventory/product.words";
import { allows, type Permission } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { useSay } from "#say";

export type ActPageProps = { params: Promise<{ platform: string; province: string; productId: string }> };

/** What the page of any act on a product starts from; leaves for the sign-in page without a session. */
export async function loadAct(params: ActPageProps["params"], permission: Permission) {
  const { productId, ...place } = await params;
  const base = accountBase(place);
  const caller = await api();
  const [me, product] = await orLeave(Promise.all([caller.account.me(), caller.product.byId({ productId })]), `${base}/login`);
  return { base, caller, product, productId, path: `${base}/products/${productId}`, name: productName(product), isAllowed: allows([me.role], permission) };
}

/** The head of such a page: the way back, and what is done to which product. */
export function ActHeader({ base, path, name, verb, text }: { base: string; path: string; name: string; verb: string; text: string }) {
  const say = useSay();
  return <PageHeader above={<Breadcrumb crumbs={[{ label: say("我的产品"), href: `${base}/products` }, { label: name, href: path }, { label: verb }]} />} title={`${verb} ${name}`} text={text} />;
}
