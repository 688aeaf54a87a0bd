import type { z } from "zod";
import { impactOf } from "@/server/catalog/content-diff.rules";
import type { DraftView } from "@/server/catalog/desk.schema";
import { accountPeriodOf, formatDay } from "@/server/kernel/calendar";
import { platformName } from "@/server/platforms/province.rules";
import { DataTable } from "../patterns/data-table";
import { Card, CardHeader } from "../ui/card";

const listed = (rows: readonly { planName: string; provinces: readonly string[] }[]) => rows.map(({ planName, provinces }) => `${planName}（${provinces.join("、")}）`).join("，");

/** SC12, BO6: what a release will mean, before anybody decides on it. */
export function ImpactView({ draft }: { draft: z.output<typeof DraftView> }) {
  const { before, content, facts, usage } = draft;
  const impact = impactOf(before, content, facts.today, { provinceName: platformName });
  const lines = [
    content.startsOn !== null && content.startsOn > facts.today ? `${formatDay(content.startsOn)}开始。` : "发布后立即开始，公共页面一分钟内更新。",
    ...(before === null ? ["新产品上架，从此出现在产品目录里。"] : []),
    ...(impact.newPlans.length > 0 ? [`新套餐：${impact.newPlans.join("、")}。`] : []),
    ...(impact.opened.length > 0 ? [`新开放：${listed(impact.opened)}。`] : []),
    ...(impact.closed.length > 0 ? [`不再开放：${listed(impact.closed)}。新客户不能再订。`] : []),
    ...(impact.isAddressNew ? [`产品页的地址变为 ${content.slug}，原来的地址不再打开。`] : []),
    usage.runningProducts > 0 ? `${usage.runningProducts} 个在用产品不受影响，价格不变。` : "现在没有企业在用这个产品。",
    ...(usage.openOrders > 0 ? [`${usage.openOrders} 张在途订单按下单时的价格办理。`] : []),
  ];
  return (
    <Card as="section" labelledBy="impact">
      <CardHeader id="impact" title="发布后的影响" />
      <ul className="flex list-disc flex-col gap-1 pl-5">{lines.map((line) => <li key={line}>{line}</li>)}</ul>
      {impact.prices.length > 0 && (
        <div className="mt-(--stack)">
          <DataTable
            caption="价格变化" items={impact.prices} rowKey={(row) => `${row.planName}.${row.provinces.join(".")}.${row.from ?? ""}`} whenEmpty={null}
            columns={[
              { key: "n", name: "套餐", isTitle: true, isWhole: true, cell: (row) => row.planName },
              { key: "p", name: "省份", isWhole: true, cell: (row) => row.provinces.join("、") },
              { key: "f", name: "从哪天起", cell: (row) => (row.from === null ? (row.before === null ? "开始之日" : `发布后的下一个帐期（今天发布为 ${formatDay(accountPeriodOf(facts.today).to)}）`) : formatDay(row.from)) },
              { key: "b", name: "现在", cell: (row) => row.before ?? "—" },
              { key: "a", name: "新价格", cell: (row) => row.after },
            ]}
          />
        </div>
      )}
    </Card>
  );
}
