import type { Metadata } from "next";
import { ManageNote } from "@/components/partners/manage-note";
import { PartnerDetail } from "@/components/partners/partner-detail";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Stack } from "@/components/ui/card";
import { api, orLeave, signInPath } from "@/server/caller";
import { formatInstant } from "@/server/kernel/calendar";
import { allows } from "@/server/kernel/permissions";
import { NATIONAL_SCOPE } from "@/server/platforms/province.rules";

export const metadata: Metadata = { title: "合作伙伴" };

export default async function PartnerPage({ params }: { params: Promise<{ partnerId: string }> }) {
  const caller = await api();
  const [me, partner] = await orLeave(Promise.all([caller.console.me({}), caller.partner.byId(await params)]), await signInPath(""));
  const [mayManage, isNational] = [allows(me.roles, "partner.manage"), me.dutyPlatformId === NATIONAL_SCOPE];
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: "合作伙伴", href: "/partners" }, { label: partner.name }]} />} title={partner.name} text={`编号 ${partner.code} · ${partner.createdBy} 于 ${formatInstant(partner.createdAt)} 建立`} />
      <Stack>
        {mayManage && !isNational && <ManageNote />}
        <PartnerDetail partner={partner} mayManage={mayManage && isNational} />
      </Stack>
    </>
  );
}
