import type { Metadata } from "next";
import { OrderDetail } from "@/components/ordering/order-detail";
import { PageHeader } from "@/components/patterns/page-header";
import { StateBadge } from "@/components/patterns/state-badge";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { holderWords, orderStageWords } from "@/messages/zh-CN";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";

export const metadata: Metadata = { title: "订单详情" };

type Props = { params: Promise<{ platform: string; province: string; orderId: string }> };

export default async function OrderPage({ params }: Props) {
  const { orderId, ...place } = await params;
  const base = accountBase(place);
  const order = await orLeave((await api()).order.byId({ orderId }), `${base}/login?to=${encodeURIComponent(`${base}/orders/${orderId}`)}`);
  return (
    <>
      <PageHeader
        above={<Breadcrumb crumbs={[{ label: "订单", href: `${base}/orders` }, { label: order.number }]} />}
        title={order.productNames}
        text={`订单 ${order.number} · ${holderWords[order.holder]}`}
        badges={<StateBadge state={order.stage} words={orderStageWords} />}
      />
      <OrderDetail order={order} base={base} />
    </>
  );
}
