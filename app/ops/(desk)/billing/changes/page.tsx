import type { Metadata } from "next";
import { BillingTabs } from "@/components/billing/billing-tabs";
import { BlockedChangeTable } from "@/components/changes/blocked-change-table";
import { PageHeader } from "@/components/patterns/page-header";
import { Stack } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { api, orLeave, signInPath } from "@/server/caller";
import { cursorOf, withQuery } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";

export const metadata: Metadata = { title: "变更核对" };

export default async function BlockedChangesPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const cursor = cursorOf(query);
  const caller = await api();
  const [me, page] = await orLeave(Promise.all([caller.console.me({}), caller.changeDesk.blocked(cursor ? { cursor } : {})]), await signInPath(""));
  const path = "/billing/changes";
  return (
    <>
      <PageHeader title="帐务" text="变更后的帐单与客户看到的预览不一致：系统已按原价计费并暂停自动扣款，请查清原因。" />
      <Stack>
        <BillingTabs current={path} />
        <BlockedChangeTable page={page} mayResolve={allows(me.roles, "billing.run")} />
        <Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />
      </Stack>
    </>
  );
}
