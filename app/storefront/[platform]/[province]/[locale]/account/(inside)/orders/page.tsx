import type { Metadata } from "next";
import { AccountFilter } from "@/components/group/account-filter";
import { OrderTable } from "@/components/ordering/order-table";
import { NoMatch } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { ButtonAnchor } from "@/components/ui/button";
import { ButtonLink, TextLink } from "@/components/ui/link";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { orderStageWords } from "@/messages/zh-CN";
import { api, orLeave } from "@/server/caller";
import { choiceOf, cursorOf, idOf, withQuery, wordsOf } from "@/server/kernel/pagination";
import { accountBase, shopBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("订单") };
}

const tabs = ["enterpriseApproval", "returned", "review", "provisioning", "handedOff", "completed"] as const;
type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function OrdersPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const query = await searchParams;
  const stage = choiceOf(query, "stage", tabs);
  const cursor = cursorOf(query);
  const account = idOf(query, "account");
  const group = wordsOf(query, "group")?.slice(0, 30);
  const caller = await api();
  const [page, accounts] = await orLeave(Promise.all([caller.order.list({ ...(stage ? { stage } : {}), ...(account ? { accountId: account } : {}), ...(group ? { groupNumber: group } : {}), ...(cursor ? { cursor } : {}) }), caller.account.visible()]), `${base}/login`);
  const path = `${base}/orders`;
  const shop = `${shopBase(base, say.locale)}/products`;
  return (
    <>
      <PageHeader title={say("订单")} text={say("每一步的时间和由谁处理，都在订单里。")} actions={<ButtonAnchor href={shop}>{say("选购产品")}</ButtonAnchor>} />
      <Tabs label={say("按进度筛选")} tabs={[{ href: withQuery(path, query, { stage: null, cursor: null }), label: say("全部"), isCurrent: !stage }, ...tabs.map((entry) => ({ href: withQuery(path, query, { stage: entry, cursor: null }), label: say.word(orderStageWords[entry].word), isCurrent: stage === entry }))]} />
      <div className="mt-5">
        <AccountFilter path={path} accounts={accounts} current={account} all={say("全部帐号")} keep={{ ...(stage ? { stage } : {}), ...(group ? { group } : {}) }} />
        {group && <p className="mb-5 flex flex-wrap items-center gap-x-4">{say("只看批次 {group}", { group })}<TextLink href={`${base}/orders/group/${encodeURIComponent(group)}`}>{say("看这个批次")}</TextLink><TextLink href={withQuery(path, query, { group: null, cursor: null })}>{say("取消筛选")}</TextLink></p>}
        <OrderTable
          rows={page.rows}
          base={base}
          shop={shop}
          {...(stage || account || group ? { whenEmpty: <NoMatch text={say("换一个进度、帐号或批次看看。")} actions={<ButtonLink href={path} variant="secondary">{say("查看全部订单")}</ButtonLink>} /> } : {})}
          foot={<Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />}
        />
      </div>
    </>
  );
}
