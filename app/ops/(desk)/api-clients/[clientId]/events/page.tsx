import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { EventTable, SubscriptionTable } from "@/components/machine/event-table";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Stack } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { api, orLeave, signInPath } from "@/server/caller";
import { choiceOf, cursorOf, withQuery } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";
import { eventTabs } from "@/server/machine/event.schema";

export const metadata: Metadata = { title: "事件推送" };

type Props = { params: Promise<{ clientId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };
const labels = { dead: "已放弃", waiting: "等待发送", sent: "已送达" } as const;

export default async function ApiEventsPage({ params, searchParams }: Props) {
  const { clientId } = await params;
  if (!z.uuid().safeParse(clientId).success) notFound();
  const query = await searchParams;
  const cursor = cursorOf(query);
  const tab = choiceOf(query, "tab", eventTabs) ?? "dead";
  const caller = await api();
  const [me, page] = await orLeave(Promise.all([caller.console.me({}), caller.apiClient.events({ id: clientId, tab, ...(cursor ? { cursor } : {}) })]), await signInPath(""));
  const mayManage = allows(me.roles, "apiClient.manage");
  const path = `/api-clients/${clientId}/events`;
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: "接口客户端", href: "/api-clients" }, { label: page.client.name, href: `/api-clients/${clientId}` }, { label: "事件推送" }]} />} title="事件推送" text="订单、产品、帐单、付款等状态变化时推送给订阅的系统，同一对象按先后顺序，24 小时内自动重发。" />
      <Stack>
        <SubscriptionTable rows={page.subscriptions} mayManage={mayManage} />
        <Tabs label="事件" tabs={eventTabs.map((value) => ({ href: withQuery(path, {}, { tab: value }), label: labels[value], isCurrent: value === tab }))} />
        <EventTable rows={page.rows} mayManage={mayManage} />
        <Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />
      </Stack>
    </>
  );
}
