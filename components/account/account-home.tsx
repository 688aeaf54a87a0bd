import type { z } from "zod";
import type { ProductView } from "@/server/inventory/product.schema";
import type { BalanceView } from "@/server/ledger/ledger.schema";
import type { OrderRow } from "@/server/ordering/order.schema";
import { Money } from "../patterns/money";
import { PageHeader } from "../patterns/page-header";
import { Stat } from "../patterns/stat";
import { Alert } from "../ui/alert";
import { ButtonAnchor } from "../ui/button";
import { Card, CardHeader, Grid, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { TextLink } from "../ui/link";
import { OrderTable } from "../ordering/order-table";

type Order = z.output<typeof OrderRow>;
type Me = { companyName: string; accountName: string; payType: "prepaid" | "postpaid"; managerName: string; managerPhone: string; managerHours: string };
type Props = { base: string; me: Me; returned: Order[]; orders: Order[]; products: z.output<typeof ProductView>[]; balance: BalanceView | null };

/** AI20: what waits for me, what is going on, what I have, with one link each. */
export function AccountHome({ base, me, returned, orders, products, balance }: Props) {
  const shop = `${base.replace(/\/account$/, "")}/products`;
  const opening = products.filter((product) => product.state === "pendingActive");
  const running = products.filter((product) => product.state === "active");
  const stopped = products.filter((product) => product.state === "suspended");
  const isLow = me.payType === "prepaid" && balance !== null && balance.cashFen < running.reduce((sum, product) => sum + product.monthlyFen, 0n);
  return (
    <Stack gap="lg">
      <PageHeader title={me.companyName} text={`企业帐号 ${me.accountName}`} actions={<ButtonAnchor href={shop}>选购产品</ButtonAnchor>} />
      {returned.map((order) => (
        <Alert key={order.id} tone="warning" title={`订单 ${order.number} 需要您更正`} actions={<TextLink href={`${base}/orders/${order.id}/correct`}>去更正</TextLink>}>
          {order.productNames}:审核人员标出了需要修改的内容，其他内容都已保留。
        </Alert>
      ))}
      {isLow && (
        <Alert tone="warning" title="可用余额少于下月费用" actions={<TextLink href={`${base}/balance`}>去充值</TextLink>}>
          下月费用从可用余额扣除，请提前存入，避免产品暂停。
        </Alert>
      )}
      {stopped.length > 0 && (
        <Alert tone="danger" title={`${stopped.length} 个产品已暂停`} actions={<TextLink href={`${base}/products`}>查看</TextLink>} />
      )}
      <Grid columns={4}>
        {balance && me.payType === "prepaid" && <Stat name="可用余额" value={<Money fen={balance.cashFen} />} text={balance.heldFen > 0n ? <>另有预占 <Money fen={balance.heldFen} /></> : "没有预占"} href={`${base}/balance`} />}
        <Stat name="使用中的产品" value={running.length} href={`${base}/products`} />
        <Stat name="正在开通" value={opening.length} href={`${base}/products`} />
        <Stat name="待我处理" value={returned.length} href={`${base}/orders?stage=returned`} />
      </Grid>
      <section aria-labelledby="latest">
        <h2 id="latest" className="mb-3 text-lg font-semibold">
          最近的订单
        </h2>
        <OrderTable rows={orders} base={base} shop={shop} />
      </section>
      <Card>
        <CardHeader title="您的客户经理" text="选购、开通、帐单有任何问题，直接找他。" />
        <DescriptionList
          layout="grid"
          items={[
            { term: "姓名", value: me.managerName },
            { term: "电话", value: me.managerPhone },
            { term: "服务时间", value: me.managerHours },
          ]}
        />
      </Card>
    </Stack>
  );
}
