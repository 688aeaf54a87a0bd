import type { Metadata } from "next";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { CompanyChangeDossier } from "@/components/review/company-change-dossier";
import { DecisionPanel } from "@/components/review/decision-panel";
import { LicenceDossier } from "@/components/review/licence-dossier";
import { OpeningDossier } from "@/components/review/opening-dossier";
import { OrderDossierView } from "@/components/review/order-dossier";
import { RecoveryDossier } from "@/components/review/recovery-dossier";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { api, orLeave, signInPath } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";

export const metadata: Metadata = { title: "审核" };

export default async function ReviewPage({ params }: { params: Promise<{ taskId: string }> }) {
  const caller = await api();
  const me = await orLeave(caller.console.me({}), await signInPath(""));
  const dossier = await orLeave(caller.review.dossier(await params), await signInPath(""));
  const mayReveal = allows(me.roles, "contact.reveal");
  return (
    <>
      {/* What a provider answers to an order that was let through appears by itself. */}
      {dossier.order?.stage === "provisioning" && <LiveRefresh seconds={5} />}
      <PageHeader above={<Breadcrumb crumbs={[{ label: "待审队列", href: "/queue" }, { label: dossier.task.subtitle }]} />} title={dossier.task.title} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="min-w-0">
          {dossier.order && <OrderDossierView order={dossier.order} mayReveal={mayReveal} />}
          {dossier.opening && <OpeningDossier opening={dossier.opening} mayReveal={mayReveal} />}
          {dossier.licence && <LicenceDossier licence={dossier.licence} />}
          {dossier.companyChange && <CompanyChangeDossier change={dossier.companyChange} />}
          {dossier.recovery && <RecoveryDossier recovery={dossier.recovery} mayReveal={mayReveal} />}
        </div>
        <DecisionPanel task={dossier.task} decision={dossier.decision} isOwnFirstApproval={dossier.isOwnFirstApproval} markable={dossier.order ? ["seats", ...Object.keys(dossier.order.facts).map((kind) => `facts.${kind}`), "note"] : null} mayReturn={(dossier.task.kind === "order" && dossier.order?.operation === "order") || dossier.task.kind === "opening"} mayDecide={allows(me.roles, "review.decide")} now={me.now} />
      </div>
    </>
  );
}
