import type { Metadata } from "next";
import { FilterBox } from "@/components/console/filter-box";
import { CreatePartnerDialog } from "@/components/partners/create-partner";
import { ManageNote } from "@/components/partners/manage-note";
import { PartnerTable } from "@/components/partners/partner-table";
import { PageHeader } from "@/components/patterns/page-header";
import { Stack } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { api, orLeave, signInPath } from "@/server/caller";
import { cursorOf, withQuery, wordsOf } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";
import { NATIONAL_SCOPE } from "@/server/platforms/province.rules";

export const metadata: Metadata = { title: "合作伙伴" };

export default async function PartnersPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const [cursor, search] = [cursorOf(query), wordsOf(query, "q")];
  const caller = await api();
  const [me, page] = await orLeave(Promise.all([caller.console.me({}), caller.partner.list({ ...(search ? { search } : {}), ...(cursor ? { cursor } : {}) })]), await signInPath(""));
  const [mayManage, isNational] = [allows(me.roles, "partner.manage"), me.dutyPlatformId === NATIONAL_SCOPE];
  return (
    <>
      <PageHeader title="合作伙伴" text="应用提供商、它们的应用和现在的运行状态。" actions={mayManage && isNational ? <CreatePartnerDialog /> : null} />
      <Stack>
        {mayManage && !isNational && <ManageNote />}
        <FilterBox action="/partners" label="名称或编号" value={search ?? ""} keep={{}} />
        <PartnerTable rows={page.rows} search={search} clearHref={withQuery("/partners", query, { q: null, cursor: null })} />
        <Pagination previousHref={cursor ? withQuery("/partners", query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery("/partners", query, { cursor: page.nextCursor }) : null} />
      </Stack>
    </>
  );
}
