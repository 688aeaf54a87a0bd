import type { Metadata } from "next";
import { AuditTable } from "@/components/console/audit-table";
import { PageHeader } from "@/components/patterns/page-header";
import { Alert } from "@/components/ui/alert";
import { api, orLeave, signInPath } from "@/server/caller";
import { wordsOf } from "@/server/kernel/pagination";

export const metadata: Metadata = { title: "审计" };

export default async function AuditPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const search = wordsOf(query, "q");
  const before = wordsOf(query, "before");
  const caller = await api();
  const page = await orLeave(caller.console.audit({ ...(search ? { search } : {}), ...(before && /^\d{1,15}$/.test(before) ? { before: BigInt(before) } : {}) }), await signInPath(""));
  const chain = await caller.console.proveAudit({});
  return (
    <>
      <PageHeader title="审计" text="谁、为谁、做了什么、从哪里。记录只能追加，每一条都由前一条的指纹封存。" />
      <Alert tone={chain.isWhole ? "success" : "danger"} title={chain.isWhole ? `链条完整：${chain.records} 条记录，${chain.anchors} 个外部锚点` : `链条在第 ${String(chain.faultSeq)} 条断开，请立即上报`} />
      <AuditTable page={page} search={search ?? ""} isFirstPage={!before} />
    </>
  );
}
