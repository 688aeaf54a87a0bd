import type { Metadata } from "next";
import { CartContent } from "@/components/carts/cart-page";
import { cartTitle } from "@/components/carts/cart-words";
import { CopyCart } from "@/components/carts/copy-cart";
import { PageHeader } from "@/components/patterns/page-header";
import { api, orLeave, signInPath } from "@/server/caller";
import { wordsOf } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("同事分享的采购车"), referrer: "no-referrer" };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

/** OR17: where the link to a cart leads. */
export default async function SharedCartPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const token = wordsOf(await searchParams, "token") ?? "";
  const caller = await api();
  const [cart, me] = await orLeave(Promise.all([caller.shoppingCart.shared({ token }), caller.account.me()]), await signInPath(base));
  return (
    <>
      <PageHeader title={cartTitle(say, cart.name)} text={say("同事分享给您查看；价格按今天计算。")} actions={allows([me.role], "productOrder.submit") ? <CopyCart base={base} source={{ token }} label={say("复制到我的采购车")} /> : undefined} />
      <CartContent cart={cart} base={base} />
    </>
  );
}
