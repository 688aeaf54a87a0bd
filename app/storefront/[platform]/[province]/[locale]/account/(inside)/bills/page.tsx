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
import { dayOf } from "@/server/kernel/calendar";
import { formatFen } from "@/server/kernel/money";
import { choiceOf, cursorOf, idOf, withQuery } from "@/server/kernel/pagination";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("帐单") };
}

const tabWords = { all: "全部", open: "待付款", settled: "已结清" } as const;
type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function BillsPage({ params, searchParams }: Props) {
  const say = await getSay();
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
      <PageHeader title={say("帐单")} text={say("每月 1 日出上月帐单，3 日中午前发布；每一行都写明怎样算出。")} actions={accounts.length > 1 ? <ButtonLink href={`${path}/group`} variant="secondary">{say("集团帐单")}</ButtonLink> : undefined} />
      <AccountFilter path={path} accounts={accounts} current={account} keep={tab === "all" ? {} : { tab }} />
      <Stack gap="lg">
        <Grid columns="stats">
          <Stat name={say("待付合计")} value={<Money fen={page.openFen} />} text={page.nextDueOn ? say("最近的最后付款日 {nextDueOn}", { nextDueOn: say.day(dayOf(page.nextDueOn)) }) : say("没有待付的帐单")} isWide />
          <Stat name={say("其中已逾期")} value={<Money fen={page.overdueFen} />} text={page.overdueFen > 0n ? say("请尽快付款，以免影响使用") : say("没有逾期")} isWide />
        </Grid>
        <section aria-labelledby="bill-list">
          <h2 id="bill-list" className="sr-only">{say("帐单列表")}</h2>
          <Tabs label={say("按状态筛选")} tabs={billTabs.map((entry) => ({ href: withQuery(path, query, { tab: entry === "all" ? null : entry, cursor: null }), label: say.word(tabWords[entry]), isCurrent: tab === entry }))} />
          <div className="mt-5">
            <BillTable
              rows={page.rows}
              hrefOf={(row) => `${path}/${row.id}`}
              whenEmpty={tab === "all" ? <EmptyState title={say("还没有帐单")} text={say("产品开通后的下个月 1 日，这里会有第一张帐单。")} /> : <NoMatch text={say("换一个状态看看。")} actions={<ButtonLink href={path} variant="secondary">{say("查看全部帐单")}</ButtonLink>} />}
              foot={<Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />}
            />
          </div>
        </section>
        {spend.months.length > 0 && (
          <Grid columns={2}>
            <Card>
              <BarChart title={say("每月费用")} summary={say("近 {months} 个月共 {total}", { months: spend.months.length, total: formatFen(total) })} headings={[say("帐期"), say("合计")]} bars={spend.months.map((month) => ({ label: periodWords(say, month.periodFrom).slice(2), value: month.totalFen, href: month.billId ? `${path}/${month.billId}` : null }))} />
            </Card>
            <Card>
              <BarList title={say("近 12 个月按产品")} summary={spend.products[0] ? say("最多的是{productsName}", { productsName: spend.products[0].name }) : ""} bars={spend.products.map((product) => ({ label: product.name, value: product.totalFen }))} />
            </Card>
          </Grid>
        )}
        {me.view === null && <OfflineBills membershipId={me.membershipId} company={me.customer.companyName} />}
      </Stack>
    </>
  );
}
