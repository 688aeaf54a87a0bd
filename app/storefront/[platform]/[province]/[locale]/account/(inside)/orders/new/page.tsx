import type { Metadata } from "next";
import { OrderForm } from "@/components/ordering/order-form";
import { EmptyState } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { ButtonAnchor } from "@/components/ui/button";
import { api, orLeave } from "@/server/caller";
import { idOf, wordsOf } from "@/server/kernel/pagination";
import { accountBase, shopBase } from "@/server/platforms/paths";
import { offeringSeats } from "@/components/ordering/offering-seats";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("下单") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function NewOrderPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const query = await searchParams;
  const offeringCode = wordsOf(query, "offering");
  const offer = idOf(query, "offer");
  const here = `${base}/orders/new?offering=${offeringCode ?? ""}&seats=${wordsOf(query, "seats") ?? ""}&agent=${wordsOf(query, "agent") ?? ""}${offer ? `&offer=${offer}` : ""}`;
  const shop = `${shopBase(base, say.locale)}/products`;
  const caller = await api();
  await orLeave(caller.account.me(), `${base}/login?to=${encodeURIComponent(here)}`);
  const first = offeringCode ? await offeringSeats(caller, offeringCode, Number(wordsOf(query, "seats")), offer) : null;
  if (!first?.quote)
    return (
      <>
        <PageHeader title={say("下单")} />
        <EmptyState title={first ? say("这个套餐暂时不能订购") : say("先选一个套餐")} text={first?.words ?? say("在产品页选好套餐和数量，再回到这里。")} actions={<ButtonAnchor href={shop}>{say("去选购")}</ButtonAnchor>} />
      </>
    );
  return (
    <>
      <PageHeader title={say("订购 {specificationName}", { specificationName: say.named(first.quote.specificationName) })} text={say("{offeringName} · 提交前请核对费用", { offeringName: say.named(first.quote.offeringName) })} />
      <OrderForm base={base} initial={first.quote} agent={wordsOf(query, "agent") ?? ""} />
    </>
  );
}
