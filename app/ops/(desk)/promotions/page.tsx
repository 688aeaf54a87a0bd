import type { Metadata } from "next";
import { PageHeader } from "@/components/patterns/page-header";
import { PromotionTable } from "@/components/promotions/promotion-table";
import { ButtonLink } from "@/components/ui/link";
import { Tabs } from "@/components/ui/tabs";
import { promotionStateWords } from "@/messages/zh-CN";
import { api, orLeave, signInPath } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { choiceOf, cursorOf, withQuery } from "@/server/kernel/pagination";
import { promotionStates } from "@/server/promotions/promotion.schema";

export const metadata: Metadata = { title: "优惠活动" };

export default async function PromotionsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const state = choiceOf(query, "state", promotionStates);
  const cursor = cursorOf(query);
  const caller = await api();
  const [me, page] = await orLeave(Promise.all([caller.console.me({}), caller.promotionDesk.list({ ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) })]), await signInPath(""));
  const hrefOf = (changes: Record<string, string | null>) => withQuery("/promotions", query, { cursor: null, ...changes });
  return (
    <>
      <PageHeader title="优惠活动" text="优惠按套餐价、多席、协议价、促销、立减的顺序逐项计算，每层取最省的一个，不会减到负数。给一家企业的报价在“报价”里看。" actions={allows(me.roles, "promotion.manage") ? <ButtonLink href="/promotions/new">新建活动</ButtonLink> : undefined} />
      <Tabs label="活动状态" tabs={[{ href: hrefOf({ state: null }), label: "全部", isCurrent: state === undefined }, ...promotionStates.map((one) => ({ href: hrefOf({ state: one }), label: promotionStateWords[one].word, isCurrent: state === one }))]} />
      <div className="mt-3">
        <PromotionTable page={page} isFiltered={state !== undefined} clearHref={hrefOf({ state: null })} previousHref={cursor ? hrefOf({}) : null} nextHref={page.nextCursor ? hrefOf({ cursor: page.nextCursor }) : null} />
      </div>
    </>
  );
}
