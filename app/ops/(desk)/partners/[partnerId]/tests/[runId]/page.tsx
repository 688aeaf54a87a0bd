import type { Metadata } from "next";
import { RunDetail, RunHeader } from "@/components/partners/run-detail";
import { api, orLeave, signInPath } from "@/server/caller";

export const metadata: Metadata = { title: "契约测试" };

export default async function PartnerTestRunPage({ params }: { params: Promise<{ partnerId: string; runId: string }> }) {
  const { runId } = await params;
  const run = await orLeave((await api()).partner.testRun({ runId }), await signInPath(""));
  return (
    <>
      <RunHeader run={run} crumbs={[{ label: "合作伙伴", href: "/partners" }, { label: "契约测试", href: `/partners/${run.partnerId}` }]} />
      <RunDetail run={run} />
    </>
  );
}
