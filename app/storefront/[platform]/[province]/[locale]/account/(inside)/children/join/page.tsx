import type { Metadata } from "next";
import { JoinForm } from "@/components/group/join-form";
import { OpenRelationship } from "@/components/group/leave-panel";
import { RelationshipTable } from "@/components/group/relationship-table";
import { EmptyState } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Stack } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { api, orLeave } from "@/server/caller";
import { cursorOf, withQuery } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("帐号加入和离开") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function JoinPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const query = await searchParams;
  const cursor = cursorOf(query);
  const caller = await api();
  const [me, page] = await orLeave(Promise.all([caller.account.me(), caller.accountRelationship.list(cursor ? { cursor } : {})]), `${base}/login`);
  const path = `${base}/children`;
  const mayJoin = allows([me.role], "accountRelationship.manage") && me.customer.parentAccountName === null;
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: say("子帐号"), href: path }, { label: say("加入和离开") }]} />} title={say("帐号加入和离开")} text={say("已有的帐号可以成为子帐号，子帐号也可以独立，都从下一个帐期起生效；旧帐单仍归原来的付费方。")} />
      <Stack gap="lg">
        {page.rows.filter(({ mayDecide, mayUndo }) => mayDecide || mayUndo).map((row) => <OpenRelationship key={row.id} row={row} isParentSide={me.customer.parentAccountName === null} />)}
        {mayJoin ? <JoinForm childrenPath={path} /> : <EmptyState title={say("这里不能安排加入")} text={say("由上级企业的管理员办理。")} />}
        <section aria-labelledby="past">
          <h2 id="past" className="mb-3 text-lg font-semibold">{say("记录")}</h2>
          <RelationshipTable
            rows={page.rows} whenEmpty={<EmptyState title={say("没有加入或离开的记录")} />}
            foot={<Pagination previousHref={cursor ? withQuery(`${path}/join`, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(`${path}/join`, query, { cursor: page.nextCursor }) : null} />}
          />
        </section>
      </Stack>
    </>
  );
}
