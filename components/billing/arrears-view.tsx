import type { z } from "zod";
import type { ArrearsPage } from "@/server/billing/desk.schema";
import { useSay } from "#say";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { Stat } from "../patterns/stat";
import { Badge } from "../ui/badge";
import { Grid, Stack } from "../ui/card";
import { TextLink } from "../ui/link";
import { periodWords } from "./bill-table";
import { PauseDunning } from "./pause-dunning";

const groupWords = { upTo30: "30 天以内", upTo60: "31–60 天", upTo90: "61–90 天", over90: "90 天以上" } as const;

/** RP9: debts by age, and each overdue bill with what stands in the way of dunning. */
export function ArrearsView({ page, mayPause }: { page: z.output<typeof ArrearsPage>; mayPause: boolean }) {
  const say = useSay();
  return (
    <Stack>
      <Grid columns={4}>
        {page.groups.map((row) => (
          <Stat key={row.group} name={`逾期 ${groupWords[row.group]}`} value={<Money fen={row.openFen} />} text={`${row.bills} 张帐单`} />
        ))}
      </Grid>
      <DataTable
        caption="逾期帐单"
        items={page.rows}
        rowKey={(row) => row.id}
        rowTone={(row) => (row.overdueDays > 30 ? "danger" : "plain")}
        columns={[
          { key: "who", name: "企业", isTitle: true, cell: (row) => <TextLink href={`/customers/${row.customerId}`}>{row.companyName}</TextLink> },
          { key: "bill", name: "帐单", cell: (row) => <TextLink href={`/bills/${row.id}`}>{periodWords(say, row.periodFrom)} {row.number}</TextLink> },
          { key: "days", name: "逾期", align: "end", cell: (row) => `${row.overdueDays} 天` },
          { key: "open", name: "欠费", align: "end", cell: (row) => <Money fen={row.totalFen - row.paidFen} /> },
          { key: "notes", name: "情况", cell: (row) => <>{row.isPaused && <Badge tone="info">暂停催缴</Badge>} {row.disputedFen > 0n && <Badge tone="warning">异议 <Money fen={row.disputedFen} /></Badge>} {row.suspendedProducts > 0 && <Badge tone="danger">已暂停 {row.suspendedProducts} 个产品</Badge>}{!row.isPaused && row.disputedFen === 0n && row.suspendedProducts === 0 && "—"}</> },
          { key: "do", name: "处理", cell: (row) => (mayPause && !row.isPaused ? <PauseDunning customerId={row.customerId} companyName={row.companyName} /> : "—") },
        ]}
        whenEmpty={<EmptyState title="没有逾期的帐单" text="到期未付的帐单会出现在这里。" />}
      />
    </Stack>
  );
}
