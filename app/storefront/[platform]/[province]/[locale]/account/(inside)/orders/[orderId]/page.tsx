import type { Metadata } from "next";
import { FailedPartCard } from "@/components/ordering/failed-part-card";
import { OrderDetail } from "@/components/ordering/order-detail";
import { PageHeader } from "@/components/patterns/page-header";
import { StateBadge } from "@/components/patterns/state-badge";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { holderWordsOf, stageWordsOf } from "@/messages/zh-CN";
import { api, orLeave } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { orderNouns } from "@/server/ordering/order.rules";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("订单详情") };
}

type Props = { params: Promise<{ platform: string; province: string; orderId: string }> };

export default async function OrderPage({ params }: Props) {
  const say = await getSay();
  const { orderId, ...place } = await params;
  const base = accountBase(place);
  const caller = await api();
  const order = await orLeave(caller.order.byId({ orderId }), `${base}/login?to=${encodeURIComponent(`${base}/orders/${orderId}`)}`);
  const mayHaveFailed = order.parts.length > 0 && (order.stage === "partChoice" || order.stage === "provisioning");
  const [failed, me] = await Promise.all([mayHaveFailed ? caller.bundlePart.failed({ orderId }) : { rows: [] }, caller.account.me()]);
  return (
    <>
      <PageHeader
        above={<Breadcrumb crumbs={[{ label: say("订单"), href: `${base}/orders` }, { label: order.number }]} />}
        title={order.broken ? say("拆分 {productNames}", { productNames: say.named(order.productNames) }) : order.operation === "order" ? say.named(order.productNames) : `${orderNouns[order.operation].replace("申请", "")} ${say.named(order.productNames)}`}
        text={`${order.operation === "order" ? say("订单||一张") : say.word(orderNouns[order.operation])} ${order.number} · ${say.word(holderWordsOf(order.operation)[order.holder])}`}
        badges={<StateBadge state={order.stage} words={stageWordsOf(order.operation)} />}
      />
      <OrderDetail order={order} base={base} mayPush={!me.isByCompany && me.view === null} above={failed.rows.map((part) => <FailedPartCard key={part.id} part={part} mayChoose={allows([me.role], "productOrder.submit")} />)} />
    </>
  );
}
