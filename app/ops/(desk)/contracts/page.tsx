import type { Metadata } from "next";
import { NewContractDraft } from "@/components/contracts/contract-actions";
import { ContractDraftTable, ContractTable } from "@/components/contracts/contract-tables";
import { PageHeader } from "@/components/patterns/page-header";
import { ButtonLink } from "@/components/ui/link";
import { Tabs } from "@/components/ui/tabs";
import { api, orLeave, signInPath } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { choiceOf, cursorOf, withQuery } from "@/server/kernel/pagination";
import { contractTabs } from "@/server/ordering/contract-desk.schema";

export const metadata: Metadata = { title: "服务协议" };
const labels = { versions: "版本", waiting: "待生效", drafts: "草稿" } as const;

export default async function ContractsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const tab = choiceOf(query, "tab", contractTabs) ?? "versions";
  const cursor = cursorOf(query);
  const paging = cursor ? { cursor } : {};
  const caller = await api();
  const [me, versions, drafts] = await orLeave(Promise.all([caller.console.me({}), caller.contractDesk.versions({ tab: tab === "waiting" ? "waiting" : "versions", ...(tab === "drafts" ? {} : paging) }), caller.contractDesk.drafts(tab === "drafts" ? paging : {})]), await signInPath(""));
  const hrefOf = (changes: Record<string, string | null>) => withQuery("/contracts", query, { cursor: null, ...changes });
  const pages = (nextCursor: string | null) => ({ previousHref: cursor ? hrefOf({}) : null, nextHref: nextCursor ? hrefOf({ cursor: nextCursor }) : null });
  const current = versions.rows.find(({ standing }) => standing === "inForce");
  return (
    <>
      <PageHeader
        title="服务协议" text="客户下单和变更时同意的文本。改动写成草稿，由另一人复核后发布；每张订单保留当时同意的版本。"
        actions={<>
          <ButtonLink href="/contracts/verify" variant="secondary">验证合同</ButtonLink>
          {current && allows(me.roles, "contractText.write") && <NewContractDraft versionId={current.id} version={current.version} isMain />}
        </>}
      />
      <Tabs label="服务协议" tabs={contractTabs.map((one) => ({ href: hrefOf({ tab: one === "versions" ? null : one }), label: labels[one], isCurrent: tab === one, ...(one === "drafts" && drafts.rows.length > 0 ? { count: drafts.rows.length } : {}) }))} />
      <div className="mt-3">
        {tab === "drafts" ? <ContractDraftTable page={drafts} {...pages(drafts.nextCursor)} /> : <ContractTable page={versions} isWaiting={tab === "waiting"} {...pages(versions.nextCursor)} />}
      </div>
    </>
  );
}
