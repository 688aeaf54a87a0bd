import type { Metadata } from "next";
import { CartContent } from "@/components/carts/cart-page";
import { cartTitle } from "@/components/carts/cart-words";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("保存的采购车") };
}

type Props = { params: Promise<{ platform: string; province: string; cartId: string }> };

export default async function SavedCartPage({ params }: Props) {
  const say = await getSay();
  const { cartId, ...place } = await params;
  const base = accountBase(place);
  const cart = await orLeave((await api()).shoppingCart.byId({ cartId }), `${base}/login?to=${encodeURIComponent(`${base}/cart/${cartId}`)}`);
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: say("采购车"), href: `${base}/cart` }, { label: cartTitle(say, cart.name) }]} />} title={cartTitle(say, cart.name)} text={say("打开时按今天的价格重新计算。")} />
      <CartContent cart={cart} base={base} />
    </>
  );
}
