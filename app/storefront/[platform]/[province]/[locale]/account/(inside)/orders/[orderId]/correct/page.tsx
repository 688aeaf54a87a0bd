import type { Metadata } from "next";
import { CorrectForm } from "@/components/ordering/correct-form";
import { EmptyState } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { ButtonLink } from "@/components/ui/link";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("更正订单") };
}

type Props = { params: Promise<{ platform: string; province: string; orderId: string }> };

export default async function CorrectPage({ params }: Props) {
  const say = await getSay();
  const { orderId, ...place } = await params;
  const base = accountBase(place);
  const caller = await api();
  const order = await orLeave(caller.order.byId({ orderId }), `${base}/login?to=${encodeURIComponent(`${base}/orders/${orderId}/correct`)}`);
  const header = <PageHeader above={<Breadcrumb crumbs={[{ label: say("订单"), href: `${base}/orders` }, { label: order.number, href: `${base}/orders/${orderId}` }, { label: say("更正") }]} />} title={say("更正订单")} text={say.named(order.productNames)} />;
  if (order.stage !== "returned")
    return (
      <>
        {header}
        <EmptyState title={say("这个订单现在不需要更正")} text={say("它可能已经再次提交或已结束。")} actions={<ButtonLink href={`${base}/orders/${orderId}`}>{say("查看订单")}</ButtonLink>} />
      </>
    );
  const quote = await caller.order.price({ offeringCode: order.offeringCode, seats: order.seats, orderId });
  return (
    <>
      {header}
      <CorrectForm base={base} order={order} initial={quote} />
    </>
  );
}
