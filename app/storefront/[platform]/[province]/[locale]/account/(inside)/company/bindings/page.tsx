import type { Metadata } from "next";
import { BindingTable } from "@/components/accounts/binding-table";
import { CompanyTabs } from "@/components/accounts/company-tabs";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("应用帐号") };
}

export default async function BindingsPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const base = accountBase(await params);
  const caller = await api();
  const [me, bindings] = await Promise.all([orLeave(caller.account.me(), `${base}/login`), orLeave(caller.account.bindings(), `${base}/login`)]);
  return (
    <>
      <CompanyTabs base={base} role={me.role} current="bindings" waiting={me.waitingRequests} />
      <BindingTable bindings={bindings} base={base} />
    </>
  );
}
