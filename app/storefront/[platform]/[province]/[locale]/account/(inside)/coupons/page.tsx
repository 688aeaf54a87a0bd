import type { Metadata } from "next";
import { PageHeader } from "@/components/patterns/page-header";
import { CouponTable } from "@/components/promotions/coupon-table";
import { Tabs } from "@/components/ui/tabs";
import { api, orLeave } from "@/server/caller";
import { choiceOf, cursorOf, withQuery } from "@/server/kernel/pagination";
import { accountBase, shopBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("优惠券") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function CouponsPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const query = await searchParams;
  const cursor = cursorOf(query);
  const tab = choiceOf(query, "tab", ["usable", "past"]) ?? "usable";
  const path = `${base}/coupons`;
  const page = await orLeave((await api()).coupon.list({ state: tab, ...(cursor ? { cursor } : {}) }), `${base}/login`);
  return (
    <>
      <PageHeader title={say("优惠券")} text={say("下单时在订单页选用；一张订单用一张，其他优惠照常。")} />
      <Tabs
        label={say("优惠券状态")}
        tabs={[
          { href: withQuery(path, query, { tab: null, cursor: null }), label: say("可用"), isCurrent: tab === "usable" },
          { href: withQuery(path, query, { tab: "past", cursor: null }), label: say("用过或过期"), isCurrent: tab === "past" },
        ]}
      />
      <div className="mt-3">
        <CouponTable page={page} tab={tab} base={base} shop={`${shopBase(base, say.locale)}/products`} previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />
      </div>
    </>
  );
}
