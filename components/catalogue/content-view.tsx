import { firstPeriodWords, industryWords, productClassWords, servedByWords } from "@/server/catalog/catalog.rules";
import type { ContentOffering, ProductContent } from "@/server/catalog/content.schema";
import { priceText } from "@/server/catalog/content-words.rules";
import { entryInForce } from "@/server/catalog/price-change.rules";
import { type BusinessDay, formatDay } from "@/server/kernel/calendar";
import { provinceById } from "@/server/platforms/province.rules";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Badge } from "../ui/badge";
import { Card, CardHeader, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";

const provinceName = (id: string) => provinceById(id)?.name ?? id;
/** Provinces in a line; all of many are said in a word. */
export const provincesText = (ids: readonly string[], all: number): string => (all > 3 && ids.length === all ? "全部省份" : ids.map(provinceName).join("、"));

/** A price's days against today. */
function Days({ price, plan, today }: { price: ContentOffering["prices"][number]; plan: ContentOffering; today: BusinessDay }) {
  const isNow = price.provinceIds.some((id) => entryInForce(plan.prices, id, today)?.key === price.key);
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      {price.from === null ? "自开始之日" : `${formatDay(price.from)}起`}{price.to !== null && `，至 ${formatDay(price.to)}前`}
      {isNow ? <Badge tone="success">现行</Badge> : price.from !== null && price.from > today ? <Badge tone="info">将来</Badge> : null}
    </span>
  );
}

function PlanCard({ plan, today, provinceCount }: { plan: ContentOffering; today: BusinessDay; provinceCount: number }) {
  const facts = [
    { term: "数量", value: `${plan.seatsMin}–${plan.seatsMax} ${plan.seatName}，每次增减 ${plan.seatStep}` },
    { term: "首月", value: firstPeriodWords[plan.firstPeriodRule] },
    { term: "开放省份", value: plan.openIn.length > 0 ? provincesText(plan.openIn, provinceCount) : "都没有开放" },
    ...(plan.trialDays > 0 ? [{ term: "试用", value: `${plan.trialDays} 天` }] : []),
    ...(plan.parts.length > 0 ? [{ term: "组成", value: <ul>{plan.parts.map((part) => <li key={part.offeringCode}>{part.offeringCode} × {part.seats}{part.isOptional ? "，可选" : ""}，权重 {part.notionalWeight}</li>)}</ul> }] : []),
  ];
  return (
    <Card as="article" labelledBy={`plan-${plan.code}`}>
      <CardHeader id={`plan-${plan.code}`} level={3} title={<>{plan.name} <span className="text-[0.85em] font-normal text-ink-soft">{plan.code}</span></>} text={plan.summary} />
      <DescriptionList layout="grid" items={facts} />
      <div className="mt-3">
        <DataTable
          caption={`${plan.name}的价格`} items={plan.prices} rowKey={(price) => price.key}
          columns={[
            { key: "p", name: "价格", isTitle: true, cell: (price) => priceText(price, plan.seatName) },
            { key: "d", name: "日期", cell: (price) => <Days price={price} plan={plan} today={today} /> },
            ...(provinceCount > 1 ? [{ key: "i", name: "省份", cell: (price: ContentOffering["prices"][number]) => provincesText(price.provinceIds, provinceCount) }] : []),
          ]}
          whenEmpty={<EmptyState title="还没有价格" />}
        />
      </div>
    </Card>
  );
}

/** A product's content to read: what it is, and its plans with every price. */
export function ContentView({ content, today, provinceCount }: { content: ProductContent; today: BusinessDay; provinceCount: number }) {
  return (
    <Stack>
      <Card>
        <DescriptionList
          layout="grid"
          items={[
            { term: "类别", value: `${productClassWords[content.productClass].name}${content.industry ? `，${industryWords[content.industry]}方案` : ""}` },
            { term: "网页地址", value: content.slug },
            { term: "谁提供", value: content.providerName },
            { term: "谁服务", value: servedByWords[content.servedBy] },
            { term: "服务时间", value: content.serviceHours },
            { term: "数据在哪里", value: content.dataLocation },
            { term: "英文", value: content.english ? "已写" : "还没有，英文页显示中文" },
          ]}
        />
        <p className="mt-3">{content.summary}</p>
      </Card>
      {content.offerings.map((plan) => <PlanCard key={plan.code} plan={plan} today={today} provinceCount={provinceCount} />)}
    </Stack>
  );
}
