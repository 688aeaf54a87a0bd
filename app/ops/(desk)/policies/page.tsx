import type { Metadata } from "next";
import { PageHeader } from "@/components/patterns/page-header";
import { NewPolicyDraft } from "@/components/policies/policy-actions";
import { NoPolicyYet } from "@/components/policies/no-policy-yet";
import { PolicyKinds } from "@/components/policies/policy-kinds";
import { PolicyDraftTable, PolicyTable } from "@/components/policies/policy-tables";
import { Tabs } from "@/components/ui/tabs";
import { api, orLeave, signInPath } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { choiceOf, cursorOf, withQuery } from "@/server/kernel/pagination";
import { policyKinds } from "@/server/privacy/policy.rules";
import { policyTabs } from "@/server/privacy/policy-desk.schema";

export const metadata: Metadata = { title: "隐私政策和用户协议" };
const labels = { versions: "版本", waiting: "待生效", drafts: "草稿" } as const;

export default async function PoliciesPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const tab = choiceOf(query, "tab", policyTabs) ?? "versions";
  const [kind, cursor] = [choiceOf(query, "kind", policyKinds), cursorOf(query)];
  const filter = kind ? { kind } : {};
  const paging = { ...filter, ...(cursor ? { cursor } : {}) };
  const caller = await api();
  const [me, versions, drafts] = await orLeave(Promise.all([caller.console.me({}), caller.policyDesk.versions({ tab: tab === "waiting" ? "waiting" : "versions", ...(tab === "drafts" ? filter : paging) }), caller.policyDesk.drafts(tab === "drafts" ? paging : filter)]), await signInPath(""));
  const hrefOf = (changes: Record<string, string | null>) => withQuery("/policies", query, { cursor: null, ...changes });
  const pages = (nextCursor: string | null) => ({ previousHref: cursor ? hrefOf({}) : null, nextHref: nextCursor ? hrefOf({ cursor: nextCursor }) : null, isFiltered: kind !== undefined, clearHref: hrefOf({ kind: null }) });
  const current = versions.inForce.find((one) => one.kind === (kind ?? "privacy"));
  return (
    <>
      <PageHeader
        title="隐私政策和用户协议" text={`全国一份，各平台公示同一文本。改动写成草稿，由另一人复核后发布；每个人保留自己同意过的版本。${versions.mayChange ? "" : "修改和发布请切换到“全国”岗位。"}`}
        actions={current && versions.mayChange && allows(me.roles, "policyText.write") ? <NewPolicyDraft key={current.versionId} versionId={current.versionId} version={current.version} isMain /> : undefined}
      />
      {versions.missing.length > 0 && <div className="mb-(--stack)"><NoPolicyYet kinds={versions.missing} mayBegin={versions.mayChange && allows(me.roles, "policyText.write")} /></div>}
      <Tabs label="隐私政策和用户协议" tabs={policyTabs.map((one) => ({ href: hrefOf({ tab: one === "versions" ? null : one }), label: labels[one], isCurrent: tab === one, ...(one === "drafts" && drafts.rows.length > 0 ? { count: drafts.rows.length } : {}) }))} />
      <PolicyKinds kind={kind} hrefOf={(one) => hrefOf({ kind: one })} />
      {tab === "drafts" ? <PolicyDraftTable page={drafts} {...pages(drafts.nextCursor)} /> : <PolicyTable page={versions} isWaiting={tab === "waiting"} {...pages(versions.nextCursor)} />}
    </>
  );
}
