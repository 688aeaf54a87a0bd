import type { z } from "zod";
import { formatInstant } from "@/server/kernel/calendar";
import type { RequestPage } from "@/server/lifecycle/desk.schema";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Badge } from "../ui/badge";
import { TextLink } from "../ui/link";
import { DecideSuspension } from "./decide-suspension";

/** CH6: requests to stop a product, or to let it run again, that wait for a second person. */
export function SuspensionTable({ rows, mayDecide }: { rows: z.output<typeof RequestPage>["rows"]; mayDecide: boolean }) {
  return (
    <DataTable
      caption="待复核的停机和复机"
      items={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "who", name: "企业", isTitle: true, cell: (row) => <TextLink href={`/customers/${row.customerId}`}>{row.companyName}</TextLink> },
        { key: "what", name: "产品", cell: (row) => <TextLink href={`/products/${row.productId}`}>{row.productName}</TextLink> },
        { key: "turn", name: "申请", cell: (row) => <Badge tone={row.isToStop ? "danger" : "success"}>{row.isToStop ? "停机" : "复机"}</Badge> },
        { key: "why", name: "原因", cell: (row) => row.reason },
        { key: "by", name: "提出", cell: (row) => `${row.askedBy}，${formatInstant(row.askedAt)}` },
        { key: "do", name: "复核", cell: (row) => (!mayDecide ? "—" : row.isOwn ? "须由另一位员工复核" : <DecideSuspension requestId={row.id} name={`${row.companyName} ${row.productName}`} isToStop={row.isToStop} />) },
      ]}
      whenEmpty={<EmptyState title="没有待复核的停复机" text="在客户的产品页提出停机或复机后，会出现在这里。" />}
    />
  );
}
