import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { DataTable } from "@/components/patterns/data-table";
import { EmptyState, NoMatch } from "@/components/patterns/empty-state";
import { Money } from "@/components/patterns/money";
import { PageHeader } from "@/components/patterns/page-header";
import { Stat } from "@/components/patterns/stat";
import { StateBadge } from "@/components/patterns/state-badge";
import { IssueCoupons, PromotionMoves } from "@/components/promotions/promotion-actions";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { CardHeader, Stack } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { ButtonLink } from "@/components/ui/link";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { couponStateWords, discountLayerWords, promotionReachWords, promotionStateWords } from "@/messages/zh-CN";
import { api, orLeave, signInPath } from "@/server/caller";
import { dayOf, formatDay, formatInstant } from "@/server/kernel/calendar";
import { choiceOf, cursorOf, withQuery } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";
import { provinceName } from "@/server/platforms/province.rules";
import { offerWords } from "@/server/promotions/promotion.rules";

export const metadata: Metadata = { title: "优惠活动" };
const tabs = ["issued", "used", "void"] as const;
type Props = { params: Promise<{ promotionId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PromotionPage({ params, searchParams }: Props) {
  const promotionId = z.uuid().safeParse((await params).promotionId).data;
  if (!promotionId) notFound();
  const query = await searchParams;
  const [state, cursor] = [choiceOf(query, "state", tabs), cursorOf(query)];
  const caller = await api();
  const [me, promotion, coupons] = await orLeave(Promise.all([caller.console.me({}), caller.promotionDesk.get({ promotionId }), caller.promotionDesk.coupons({ promotionId, ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) })]), await signInPath(""));
  const mayManage = allows(me.roles, "promotion.manage");
  const hrefOf = (changes: Record<string, string | null>) => withQuery(`/promotions/${promotionId}`, query, { cursor: null, ...changes });
  const { orders } = promotion;
  return (
    <>
      <PageHeader
        above={<Breadcrumb crumbs={[{ href: "/promotions", label: "优惠活动" }, { label: promotion.name }]} />}
        title={promotion.name} text={`${discountLayerWords[promotion.layer]} · ${offerWords(promotion)}`} badges={<StateBadge state={promotion.state} words={promotionStateWords} />}
        actions={mayManage && !promotion.isQuoted ? <>{promotion.reach === "issued" && promotion.state !== "ended" && <IssueCoupons promotionId={promotionId} />}<PromotionMoves promotionId={promotionId} version={promotion.version} state={promotion.state} /></> : undefined}
      />
      <Stack gap="lg">
        <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
          <Stat name="已承诺 / 预算" value={<Money fen={promotion.committedFen} />} text={<>预算 <Money fen={promotion.budgetFen} /></>} isWide />
          <Stat name="实际已优惠" value={<Money fen={promotion.givenFen} />} text="各月帐单与扣费中的优惠行" isWide />
          <Stat name="享受的订单" value={orders.held + orders.kept} text={`已开通 ${orders.kept}，办理中 ${orders.held}，未成 ${orders.released}`} />
          {promotion.reach === "issued" && <Stat name="优惠券" value={promotion.coupons.issued + promotion.coupons.used + promotion.coupons.void} text={`已用 ${promotion.coupons.used}，未用 ${promotion.coupons.issued}`} />}
        </div>
        <DescriptionList
          items={[
            { term: "省份", value: provinceName(promotion.provinceId) },
            { term: "对象", value: promotionReachWords[promotion.reach] },
            { term: "下单时间", value: `${formatDay(dayOf(promotion.validFrom))} 至 ${formatDay(dayOf(promotion.validTo))}` },
            { term: "适用产品", value: promotion.productNames.length > 0 ? promotion.productNames.join("、") : "全部产品" },
            { term: "一次性费用", value: promotion.coversSetUp ? "也优惠" : "不优惠" },
            { term: "行业套餐", value: promotion.layer !== "promotion" || promotion.addsToBundle ? "可用" : "不叠加" },
            { term: "建立", value: `${promotion.createdBy}，${formatInstant(promotion.createdAt)}` },
          ]}
        />
        {promotion.reach === "issued" && (
          <section aria-labelledby="coupons">
            <CardHeader id="coupons" title="优惠券" />
            <Tabs label="优惠券状态" tabs={[{ href: hrefOf({ state: null }), label: "全部", isCurrent: state === undefined }, ...tabs.map((one) => ({ href: hrefOf({ state: one }), label: couponStateWords[one].word, isCurrent: state === one }))]} />
            <div className="mt-3">
              <DataTable
                caption="优惠券"
                items={coupons.rows}
                rowKey={(row) => row.id}
                columns={[
                  { key: "c", name: "企业", isTitle: true, cell: (row) => <>{row.companyName}<span className="block text-[0.9em] font-normal text-ink-soft">{row.accountName}</span></> },
                  { key: "n", name: "券号", cell: (row) => <span className="figures">{row.code}</span> },
                  { key: "i", name: "发放", cell: (row) => formatInstant(row.issuedAt) },
                  { key: "s", name: "状态", cell: (row) => <><StateBadge state={row.state} words={couponStateWords} />{row.usedAt && <span className="block text-[0.9em] text-ink-soft">{formatInstant(row.usedAt)}</span>}</> },
                ]}
                whenEmpty={state ? <NoMatch actions={<ButtonLink href={hrefOf({ state: null })} variant="secondary">看全部</ButtonLink>} /> : <EmptyState title="还没有发放" text="发给指定的企业，或一类企业。" />}
                foot={<Pagination previousHref={cursor ? hrefOf({}) : null} nextHref={coupons.nextCursor ? hrefOf({ cursor: coupons.nextCursor }) : null} />}
              />
            </div>
          </section>
        )}
      </Stack>
    </>
  );
}
