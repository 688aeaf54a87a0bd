import type { Metadata } from "next";
import { periodWords } from "@/components/billing/bill-table";
import { RunDetail } from "@/components/billing/run-view";
import { runStateWords } from "@/components/billing/run-words";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { PageHeader } from "@/components/patterns/page-header";
import { StateBadge } from "@/components/patterns/state-badge";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { api, orLeave, signInPath } from "@/server/caller";
import { cursorOf } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";
import { getSay } from "@/components/say/server";

export const metadata: Metadata = { title: "出账批次" };

type Props = { params: Promise<{ runId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function RunPage({ params, searchParams }: Props) {
  const say = await getSay();
  const { runId } = await params;
  const query = await searchParams;
  const cursor = cursorOf(query);
  const caller = await api();
  const [me, run] = await orLeave(Promise.all([caller.console.me({}), caller.billingDesk.run({ runId, ...(cursor ? { cursor } : {}) })]), await signInPath(""));
  return (
    <>
      {run.state !== "published" && <LiveRefresh seconds={5} />}
      <PageHeader above={<Breadcrumb crumbs={[{ label: "帐务", href: "/billing" }, { label: periodWords(say, run.periodFrom) }]} />} title={`${periodWords(say, run.periodFrom)}出账`} badges={<StateBadge state={run.state} words={runStateWords} />} />
      <RunDetail run={run} mayRun={allows(me.roles, "billing.run")} query={query} />
    </>
  );
}
