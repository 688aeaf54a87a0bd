import type { Metadata } from "next";
import { ChildHeader } from "@/components/group/child-header";
import { ChildPanel } from "@/components/group/child-view";
import { PayerForm } from "@/components/group/payer-form";
import { FundPanel } from "@/components/group/fund-panel";
import { api, orLeave } from "@/server/caller";
import { cursorOf, withQuery } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("子帐号") };
}

type Props = { params: Promise<{ platform: string; province: string; childId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ChildPage({ params, searchParams }: Props) {
  const { childId, ...place } = await params;
  const base = accountBase(place);
  const query = await searchParams;
  const cursor = cursorOf(query);
  const caller = await api();
  const me = await orLeave(caller.account.me(), `${base}/login`);
  const mayMove = allows([me.role], "fund.move");
  const [child, funds] = await orLeave(Promise.all([caller.childAccount.byId({ childId }), mayMove ? caller.fund.read({ childId, ...(cursor ? { cursor } : {}) }) : null]), `${base}/login`);
  const payer = mayMove && child.stage !== "closed" ? await orLeave(caller.childPayer.read({ childId }), `${base}/login`) : null;
  const path = `${base}/children/${childId}`;
  return (
    <>
      <ChildHeader base={base} child={child} current="overview" />
      <ChildPanel child={child} base={base} mayOpen={allows([me.role], "childAccount.open")}>
        {payer && <PayerForm childId={childId} view={payer} mayChange={allows([me.role], "childPayer.set")} />}
        {funds && child.stage !== "closed" && <FundPanel childId={childId} funds={funds} previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={funds.nextCursor ? withQuery(path, query, { cursor: funds.nextCursor }) : null} />}
      </ChildPanel>
    </>
  );
}
