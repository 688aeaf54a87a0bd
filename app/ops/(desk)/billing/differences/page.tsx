import type { Metadata } from "next";
import { BillingTabs } from "@/components/billing/billing-tabs";
import { CompareNow } from "@/components/billing/compare-now";
import { DifferenceTable, SyncNotes } from "@/components/billing/difference-table";
import { PageHeader } from "@/components/patterns/page-header";
import { Stack } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { api, orLeave, signInPath } from "@/server/caller";
import { choiceOf, cursorOf, withQuery } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";
import { differenceTabs } from "@/server/payments/province.schema";

export const metadata: Metadata = { title: "对账" };

export default async function DifferencesPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const tab = choiceOf(query, "tab", differenceTabs) ?? "open";
  const cursor = cursorOf(query);
  const caller = await api();
  const [me, page] = await orLeave(Promise.all([caller.console.me({}), caller.paymentDesk.differences({ tab, ...(cursor ? { cursor } : {}) })]), await signInPath(""));
  const path = "/billing/differences";
  const mayRun = allows(me.roles, "billing.run");
  return (
    <>
      <PageHeader title="帐务" text="帐单发往省计费系统，代收款随时取回；每天 4:00 逐笔核对前一天。" actions={mayRun && <CompareNow />} />
      <Stack>
        <BillingTabs current={path} />
        <SyncNotes syncs={page.syncs} />
        <Tabs label="差异" tabs={[{ href: path, label: "待处理", count: page.openCount, isCurrent: tab === "open" }, { href: `${path}?tab=closed`, label: "已处理", isCurrent: tab === "closed" }]} />
        <DifferenceTable rows={page.rows} mayRun={mayRun} />
        <Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />
      </Stack>
    </>
  );
}
