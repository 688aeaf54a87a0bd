import type { Metadata } from "next";
import { PushTable } from "@/components/operation/push-table";
import { PageHeader } from "@/components/patterns/page-header";
import { Alert } from "@/components/ui/alert";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Stack } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { api, orLeave, signInPath } from "@/server/caller";
import { cursorOf, withQuery } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";

export const metadata: Metadata = { title: "推送失败" };

export default async function PushesPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const cursor = cursorOf(query);
  const caller = await api();
  const [me, page] = await orLeave(Promise.all([caller.console.me({}), caller.figure.pushes({ ...(cursor ? { cursor } : {}) })]), await signInPath(""));
  const path = "/figures/pushes";
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: "运行指标", href: "/figures" }, { label: "推送失败" }]} />} title="推送失败" text="最近 7 天多次尝试仍没有送达的通知。排除原因以后重发。" />
      <Stack>
        {page.unacknowledged > 0 && <Alert tone="warning" title={`97 或省计费有 ${page.unacknowledged} 条消息多次没有确认`}>会一直自动重发，不会丢失；长时间没有恢复时请联系对方系统的值班人员。</Alert>}
        <PushTable rows={page.rows} mayResend={allows(me.roles, "notification.resend")} />
        <Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />
      </Stack>
    </>
  );
}
