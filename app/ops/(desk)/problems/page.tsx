import type { Metadata } from "next";
import { PageHeader } from "@/components/patterns/page-header";
import { ProblemTable } from "@/components/problems/problem-table";
import { ButtonLink } from "@/components/ui/link";
import { Tabs } from "@/components/ui/tabs";
import { problemStateWords } from "@/messages/zh-CN";
import { api, orLeave, signInPath } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { choiceOf, cursorOf, withQuery } from "@/server/kernel/pagination";
import { problemStates } from "@/server/problems/problem.schema";

export const metadata: Metadata = { title: "已知故障" };

export default async function ProblemsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const [state, cursor] = [choiceOf(query, "state", problemStates), cursorOf(query)];
  const caller = await api();
  const [me, page] = await orLeave(Promise.all([caller.console.me({}), caller.serviceProblem.list({ ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) })]), await signInPath(""));
  const hrefOf = (changes: Record<string, string | null>) => withQuery("/problems", query, { cursor: null, ...changes });
  return (
    <>
      <PageHeader title="已知故障" text="公布后显示在故障公告页、产品页和客户的报障页，并告知在用这些产品的企业。" actions={allows(me.roles, "serviceProblem.manage") ? <ButtonLink href="/problems/new">公布故障</ButtonLink> : undefined} />
      <Tabs label="故障状态" tabs={[{ href: hrefOf({ state: null }), label: "全部", isCurrent: state === undefined }, ...problemStates.map((one) => ({ href: hrefOf({ state: one }), label: problemStateWords[one].word, isCurrent: state === one }))]} />
      <div className="mt-3">
        <ProblemTable page={page} platformId={me.dutyPlatformId} isFiltered={state !== undefined} clearHref={hrefOf({ state: null })} previousHref={cursor ? hrefOf({}) : null} nextHref={page.nextCursor ? hrefOf({ cursor: page.nextCursor }) : null} />
      </div>
    </>
  );
}
