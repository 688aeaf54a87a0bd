import type { Metadata } from "next";
import { BillTable, periodWords } from "@/components/billing/bill-table";
import { OfflineBills } from "@/components/billing/offline-bills";
import { AccountFilter } from "@/components/group/account-filter";
import { BarChart, BarList } from "@/components/patterns/bar-chart";
import { EmptyState, NoMatch } from "@/components/patterns/empty-state";
import { Money } from "@/components/patterns/money";
import { PageHeader } from "@/components/patterns/page-header";
import { Stat } from "@/components/patterns/stat";
import { Card, Grid, Stack } from "@/components/ui/card";
import { ButtonLink } from "@/components/ui/link";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { api, orLeave } from "@/server/caller";
import { billTabs } from "@/server/billing/bill.schema";
import { dayOf, formatDay } from "@/server/kernel/calendar";
import { formatFen } from "@/server/kernel/money";
import { choiceOf, cursorOf, idOf, withQuery } from "@/server/kernel/pagination";
import { accountBase } from "@/server/platforms/paths";

export const metadata: Metadata = { title: "帐单" };

const tabWords = { all: "全部", open: "待付款", settled: "已结清" } as const;
type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function BillsPage({ params, searchParams }: Props) {
  const base = accountBase(await params);
  const query = await searchParams;
  const tab = choiceOf(query, "tab", billTabs) ?? "all";
  const cursor = cursorOf(query);
  const caller = await api();
  const account = idOf(query, "account");
  const ofAccount = account ? { accountId: account } : {};
  const [page, spend, accounts, me] = await orLeave(Promise.all([caller.bill.list({ tab, ...ofAccount, ...(cursor ? { cursor } : {}) }), caller.bill.spend(ofAccount), caller.account.visible(), caller.account.me()]), `${base}/login`);
  const path = `${base}/bills`;
  const total = spend.months.reduce((sum, month) => sum + month.totalFen, 0n);
  return (
    <>
      <PageHeader title="帐单" text="每月 1 日出上月帐单，3 日中午前发布；每一行都写明怎样算出。" actions={accounts.length > 1 ? <ButtonLink href={`${path}/group`} variant="secondary">集团帐单</ButtonLink> : undefined} />
      <AccountFilter path={path} accounts={accounts} current={account} keep={tab === "all" ? {} : { tab }} />
      <Stack gap="lg">
        <Grid columns="stats">
          <Stat name="待付合计" value={<Money fen={page.openFen} />} text={page.nextDueOn ? `最近的最后付款日 ${formatDay(dayOf(page.nextDueOn))}` : "没有待付的帐单"} isWide />
          <Stat name="其中已逾期" value={<Money fen={page.overdueFen} />} text={page.overdueFen > 0n ? "请尽快付款，以免影响使用" : "没有逾期"} isWide />
        </Grid>
        <section aria-labelledby="bill-list">
          <h2 id="bill-list" className="sr-only">帐单列表</h2>
          <Tabs label="按状态筛选" tabs={billTabs.map((entry) => ({ href: withQuery(path, query, { tab: entry === "all" ? null : entry, cursor: null }), label: tabWords[entry], isCurrent: tab === entry }))} />
          <div className="mt-5">
            <BillTable
              rows={page.rows}
              hrefOf={(row) => `${path}/${row.id}`}
              whenEmpty={tab === "all" ? <EmptyState title="还没有帐单" text="产品开通后的下个月 1 日，这里会有第一张帐单。" /> : <NoMatch text="换一个状态看看。" actions={<ButtonLink href={path} variant="secondary">查看全部帐单</ButtonLink>} />}
              foot={<Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />}
            />
          </div>
        </section>
        {spend.months.length > 0 && (
          <Grid columns={2}>
            <Card>
              <BarChart title="每月费用" summary={`近 ${spend.months.length} 个月共 ${formatFen(total)}`} headings={["帐期", "合计"]} bars={spend.months.map((month) => ({ label: periodWords(month.periodFrom).slice(2), value: month.totalFen, href: month.billId ? `${path}/${month.billId}` : null }))} />
            </Card>
            <Card>
              <BarList title="近 12 个月按产品" summary={spend.products[0] ? `最多的是${spend.products[0].name}` : ""} bars={spend.products.map((product) => ({ label: product.name, value: product.totalFen }))} />
            </Card>
          </Grid>
        )}
        {me.view === null && <OfflineBills membershipId={me.membershipId} company={me.customer.companyName} />}
      </Stack>
    </>
  );
}
