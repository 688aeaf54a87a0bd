import type { Metadata } from "next";
import { CompanyTabs } from "@/components/accounts/company-tabs";
import { RecoveryNotice } from "@/components/company/recovery-notice";
import { RequireFactor } from "@/components/accounts/require-factor";
import { MemberTable } from "@/components/accounts/member-table";
import { ButtonLink } from "@/components/ui/link";
import { api, orLeave } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("企业成员") };
}

export default async function MembersPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const say = await getSay();
  const base = accountBase(await params);
  const caller = await api();
  const [me, members, recovery] = await orLeave(Promise.all([caller.account.me(), caller.account.members(), caller.company.recovery()]), `${base}/login`);
  const path = `${base}/company/members`;
  const mayManage = allows([me.role], "membership.manage");
  return (
    <>
      <CompanyTabs base={base} role={me.role} current="members" waiting={me.waitingRequests} />
      {recovery && <RecoveryNotice notice={recovery} />}
      <div className="mb-5 flex flex-wrap gap-2.5">
        {mayManage && <ButtonLink href={`${path}/new`}>{say("邀请成员")}</ButtonLink>}
        <ButtonLink href={`${path}/roles`} variant="secondary">{say("角色和权限")}</ButtonLink>
      </div>
      <MemberTable members={members} path={path} mayManage={mayManage} />
      {mayManage && <div className="mt-8"><RequireFactor key={me.secondFactorFrom} from={me.secondFactorFrom} today={me.today} /></div>}
    </>
  );
}
