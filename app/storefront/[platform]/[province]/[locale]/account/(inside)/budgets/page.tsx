import type { Metadata } from "next";
import { RemoveBudget, SetBudgetForm, TagField } from "@/components/billing/budget-forms";
import { DataTable } from "@/components/patterns/data-table";
import { EmptyState } from "@/components/patterns/empty-state";
import { Money } from "@/components/patterns/money";
import { PageHeader } from "@/components/patterns/page-header";
import { Badge } from "@/components/ui/badge";
import { CardHeader, Stack } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { api, orLeave } from "@/server/caller";
import { budgetLevel } from "@/server/billing/budget.rules";
import { formatFen } from "@/server/kernel/money";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";
import { useSay } from "#say";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("预算") };
}

type Props = { params: Promise<{ platform: string; province: string }> };

function Level({ amountFen, forecastFen }: { amountFen: bigint; forecastFen: bigint }) {
  const say = useSay();
  const level = budgetLevel(amountFen, forecastFen);
  return level === 100 ? <Badge tone="danger">{say("预计超出 {forecast}", { forecast: formatFen(forecastFen - amountFen) })}</Badge> : level === 80 ? <Badge tone="warning">{say("预计用到八成以上")}</Badge> : <Badge tone="success">{say("在预算内")}</Badge>;
}

export default async function BudgetsPage({ params }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const caller = await api();
  const [me, view] = await orLeave(Promise.all([caller.account.me(), caller.bill.budgets({})]), `${base}/login`);
  const mayManage = allows([me.role], "budget.manage");
  const tags = [...new Set(view.products.map(({ tag }) => tag).filter(Boolean))];
  return (
    <>
      <PageHeader title={say("预算")} text={say("{month}：已发生的费用，加上用量按日均推算到月底。", { month: say.month(view.month) })} actions={mayManage && <SetBudgetForm products={view.products} tags={tags} children={view.children} />} />
      <Stack gap="lg">
        <DataTable
          caption={say("预算")}
          items={view.budgets}
          rowKey={(row) => row.id}
          columns={[
            { key: "n", name: say("对象"), isTitle: true, cell: (row) => row.name },
            { key: "p", name: say("已发生 / 预算"), cell: (row) => <Progress label={say("{rowName}的预算", { rowName: row.name })} done={Number(row.knownFen > row.amountFen ? row.amountFen : row.knownFen)} of={Number(row.amountFen)} text={`${formatFen(row.knownFen)} / ${formatFen(row.amountFen)}`} /> },
            { key: "f", name: say("预计到月底"), align: "end", cell: (row) => <Money fen={row.forecastFen} /> },
            { key: "s", name: say("状态"), cell: (row) => <Level {...row} /> },
            ...(mayManage ? [{ key: "x", name: say("操作"), cell: (row: (typeof view.budgets)[number]) => <RemoveBudget budgetId={row.id} name={row.name} /> }] : []),
          ]}
          whenEmpty={<EmptyState title={say("还没有预算")} text={say("可以给整个企业、一个子帐号、一个产品或一个标签设每月预算。")} />}
        />
        <section aria-labelledby="by-product">
          <CardHeader id="by-product" title={say("各产品本月费用")} text={say("写上标签（如部门、项目），就可以按标签设预算。{value}", { value: view.productCount > view.products.length ? say("共 {productCount} 个产品，列出费用最高的 {products} 个。", { productCount: view.productCount, products: view.products.length }) : "" })} />
          <DataTable
            caption={say("各产品本月费用")}
            items={view.products}
            rowKey={(row) => row.id}
            columns={[
              { key: "n", name: say("产品"), isTitle: true, cell: (row) => row.name },
              { key: "k", name: say("已发生"), align: "end", cell: (row) => <Money fen={row.knownFen} /> },
              { key: "f", name: say("预计到月底"), align: "end", cell: (row) => <Money fen={row.forecastFen} /> },
              { key: "t", name: say("标签"), cell: (row) => (mayManage ? <TagField productId={row.id} name={row.name} tag={row.tag} /> : row.tag || "—") },
            ]}
            whenEmpty={<EmptyState title={say("还没有产品")} text={say("开通产品后，这里列出每个产品的本月费用。")} />}
          />
        </section>
      </Stack>
    </>
  );
}
