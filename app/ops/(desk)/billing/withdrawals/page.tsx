import type { Metadata } from "next";
import { BillingTabs } from "@/components/billing/billing-tabs";
import { WithdrawalTable } from "@/components/billing/withdrawal-table";
import { PageHeader } from "@/components/patterns/page-header";
import { Stack } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { api, orLeave, signInPath } from "@/server/caller";
import { choiceOf, cursorOf, withQuery } from "@/server/kernel/pagination";
import { withdrawalTabs } from "@/server/payments/withdrawal.schema";

export const metadata: Metadata = { title: "退回余额" };

export default async function WithdrawalsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const tab = choiceOf(query, "tab", withdrawalTabs) ?? "waiting";
  const cursor = cursorOf(query);
  const page = await orLeave((await api()).withdrawalDesk.list({ tab, ...(cursor ? { cursor } : {}) }), await signInPath(""));
  const path = "/billing/withdrawals";
  return (
    <>
      <PageHeader title="帐务" text="企业申请退回的未用余额：审核后按原路退回，10 个工作日内办结。" />
      <Stack>
        <BillingTabs current={path} />
        <Tabs
          label="退回余额"
          tabs={[
            { href: path, label: "待审核", count: page.waiting, isCurrent: tab === "waiting" },
            { href: `${path}?tab=paying`, label: "退回中", count: page.paying, isCurrent: tab === "paying" },
            { href: `${path}?tab=ended`, label: "已结束", isCurrent: tab === "ended" },
          ]}
        />
        <WithdrawalTable rows={page.rows} tab={tab} />
        <Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />
      </Stack>
    </>
  );
}
