import type { Metadata } from "next";
import { ChildHeader } from "@/components/group/child-header";
import { LeavePanel } from "@/components/group/leave-panel";
import { RelationshipTable } from "@/components/group/relationship-table";
import { EmptyState } from "@/components/patterns/empty-state";
import { Stack } from "@/components/ui/card";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("子帐号的归属") };
}

type Props = { params: Promise<{ platform: string; province: string; childId: string }> };

export default async function LeavePage({ params }: Props) {
  const say = await getSay();
  const { childId, ...place } = await params;
  const base = accountBase(place);
  const caller = await api();
  const [child, view] = await orLeave(Promise.all([caller.childAccount.byId({ childId }), caller.accountRelationship.read({ childId })]), `${base}/login`);
  return (
    <>
      <ChildHeader base={base} child={child} current="relationship" />
      <Stack gap="lg">
        <LeavePanel childId={childId} view={view} />
        <section aria-labelledby="past">
          <h2 id="past" className="mb-3 text-lg font-semibold">{say("记录")}</h2>
          <RelationshipTable rows={view.past} whenEmpty={<EmptyState title={say("没有加入或离开的记录")} />} />
        </section>
      </Stack>
    </>
  );
}
