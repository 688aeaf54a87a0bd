import type { Metadata } from "next";
import { ProductDetail } from "@/components/account/product-detail";
import { ProductHeader } from "@/components/account/product-header";
import { TrialCard } from "@/components/billing/trial-card";
import { api, orLeave } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("产品详情") };
}

type Props = { params: Promise<{ platform: string; province: string; productId: string }> };

export default async function ProductPage({ params }: Props) {
  const { productId, ...place } = await params;
  const base = accountBase(place);
  const caller = await api();
  const [me, product] = await orLeave(Promise.all([caller.account.me(), caller.product.byId({ productId })]), `${base}/login`);
  const [{ rows: changes }, transfer] = await orLeave(Promise.all([caller.change.history({ productId }), caller.productTransfer.read({ productId })]), `${base}/login`);
  const mayAsk = allows([me.role], "product.change");
  const trial = product.trial && (await orLeave(caller.bill.trial({ productId }), `${base}/login`));
  return (
    <>
      <ProductHeader product={product} base={base} current="facts" mayReadLaunches={allows([me.role], "seat.assign")} />
      {trial && <TrialCard productId={productId} trial={trial} mayChoose={allows([me.role], "product.renew")} />}
      <ProductDetail product={product} base={base} changes={changes} mayChange={product.isChangeable && mayAsk} mayBreak={product.state === "active" && mayAsk} mayAsk={mayAsk} mayEnd={allows([me.role], "product.end")} mayReport={allows([me.role], "troubleTicket.open")} transfer={{ waiting: transfer.rows.find(({ state }) => state === "scheduled") ?? null, mayAsk: transfer.mayAsk }} />
    </>
  );
}
