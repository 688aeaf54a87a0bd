import { orderStageWords } from "@/messages/zh-CN";
import type { GroupView } from "@/server/carts/cart.schema";
import { useSay } from "#say";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { Card, CardHeader, Row, Stack } from "../ui/card";
import { ButtonLink, TextLink } from "../ui/link";
import { refusalWords } from "./cart-words";

/** OR16: what came of one sending: each order with its state, their sum, and the lines that stayed with why. */
export function GroupOrders({ group, base }: { group: GroupView; base: string }) {
  const say = useSay();
  const isOfMany = group.orders.some(({ account }) => account !== "");
  const [[first], [order]] = [group.stayed, group.orders];
  return (
    <Stack gap="lg">
      {first && (
        <Card as="section" labelledBy="stayed">
          <CardHeader id="stayed" title={say("{stayed} 行没有下单，留在采购车里", { stayed: group.stayed.length })} text={say("处理后可以再提交。")} actions={<ButtonLink size="sm" variant="secondary" href={first.isOpenCart ? `${base}/cart` : `${base}/cart/${first.cartId}`}>{say("回到采购车")}</ButtonLink>} />
          <ul className="flex flex-col gap-2">
            {group.stayed.map((line) => <li key={line.itemId}><span className="font-medium">{line.account === "" ? "" : `${line.account} · `}{say.named(line.productName)} · {line.seats}</span><span className="block text-sm text-danger">{refusalWords(say, line.refusal, line.isOwn)}</span></li>)}
          </ul>
        </Card>
      )}
      <DataTable
        caption={say("这个批次的订单")} items={group.orders} rowKey={({ id }) => id}
        columns={[
          { key: "product", name: say("产品"), isTitle: true, cell: ({ id, productName }) => <TextLink href={`${base}/orders/${id}`}>{say.named(productName)}</TextLink> },
          { key: "number", name: say("订单号"), cell: ({ number }) => number },
          ...(isOfMany ? [{ key: "account", name: say("帐号"), cell: ({ account }: GroupView["orders"][number]) => account }] : []),
          { key: "seats", name: say("数量"), align: "end", cell: ({ seats, seatName }) => say.counted(seats, seatName) },
          { key: "first", name: say("首期"), align: "end", cell: ({ firstBillFen }) => <Money fen={firstBillFen} /> },
          { key: "month", name: say("每月"), align: "end", cell: ({ monthlyFen }) => <Money fen={monthlyFen} /> },
          { key: "stage", name: say("进度"), cell: ({ stage }) => <StateBadge state={stage} words={orderStageWords} /> },
        ]}
        whenEmpty={<EmptyState title={say("这个批次没有订单")} text={say("没有一行能够办理，原因见上。")} />}
      />
      {order && (
        <Row justify="between" align="baseline">
          <p className="text-sm text-ink-faint">{say("{acceptedByName} 于 {submittedAt} 提交", { acceptedByName: order.acceptedByName, submittedAt: say.instant(order.submittedAt) })}</p>
          <Row align="baseline">{say("{orders} 单合计", { orders: group.orders.length })}<span>{say.rich("首期 {amount}", { amount: <Money fen={group.firstBillFen} size="lg" /> })}</span><span>{say.rich("每月 {amount}", { amount: <Money fen={group.monthlyFen} size="lg" /> })}</span></Row>
        </Row>
      )}
    </Stack>
  );
}
