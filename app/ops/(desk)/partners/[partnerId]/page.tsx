import type { Metadata } from "next";
import { ManageNote } from "@/components/partners/manage-note";
import { PartnerDetail } from "@/components/partners/partner-detail";
import { RunTable } from "@/components/partners/run-table";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { CardHeader, Stack } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { api, orLeave, signInPath } from "@/server/caller";
import { formatInstant } from "@/server/kernel/calendar";
import { cursorOf, withQuery } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";
import { NATIONAL_SCOPE } from "@/server/platforms/province.rules";

export const metadata: Metadata = { title: "合作伙伴" };

type Props = { params: Promise<{ partnerId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PartnerPage({ params, searchParams }: Props) {
  const query = await searchParams;
  const cursor = cursorOf(query);
  const caller = await api();
  const { partnerId } = await params;
  const [me, partner, runs] = await orLeave(Promise.all([caller.console.me({}), caller.partner.byId({ partnerId }), caller.partner.testRuns({ partnerId, ...(cursor ? { cursor } : {}) })]), await signInPath(""));
  const [mayManage, isNational] = [allows(me.roles, "partner.manage"), me.dutyPlatformId === NATIONAL_SCOPE];
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: "合作伙伴", href: "/partners" }, { label: partner.name }]} />} title={partner.name} text={`编号 ${partner.code} · ${partner.createdBy} 于 ${formatInstant(partner.createdAt)} 建立`} />
      <Stack>
        {mayManage && !isNational && <ManageNote />}
        <PartnerDetail partner={partner} mayManage={mayManage && isNational} />
        <section aria-labelledby="tests">
          <CardHeader id="tests" title="契约测试" text={`现行接口版本 ${runs.version}；全部通过的应用才能上架销售。`} />
          <RunTable rows={runs.rows} base={`/partners/${partnerId}/tests`} />
          <Pagination previousHref={cursor ? withQuery(`/partners/${partnerId}`, query, { cursor: null }) : null} nextHref={runs.nextCursor ? withQuery(`/partners/${partnerId}`, query, { cursor: runs.nextCursor }) : null} />
        </section>
      </Stack>
    </>
  );
}
