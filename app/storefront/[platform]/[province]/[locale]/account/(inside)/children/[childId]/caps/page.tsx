import type { Metadata } from "next";
import { CapsPanel } from "@/components/caps/caps-panel";
import { ChildHeader } from "@/components/group/child-header";
import { api, orLeave } from "@/server/caller";
import { dayIn } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("子帐号的额度") };
}

type Props = { params: Promise<{ platform: string; province: string; childId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ChildCapsPage({ params, searchParams }: Props) {
  const { childId, ...place } = await params;
  const base = accountBase(place);
  const onDay = dayIn(await searchParams, "day");
  const caller = await api();
  const [me, child, view] = await orLeave(Promise.all([caller.account.me(), caller.childAccount.byId({ childId }), caller.cap.read({ accountId: childId, ...(onDay ? { onDay } : {}) })]), `${base}/login`);
  return (
    <>
      <ChildHeader base={base} child={child} current="caps" />
      <CapsPanel path={`${base}/children/${childId}/caps`} view={view} maySet={allows([me.role], "spendingCap.set") && child.stage !== "closed"} isHead={false} />
    </>
  );
}
