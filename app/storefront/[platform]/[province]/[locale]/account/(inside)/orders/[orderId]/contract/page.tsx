import type { Metadata } from "next";
import { ContractDownload } from "@/components/ordering/contract-download";
import { ContractPaper } from "@/components/ordering/contract-paper";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { api, orLeave } from "@/server/caller";
import { formatInstant } from "@/server/kernel/calendar";
import { accountBase } from "@/server/platforms/paths";

export const metadata: Metadata = { title: "服务协议" };

type Props = { params: Promise<{ platform: string; province: string; orderId: string }> };

/** OR14: the text as it was agreed to, with person, time and address; prints as it stands. */
export default async function ContractPage({ params }: Props) {
  const { orderId, ...place } = await params;
  const base = accountBase(place);
  const caller = await api();
  const order = await orLeave(caller.order.byId({ orderId }), `${base}/login`);
  const [contract, seal] = await orLeave(Promise.all([caller.order.contract({ version: order.contractVersion }), caller.order.contractSeal({ orderId })]), `${base}/login`);
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: "订单", href: `${base}/orders` }, { label: order.number, href: `${base}/orders/${orderId}` }, { label: "服务协议" }]} />} title={contract.title} text={`第 ${contract.version} 版，${formatInstant(contract.validFrom)} 起生效`} />
      <div className="mb-4 empty:hidden"><ContractDownload orderId={orderId} seal={seal} /></div>
      <ContractPaper body={contract.body} foot={`订单 ${order.number}：${order.acceptedByName} 于 ${formatInstant(order.acceptedAt)} 从地址 ${order.acceptedIp} 同意本协议。`} />
    </>
  );
}
