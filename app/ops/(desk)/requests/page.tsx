import type { Metadata } from "next";
import { RequestTable } from "@/components/provisioning/request-table";
import { PageHeader } from "@/components/patterns/page-header";
import { Pagination } from "@/components/ui/pagination";
import { ButtonLink } from "@/components/ui/link";
import { Tabs } from "@/components/ui/tabs";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { api, orLeave, signInPath } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { choiceOf, cursorOf, withQuery } from "@/server/kernel/pagination";
import { stuckTabs } from "@/server/provisioning/desk.schema";

export const metadata: Metadata = { title: "开通请求" };

export default async function RequestsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const tab = choiceOf(query, "tab", stuckTabs) ?? "stuck";
  const cursor = cursorOf(query);
  const caller = await api();
  const me = await orLeave(caller.console.me({}), await signInPath(""));
  const page = await orLeave(caller.provisioning.list({ tab, ...(cursor ? { cursor } : {}) }), await signInPath(""));
  const href = (name: string) => (name === "stuck" ? "/requests" : `/requests?tab=${name}`);
  return (
    <>
      <LiveRefresh seconds={15} />
      <PageHeader title="开通请求" text="发往应用系统的请求。自动重试 1 分、5 分、30 分、2 小时、6 小时、24 小时，之后转人工。" actions={<ButtonLink href="/requests/seats" variant="secondary">席位差异</ButtonLink>} />
      <Tabs
        label="开通请求"
        tabs={[
          { href: href("stuck"), label: "需要关注", count: page.stuckCount, isCurrent: tab === "stuck" },
          { href: href("waiting"), label: "全部进行中", isCurrent: tab === "waiting" },
          { href: href("done"), label: "已结束", isCurrent: tab === "done" },
        ]}
      />
      <RequestTable page={page} mayRepair={allows(me.roles, "provisioning.repair")} />
      <Pagination previousHref={cursor ? withQuery("/requests", query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery("/requests", query, { cursor: page.nextCursor }) : null} />
    </>
  );
}
