import type { Metadata } from "next";
import { ArrearsView } from "@/components/billing/arrears-view";
import { BillingTabs } from "@/components/billing/billing-tabs";
import { PageHeader } from "@/components/patterns/page-header";
import { Stack } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { api, orLeave, signInPath } from "@/server/caller";
import { cursorOf, withQuery } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";

export const metadata: Metadata = { title: "欠费" };

export default async function ArrearsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const cursor = cursorOf(query);
  const caller = await api();
  const [me, page] = await orLeave(Promise.all([caller.console.me({}), caller.billingDesk.arrears({ ...(cursor ? { cursor } : {}) })]), await signInPath(""));
  return (
    <>
      <PageHeader title="帐务" text="按最后付款日排列，逾期最久的在前。逾期满 31 天才暂停，且只暂停没有付清的产品。" />
      <Stack>
        <BillingTabs current="/billing/arrears" />
        <ArrearsView page={page} mayPause={allows(me.roles, "dunning.pause")} />
        <Pagination previousHref={cursor ? withQuery("/billing/arrears", query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery("/billing/arrears", query, { cursor: page.nextCursor }) : null} />
      </Stack>
    </>
  );
}
