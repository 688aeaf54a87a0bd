import type { Metadata } from "next";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { RunDetail, RunHeader } from "@/components/partners/run-detail";
import { api, orLeave, signInPath } from "@/server/caller";

export const metadata: Metadata = { title: "契约测试" };

export default async function TestRunPage({ params }: { params: Promise<{ runId: string }> }) {
  const run = await orLeave((await api()).partnerDesk.testRun(await params), await signInPath(""));
  return (
    <>
      {run.endedAt === null && <LiveRefresh seconds={2} />}
      <RunHeader run={run} crumbs={[{ label: "契约测试", href: "/tests" }]} />
      <RunDetail run={run} />
    </>
  );
}
