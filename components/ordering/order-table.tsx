import type { ReactNode } from "react";
import type { z } from "zod";
import { stageWordsOf } from "@/messages/zh-CN";
import { orderNouns } from "@/server/ordering/order.rules";
import type { OrderRow } from "@/server/ordering/order.schema";
import { useSay } from "#say";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { ButtonAnchor } from "../ui/button";
import { TextLink } from "../ui/link";

type Row = z.output<typeof OrderRow>;
type Props = { rows: Row[]; base: string; shop: string; whenEmpty?: ReactNode; foot?: ReactNode };

export function OrderTable({ rows, base, shop, whenEmpty, foot }: Props) {
  const say = useSay();
  return (
    <DataTable
      caption={say("订单")}
      items={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "product", name: say("产品"), isTitle: true, cell: (row) => <TextLink href={`${base}/orders/${row.id}`}>{say.named(row.productNames)}{row.operation === "order" ? "" : say("（{replace}）", { replace: orderNouns[row.operation].replace("申请", "") })}</TextLink> },
        { key: "number", name: say("订单号"), cell: (row) => (row.groupNumber ? <>{row.number}<span className="block text-sm">{say("批次 ")}<TextLink href={`${base}/orders?group=${row.groupNumber}`}>{row.groupNumber}</TextLink></span></> : row.number) },
        ...(rows.some(({ account }) => account !== "") ? [{ key: "account", name: say("帐号"), cell: (row: Row) => row.account }] : []),
        { key: "seats", name: say("数量"), align: "end", cell: (row) => say.counted(row.seats, row.seatName) },
        { key: "fee", name: say("首期或补收"), align: "end", cell: (row) => <Money fen={row.firstBillFen} /> },
        { key: "at", name: say("提交时间"), cell: (row) => say.instant(row.submittedAt) },
        { key: "stage", name: say("进度"), cell: (row) => <StateBadge state={row.stage} words={stageWordsOf(row.operation)} /> },
      ]}
      whenEmpty={whenEmpty ?? <EmptyState title={say("还没有订单")} text={say("挑一个产品试试：下单前就能看到准确的费用。")} actions={<ButtonAnchor href={shop}>{say("去选购")}</ButtonAnchor>} />}
      foot={foot}
    />
  );
}
