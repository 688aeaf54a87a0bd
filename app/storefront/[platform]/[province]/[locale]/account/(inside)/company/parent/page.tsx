import type { Metadata } from "next";
import { CompanyTabs } from "@/components/accounts/company-tabs";
import { JoinCodeCard } from "@/components/group/join-code";
import { LeavePanel, OpenRelationship } from "@/components/group/leave-panel";
import { RelationshipTable } from "@/components/group/relationship-table";
import { EmptyState } from "@/components/patterns/empty-state";
import { Stack } from "@/components/ui/card";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("上级企业") };
}

export default async function ParentPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const say = await getSay();
  const base = accountBase(await params);
  const caller = await api();
  const [me, view] = await orLeave(Promise.all([caller.account.me(), caller.accountRelationship.read({})]), `${base}/login`);
  return (
    <>
      <CompanyTabs base={base} role={me.role} current="parent" waiting={me.waitingRequests} />
      <Stack gap="lg">
        {view.parentName !== null ? <LeavePanel childId={undefined} view={view} />
          : view.open ? <OpenRelationship row={view.open} isParentSide={false} />
            : view.join ? <JoinCodeCard join={view.join} /> : <EmptyState title={say("本帐号没有上级企业")} text={say("加入上级企业由企业管理员办理。")} />}
        {view.past.length > 0 && (
          <section aria-labelledby="past">
            <h2 id="past" className="mb-3 text-lg font-semibold">{say("记录")}</h2>
            <RelationshipTable rows={view.past} whenEmpty={null} />
          </section>
        )}
      </Stack>
    </>
  );
}
