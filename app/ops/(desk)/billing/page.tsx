import type { Metadata } from "next";
import { BillingTabs } from "@/components/billing/billing-tabs";
import { ProvinceBilling } from "@/components/billing/billing-settings";
import { RunTable } from "@/components/billing/run-table";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { PageHeader } from "@/components/patterns/page-header";
import { CardHeader, Stack } from "@/components/ui/card";
import { api, orLeave, signInPath } from "@/server/caller";
import { formatInstant } from "@/server/kernel/calendar";
import { allows } from "@/server/kernel/permissions";

export const metadata: Metadata = { title: "帐务" };

export default async function BillingPage() {
  const caller = await api();
  const [me, runs, settings, disputes] = await orLeave(Promise.all([caller.console.me({}), caller.billingDesk.runs({}), caller.billingDesk.settings({}), caller.billingDesk.disputes({ tab: "open" })]), await signInPath(""));
  return (
    <>
      {runs.rows.some((run) => run.state !== "published") && <LiveRefresh seconds={5} />}
      <PageHeader title="帐务" text={`每月 1 日 2:00 自动出上月帐单，3 日 9:00 自动发布。下一次：${formatInstant(runs.nextRunAt)}。`} />
      <Stack>
        <BillingTabs current="/billing" disputes={disputes.openCount} />
        <RunTable rows={runs.rows} />
        <section aria-labelledby="province-billing">
          <CardHeader id="province-billing" title="各省设置" text="违约金的改动从下一次出账起生效，双倍返还从下一次答复异议起生效。" />
          <ProvinceBilling rows={settings.rows} mayEdit={allows(me.roles, "billing.edit")} />
        </section>
      </Stack>
    </>
  );
}
