import type { Metadata } from "next";
import { BillingTabs } from "@/components/billing/billing-tabs";
import { FapiaoTable } from "@/components/fapiao/fapiao-table";
import { EmptyState } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { Alert } from "@/components/ui/alert";
import { Stack } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { api, orLeave, signInPath } from "@/server/caller";
import { deskTabs } from "@/server/fapiao/fapiao.schema";
import { choiceOf, cursorOf, withQuery } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";

export const metadata: Metadata = { title: "发票" };
const tabWords = { asked: "待开具", red: "红字办理中", all: "全部" } as const;

export default async function FapiaoDeskPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const tab = choiceOf(query, "tab", deskTabs) ?? "asked";
  const cursor = cursorOf(query);
  const caller = await api();
  const me = await orLeave(caller.console.me({}), await signInPath(""));
  const page = allows(me.roles, "fapiao.issue") ? await caller.fapiaoDesk.list({ tab, ...(cursor ? { cursor } : {}) }) : null;
  const path = "/billing/fapiao";
  return (
    <>
      <PageHeader title="帐务" text="在税务平台开具后，登记号码并保存文件；客户会收到邮件。" />
      <Stack>
        <BillingTabs current={path} />
        {page === null ? (
          <Alert tone="info" title="发票由财务人员办理">需要查看或办理时，请联系本省财务。</Alert>
        ) : (
          <>
            <Tabs label="发票" tabs={deskTabs.map((entry) => ({ href: entry === "asked" ? path : `${path}?tab=${entry}`, label: tabWords[entry], isCurrent: tab === entry }))} />
            <FapiaoTable rows={page.rows} side="operator" mayAct whenEmpty={<EmptyState title="没有待办的发票" text="客户申请的发票会按先后出现在这里。" />} foot={<Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />} />
          </>
        )}
      </Stack>
    </>
  );
}
