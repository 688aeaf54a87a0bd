import type { Metadata } from "next";
import { BillDownloads } from "@/components/billing/bill-downloads";
import { BillFacts } from "@/components/billing/bill-facts";
import { BillLines } from "@/components/billing/bill-lines";
import { periodWords } from "@/components/billing/bill-table";
import { PageHeader } from "@/components/patterns/page-header";
import { StateBadge } from "@/components/patterns/state-badge";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { CardHeader, Stack } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { billStateWords } from "@/messages/zh-CN";
import { api, orLeave, signInPath } from "@/server/caller";
import { formatFen } from "@/server/kernel/money";
import { cursorOf, withQuery } from "@/server/kernel/pagination";
import { getSay } from "@/components/say/server";

export const metadata: Metadata = { title: "帐单" };

type Props = { params: Promise<{ billId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function StaffBillPage({ params, searchParams }: Props) {
  const say = await getSay();
  const { billId } = await params;
  const query = await searchParams;
  const cursor = cursorOf(query);
  const bill = await orLeave((await api()).billingDesk.bill({ billId, ...(cursor ? { cursor } : {}) }), await signInPath(""));
  const path = `/bills/${billId}`;
  return (
    <>
      <PageHeader
        above={<Breadcrumb crumbs={[{ label: "帐务", href: "/billing" }, { label: bill.number }]} />}
        title={`${bill.companyName} ${periodWords(say, bill.periodFrom)}帐单`}
        text={`合计 ${formatFen(bill.totalFen)}，已付 ${formatFen(bill.paidFen)}，待付 ${formatFen(bill.totalFen - bill.paidFen)} · 企业帐号 ${bill.accountName}`}
        badges={<StateBadge state={bill.state} words={billStateWords} />}
        actions={<BillDownloads href={`/api/bills/${bill.id}`} />}
      />
      <Stack>
        <BillFacts bill={bill} hrefOf={(id) => `/bills/${id}`} />
        <section aria-labelledby="lines">
          <CardHeader id="lines" title="费用明细" text={`共 ${bill.lineCount} 行`} />
          <BillLines lines={bill.lines} foot={<Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={bill.nextCursor ? withQuery(path, query, { cursor: bill.nextCursor }) : null} />} />
        </section>
      </Stack>
    </>
  );
}
