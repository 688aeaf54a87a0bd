import type { Metadata } from "next";
import { CompanyTabs } from "@/components/accounts/company-tabs";
import { JoinRequests } from "@/components/accounts/join-requests";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("成员申请") };
}

export default async function RequestsPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const base = accountBase(await params);
  const caller = await api();
  const [me, requests] = await Promise.all([orLeave(caller.account.me(), `${base}/login`), orLeave(caller.account.joinRequests(), `${base}/login`)]);
  return (
    <>
      <CompanyTabs base={base} role={me.role} current="requests" waiting={me.waitingRequests} />
      <JoinRequests requests={requests} />
    </>
  );
}
