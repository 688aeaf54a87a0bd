import type { Metadata } from "next";
import { GroupOrders } from "@/components/carts/group-orders";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { api, orLeave, signInPath } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("批次订单") };
}

type Props = { params: Promise<{ platform: string; province: string; number: string }> };

export default async function GroupPage({ params }: Props) {
  const say = await getSay();
  const { number, ...place } = await params;
  const base = accountBase(place);
  const group = await orLeave((await api()).shoppingCart.group({ groupNumber: number }), await signInPath(base));
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: say("订单"), href: `${base}/orders` }, { label: say("批次 {number}", { number }) }]} />} title={say("批次 {number}", { number })} text={say("同一个采购车一起提交的订单；每一单各自办理，进度以订单为准。")} />
      <GroupOrders group={group} base={base} />
    </>
  );
}
