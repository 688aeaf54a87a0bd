import type { Metadata } from "next";
import { ContractDownload } from "@/components/ordering/contract-download";
import { ContractPaper } from "@/components/ordering/contract-paper";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("服务协议") };
}

type Props = { params: Promise<{ platform: string; province: string; orderId: string }> };

/** OR14: the text as it was agreed to, with person, time and address; prints as it stands. */
export default async function ContractPage({ params }: Props) {
  const say = await getSay();
  const { orderId, ...place } = await params;
  const base = accountBase(place);
  const caller = await api();
  const order = await orLeave(caller.order.byId({ orderId }), `${base}/login`);
  const [contract, seal] = await orLeave(Promise.all([caller.order.contract({ version: order.contractVersion }), caller.order.contractSeal({ orderId })]), `${base}/login`);
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: say("订单"), href: `${base}/orders` }, { label: order.number, href: `${base}/orders/${orderId}` }, { label: say("服务协议") }]} />} title={contract.title} text={say("第 {version} 版，{validFrom} 起生效", { version: contract.version, validFrom: say.instant(contract.validFrom) })} />
      <div className="mb-4 empty:hidden"><ContractDownload orderId={orderId} seal={seal} /></div>
      <ContractPaper body={contract.body} foot={say("订单 {orderNumber}：{acceptedByName} 于 {acceptedAt} 从地址 {acceptedIp} 同意本协议。", { orderNumber: order.number, acceptedByName: order.acceptedByName, acceptedAt: say.instant(order.acceptedAt), acceptedIp: order.acceptedIp })} />
    </>
  );
}
