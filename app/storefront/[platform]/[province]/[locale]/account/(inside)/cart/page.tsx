import type { Metadata } from "next";
import { CartContent } from "@/components/carts/cart-page";
import { SavedCarts } from "@/components/carts/saved-carts";
import { EmptyState } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { ButtonLink } from "@/components/ui/link";
import { Pagination } from "@/components/ui/pagination";
import { api, orLeave } from "@/server/caller";
import { cursorOf, withQuery } from "@/server/kernel/pagination";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("采购车") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function CartPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const query = await searchParams;
  const [cursor, path] = [cursorOf(query), `${base}/cart`];
  const caller = await api();
  const [cart, saved] = await orLeave(Promise.all([caller.shoppingCart.current(), caller.shoppingCart.list({ ...(cursor ? { cursor } : {}) })]), `${base}/login`);
  return (
    <>
      <PageHeader title={say("采购车")} text={say("一次为本帐号和多个子帐号订购；打开时按今天的价格重新计算。")} actions={<ButtonLink href={`${path}/new`}>{say("选套餐")}</ButtonLink>} />
      {cart ? <CartContent cart={cart} base={base} /> : <EmptyState title={say("采购车是空的")} text={say("选一个套餐，勾选要订购的帐号，核对费用后一起提交。")} actions={<ButtonLink href={`${path}/new`}>{say("选套餐")}</ButtonLink>} />}
      <section aria-labelledby="saved" className="mt-8">
        <h2 id="saved" className="mb-3 text-lg font-semibold">{say("保存的采购车")}</h2>
        <SavedCarts rows={saved.rows} base={base} foot={<Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={saved.nextCursor ? withQuery(path, query, { cursor: saved.nextCursor }) : null} />} />
      </section>
    </>
  );
}
