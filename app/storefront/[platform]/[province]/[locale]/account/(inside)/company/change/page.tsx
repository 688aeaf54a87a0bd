import type { Metadata } from "next";
import { CompanyTabs } from "@/components/accounts/company-tabs";
import { ChangeForm } from "@/components/company/change-form";
import { ChangeHistory } from "@/components/company/change-history";
import { ContactForm } from "@/components/company/contact-form";
import { Stack } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { api, orLeave } from "@/server/caller";
import { cursorOf, withQuery } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("资料变更") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function CompanyChangePage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const query = await searchParams;
  const cursor = cursorOf(query);
  const caller = await api();
  const [me, company, changes] = await orLeave(Promise.all([caller.account.me(), caller.account.company(), caller.company.changes(cursor ? { cursor } : {})]), `${base}/login`);
  const mayChange = allows([me.role], "company.change");
  const path = `${base}/company/change`;
  return (
    <>
      <CompanyTabs base={base} role={me.role} current="change" waiting={me.waitingRequests} />
      <Stack gap="lg">
        {mayChange ? <><ContactForm company={company} /><ChangeForm company={company} isWaiting={changes.isWaiting} /></> : <p className="text-ink-soft">{say("变更资料需要企业管理员操作；以下是变更记录。")}</p>}
        <ChangeHistory rows={changes.rows} mayChange={mayChange} />
        <Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={changes.nextCursor ? withQuery(path, query, { cursor: changes.nextCursor }) : null} />
      </Stack>
    </>
  );
}
