import type { Metadata } from "next";
import { CompanyCards } from "@/components/accounts/company-card";
import { CompanyTabs } from "@/components/accounts/company-tabs";
import { LicenceRenewal } from "@/components/accounts/licence-renewal";
import { Stack } from "@/components/ui/card";
import { api, orLeave } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("企业资料") };
}

export default async function CompanyPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const base = accountBase(await params);
  const caller = await api();
  const [me, company] = await Promise.all([orLeave(caller.account.me(), `${base}/login`), orLeave(caller.account.company(), `${base}/login`)]);
  return (
    <>
      <CompanyTabs base={base} role={me.role} current="company" waiting={me.waitingRequests} />
      <Stack gap="lg">
        <CompanyCards company={company} />
        <LicenceRenewal company={company} mayHandIn={allows([me.role], "paper.handIn")} />
      </Stack>
    </>
  );
}
