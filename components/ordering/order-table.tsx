import type { ReactNode } from "react";
import type { z } from "zod";
import { stageWordsOf } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import { orderNouns } from "@/server/ordering/order.rules";
import type { OrderRow } from "@/server/ordering/order.schema";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { ButtonAnchor } from "../ui/button";
import { TextLink } from "../ui/link";

type Row = z.output<typeof OrderRow>;
type Props = { rows: Row[]; base: string; shop: string; whenEmpty?: ReactNode; foot?: ReactNode };

export function OrderTable({ rows, base, shop, whenEmpty, foot }: Props) {
  return (
    <DataTable
      caption="订单"
      items={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "product", name: "产品", isTitle: true, cell: (row) => <TextLink href={`${base}/orders/${row.id}`}>{row.productNames}{row.operation === "order" ? "" : `（${orderNouns[row.operation].replace("申请", "")}）`}</TextLink> },
        { key: "number", name: "订单号", cell: (row) => (row.groupNumber ? <>{row.number}<span className="block text-sm">批次 <TextLink href={`${base}/orders?group=${row.groupNumber}`}>{row.groupNumber}</TextLink></span></> : row.number) },
        ...(rows.some(({ account }) => account !== "") ? [{ key: "account", name: "帐号", cell: (row: Row) => row.account }] : []),
        { key: "seats", name: "数量", align: "end", cell: (row) => `${row.seats} ${row.seatName}` },
        { key: "fee", name: "首期或补收", align: "end", cell: (row) => <Money fen={row.firstBillFen} /> },
        { key: "at", name: "提交时间", cell: (row) => formatInstant(row.submittedAt) },
        { key: "stage", name: "进度", cell: (row) => <StateBadge state={row.stage} words={stageWordsOf(row.operation)} /> },
      ]}
      whenEmpty={whenEmpty ?? <EmptyState title="还没有订单" text="挑一个产品试试：下单前就能看到准确的费用。" actions={<ButtonAnchor href={shop}>去选购</ButtonAnchor>} />}
      foot={foot}
    />
  );
}
