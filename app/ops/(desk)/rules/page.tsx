import type { Metadata } from "next";
import { PageHeader } from "@/components/patterns/page-header";
import { NewDraft, RollBack } from "@/components/rules/version-actions";
import { DraftTable, VersionTable } from "@/components/rules/version-table";
import { Tabs } from "@/components/ui/tabs";
import { api, orLeave, signInPath } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { choiceOf, cursorOf, withQuery } from "@/server/kernel/pagination";
import { ruleTabs } from "@/server/ordering/rule.schema";

export const metadata: Metadata = { title: "受理规则" };
const labels = { versions: "版本", waiting: "待生效", drafts: "草稿" } as const;

export default async function RulesPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const tab = choiceOf(query, "tab", ruleTabs) ?? "versions";
  const cursor = cursorOf(query);
  const paging = cursor ? { cursor } : {};
  const caller = await api();
  const [me, versions, drafts] = await orLeave(Promise.all([caller.console.me({}), caller.channelRule.versions({ tab: tab === "waiting" ? "waiting" : "versions", ...(tab === "drafts" ? {} : paging) }), caller.channelRule.drafts(tab === "drafts" ? paging : {})]), await signInPath(""));
  const hrefOf = (changes: Record<string, string | null>) => withQuery("/rules", query, { cursor: null, ...changes });
  const pages = (nextCursor: string | null) => ({ previousHref: cursor ? hrefOf({}) : null, nextHref: nextCursor ? hrefOf({ cursor: nextCursor }) : null });
  const current = versions.rows.find(({ standing }) => standing === "inForce");
  const { previous } = versions;
  return (
    <>
      <PageHeader
        title="受理规则" text="每项申请由谁受理、要不要人工审核：从上到下对照，第一条符合的规则决定。改动写成草稿，由另一人复核后发布。"
        actions={<>
          {previous && allows(me.roles, "channelRule.release") && <RollBack versionId={previous.id} version={previous.version} note={previous.note} inForce={versions.inForce} />}
          {current && allows(me.roles, "channelRule.write") && <NewDraft versionId={current.id} version={current.version} isMain />}
        </>}
      />
      <Tabs label="规则" tabs={ruleTabs.map((one) => ({ href: hrefOf({ tab: one === "versions" ? null : one }), label: labels[one], isCurrent: tab === one, ...(one === "drafts" && drafts.rows.length > 0 ? { count: drafts.rows.length } : {}) }))} />
      <div className="mt-3">
        {tab === "drafts" ? <DraftTable page={drafts} {...pages(drafts.nextCursor)} /> : <VersionTable page={versions} isWaiting={tab === "waiting"} {...pages(versions.nextCursor)} />}
      </div>
    </>
  );
}
