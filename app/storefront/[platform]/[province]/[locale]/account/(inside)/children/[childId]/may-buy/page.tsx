import type { Metadata } from "next";
import { ChildHeader } from "@/components/group/child-header";
import { MayBuyTable } from "@/components/group/may-buy-table";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("子帐号今天能订购什么") };
}

export default async function ChildMayBuyPage({ params }: { params: Promise<{ platform: string; province: string; childId: string }> }) {
  const { childId, ...place } = await params;
  const base = accountBase(place);
  const caller = await api();
  const [child, rows] = await orLeave(Promise.all([caller.childAccount.byId({ childId }), caller.authorisation.mayBuy({ childId })]), `${base}/login`);
  return (
    <>
      <ChildHeader base={base} child={child} current="mayBuy" />
      <MayBuyTable rows={rows} orderPath={null} />
    </>
  );
}
