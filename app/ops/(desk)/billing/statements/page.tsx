import type { Metadata } from "next";
import { BillingTabs } from "@/components/billing/billing-tabs";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { DataTable } from "@/components/patterns/data-table";
import { Money } from "@/components/patterns/money";
import { PageHeader } from "@/components/patterns/page-header";
import { EditCollection, UploadStatement } from "@/components/payments/statement-actions";
import { StatementTable } from "@/components/payments/statement-table";
import { Alert } from "@/components/ui/alert";
import { CardHeader, Stack } from "@/components/ui/card";
import { Tabs } from "@/components/ui/tabs";
import { api, orLeave, signInPath } from "@/server/caller";
import { choiceOf, cursorOf, withQuery } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";
import { lineTabs } from "@/server/payments/transfer.schema";

export const metadata: Metadata = { title: "银行转账" };

export default async function StatementsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const tab = choiceOf(query, "tab", lineTabs) ?? "waiting";
  const cursor = cursorOf(query);
  const caller = await api();
  const [me, page, accounts] = await orLeave(Promise.all([caller.console.me({}), caller.paymentDesk.statementLines({ tab, ...(cursor ? { cursor } : {}) }), caller.paymentDesk.collections({})]), await signInPath(""));
  const path = "/billing/statements";
  const mayBook = allows(me.roles, "balance.book");
  const mayEdit = allows(me.roles, "billing.edit");
  return (
    <>
      {page.fresh > 0 && <LiveRefresh seconds={3} />}
      <PageHeader title="帐务" text="上传银行对账单，附言码和户名都对得上的自动入账；其余由人核对，一笔不丢。" actions={mayBook && <UploadStatement provinces={accounts.map(({ provinceId, provinceName }) => ({ id: provinceId, name: provinceName }))} />} />
      <Stack>
        <BillingTabs current={path} />
        {page.fresh > 0 && <Alert tone="info" title={`正在入账，还有 ${page.fresh} 笔`}>完成后本页自动更新。</Alert>}
        {page.waiting > 0 && <p>待认领 {page.waiting} 笔，共 <Money fen={page.waitingFen} />，记在待查科目。</p>}
        <Tabs label="流水" tabs={[{ href: path, label: "待认领", count: page.waiting, isCurrent: tab === "waiting" }, { href: `${path}?tab=done`, label: "已入账或退回", isCurrent: tab === "done" }]} />
        <StatementTable page={page} tab={tab} mayDecide={mayBook} mayReveal={allows(me.roles, "payment.refund")} previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />
        <section aria-labelledby="collections">
          <CardHeader id="collections" title="收款账户" text="企业在“银行转账”页看到的账户。" />
          <DataTable
            caption="收款账户"
            items={accounts}
            rowKey={(row) => row.provinceId}
            columns={[
              { key: "p", name: "省份", isTitle: true, cell: (row) => row.provinceName },
              { key: "n", name: "户名", cell: (row) => row.name || "未设置，企业不能转账" },
              { key: "b", name: "开户行", cell: (row) => row.bank || "—" },
              { key: "a", name: "帐号", cell: (row) => row.number || "—" },
              ...(mayEdit ? [{ key: "x", name: "修改", cell: (row: (typeof accounts)[number]) => <EditCollection account={row} /> }] : []),
            ]}
            whenEmpty={<p className="text-ink-soft">当前平台没有可以设置的省份。</p>}
          />
        </section>
      </Stack>
    </>
  );
}
