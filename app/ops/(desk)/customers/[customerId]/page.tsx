import type { Metadata } from "next";
import { BeginView } from "@/components/access/begin-view";
import { Customer360View } from "@/components/customers/customer-360";
import { PageHeader } from "@/components/patterns/page-header";
import { StateBadge } from "@/components/patterns/state-badge";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { ButtonLink } from "@/components/ui/link";
import { verificationWords } from "@/messages/zh-CN";
import { api, orLeave, signInPath } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";

export const metadata: Metadata = { title: "客户详情" };

export default async function CustomerPage({ params }: { params: Promise<{ customerId: string }> }) {
  const caller = await api();
  const me = await orLeave(caller.console.me({}), await signInPath(""));
  const customer = await orLeave(caller.console.customer(await params), await signInPath(""));
  const [journals, payments, bills] = await Promise.all([caller.ledgerDesk.journals({ customerId: customer.id }), caller.paymentDesk.payments({ customerId: customer.id }), allows(me.roles, "billing.read") ? caller.billingDesk.bills({ customerId: customer.id }) : null]);
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: "客户", href: "/customers" }, { label: customer.name }]} />} title={customer.name} text={`企业帐号 ${customer.accountName}`} badges={<StateBadge state={customer.verification} words={verificationWords} />} actions={<>{allows(me.roles, "customerView.begin") && <BeginView customerId={customer.id} />}{allows(me.roles, "ticketDesk.read") && <ButtonLink href={`/tickets?q=${encodeURIComponent(customer.accountName)}`} variant="secondary">服务单</ButtonLink>}</>} />
      <Customer360View customer={customer} journals={journals.rows} payments={payments.rows} bills={bills} roles={me.roles} />
    </>
  );
}
