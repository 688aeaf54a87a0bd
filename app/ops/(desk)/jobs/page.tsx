import type { Metadata } from "next";
import { FailureTable } from "@/components/operation/failure-table";
import { JobCards } from "@/components/operation/job-cards";
import { RerunForm } from "@/components/operation/rerun-form";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { PageHeader } from "@/components/patterns/page-header";
import { Stack } from "@/components/ui/card";
import { api, orLeave, signInPath } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";

export const metadata: Metadata = { title: "后台任务" };

export default async function JobsPage() {
  const caller = await api();
  const [me, board] = await orLeave(Promise.all([caller.console.me({}), caller.job.board({})]), await signInPath(""));
  const mayRun = allows(me.roles, "job.run");
  return (
    <>
      <LiveRefresh seconds={10} />
      <PageHeader title="后台任务" text="系统自己按时办的事：办到哪里、卡在哪里。每几秒看一遍，没办成的自动再试。" />
      <Stack gap="lg">
        <JobCards board={board} mayReadBilling={allows(me.roles, "billing.read")} mayReadRequests={allows(me.roles, "provisioning.read")} />
        <FailureTable board={board} mayRun={mayRun} />
        {mayRun && <RerunForm />}
      </Stack>
    </>
  );
}
