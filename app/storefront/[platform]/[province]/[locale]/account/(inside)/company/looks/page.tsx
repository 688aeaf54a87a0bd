import type { Metadata } from "next";
import { LookTable } from "@/components/access/look-table";
import { CompanyTabs } from "@/components/accounts/company-tabs";
import { EmptyState, NoMatch } from "@/components/patterns/empty-state";
import { ButtonLink } from "@/components/ui/link";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { lookGroupWords } from "@/messages/zh-CN";
import { lookGroups } from "@/server/access/look.rules";
import { api, orLeave } from "@/server/caller";
import { choiceOf, cursorOf, withQuery } from "@/server/kernel/pagination";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("谁看过我们的资料") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function LooksPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const query = await searchParams;
  const [group, cursor] = [choiceOf(query, "kind", lookGroups), cursorOf(query)];
  const caller = await api();
  const [me, page] = await orLeave(Promise.all([caller.account.me(), caller.dataLook.list({ ...(group ? { group } : {}), ...(cursor ? { cursor } : {}) })]), `${base}/login`);
  const path = `${base}/company/looks`;
  return (
    <>
      <CompanyTabs base={base} role={me.role} current="looks" waiting={me.waitingRequests} />
      <h2 className="mb-1 text-xl font-semibold">{say("谁看过我们的资料")}</h2>
      <p className="mb-4 text-ink-soft">{say("运营商和应用提供方的工作人员查看本企业资料时都会记在这里。同一人半小时内反复打开同一页面只记一次；下载文件和查看完整信息每次都记。")}</p>
      <Tabs label={say("按内容筛选")} tabs={[{ href: path, label: say("全部"), isCurrent: !group }, ...lookGroups.map((entry) => ({ href: `${path}?kind=${entry}`, label: say.word(lookGroupWords[entry]), isCurrent: group === entry }))]} />
      <div className="mt-5">
        <LookTable
          rows={page.rows}
          isGroup={page.rows.some(({ accountName }) => accountName !== "")}
          whenEmpty={group || cursor ? <NoMatch text={say("换一类内容看看。")} actions={<ButtonLink href={path} variant="secondary">{say("查看全部记录")}</ButtonLink>} /> : <EmptyState title={say("还没有人看过")} text={say("运营商或应用提供方的工作人员查看本企业资料后，这里会列出时间、人员和原因。")} />}
          foot={<Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />}
        />
      </div>
    </>
  );
}
