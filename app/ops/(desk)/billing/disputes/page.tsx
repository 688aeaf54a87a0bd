import type { Metadata } from "next";
import { BillingTabs } from "@/components/billing/billing-tabs";
import { DisputeTable } from "@/components/billing/dispute-table";
import { PageHeader } from "@/components/patterns/page-header";
import { Stack } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { api, orLeave, signInPath } from "@/server/caller";
import { disputeTabs } from "@/server/billing/desk.schema";
import { choiceOf, cursorOf, withQuery } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";

export const metadata: Metadata = { title: "帐单异议" };

export default async function DisputesPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const tab = choiceOf(query, "tab", disputeTabs) ?? "open";
  const cursor = cursorOf(query);
  const caller = await api();
  const [me, page] = await orLeave(Promise.all([caller.console.me({}), caller.billingDesk.disputes({ tab, ...(cursor ? { cursor } : {}) })]), await signInPath(""));
  const path = "/billing/disputes";
  return (
    <>
      <PageHeader title="帐务" text="客户对单行费用的异议，3 个工作日内答复。" />
      <Stack>
        <BillingTabs current={path} disputes={page.openCount} />
        <Tabs label="异议" tabs={[{ href: path, label: "处理中", count: page.openCount, isCurrent: tab === "open" }, { href: `${path}?tab=closed`, label: "已结束", isCurrent: tab === "closed" }]} />
        <DisputeTable page={page} mayAnswer={allows(me.roles, "dispute.answer")} />
        <Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />
      </Stack>
    </>
  );
}
