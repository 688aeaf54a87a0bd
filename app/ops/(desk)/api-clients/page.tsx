import type { Metadata } from "next";
import { ClientTable } from "@/components/machine/client-table";
import { CreateClient } from "@/components/machine/create-client";
import { PageHeader } from "@/components/patterns/page-header";
import { Stack } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { api, orLeave, signInPath } from "@/server/caller";
import { cursorOf, withQuery } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";

export const metadata: Metadata = { title: "接口客户端" };

export default async function ApiClientsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const cursor = cursorOf(query);
  const caller = await api();
  const [me, page] = await orLeave(Promise.all([caller.console.me({}), caller.apiClient.list({ ...(cursor ? { cursor } : {}) })]), await signInPath(""));
  const mayManage = allows(me.roles, "apiClient.manage");
  const path = "/api-clients";
  return (
    <>
      <PageHeader title="接口客户端" text="97、计费、客服等系统通过 TM Forum 开放接口读写本平台的数据。每个系统一个客户端，只能做列出的事；每次调用都有记录。" actions={mayManage ? <CreateClient platformId={me.dutyPlatformId} /> : null} />
      <Stack>
        <ClientTable page={page} platformId={me.dutyPlatformId} mayManage={mayManage} />
        <Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />
      </Stack>
    </>
  );
}
