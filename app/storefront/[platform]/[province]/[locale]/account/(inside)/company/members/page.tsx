import type { Metadata } from "next";
import { CompanyTabs } from "@/components/accounts/company-tabs";
import { RecoveryNotice } from "@/components/company/recovery-notice";
import { MemberTable } from "@/components/accounts/member-table";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";

export const metadata: Metadata = { title: "企业成员" };

export default async function MembersPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const base = accountBase(await params);
  const caller = await api();
  const [me, members, recovery] = await orLeave(Promise.all([caller.account.me(), caller.account.members(), caller.company.recovery()]), `${base}/login`);
  return (
    <>
      <CompanyTabs base={base} role={me.role} current="members" waiting={me.waitingRequests} />
      {recovery && <RecoveryNotice notice={recovery} />}
      <MemberTable members={members} />
    </>
  );
}
