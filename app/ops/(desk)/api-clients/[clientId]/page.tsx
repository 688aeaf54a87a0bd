import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { CallTable } from "@/components/machine/call-table";
import { scopeWords } from "@/components/machine/client-table";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Stack } from "@/components/ui/card";
import { ButtonLink } from "@/components/ui/link";
import { Pagination } from "@/components/ui/pagination";
import { api, orLeave, signInPath } from "@/server/caller";
import { cursorOf, withQuery } from "@/server/kernel/pagination";

export const metadata: Metadata = { title: "接口调用记录" };

type Props = { params: Promise<{ clientId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ApiClientPage({ params, searchParams }: Props) {
  const { clientId } = await params;
  if (!z.uuid().safeParse(clientId).success) notFound();
  const query = await searchParams;
  const cursor = cursorOf(query);
  const { client, rows, nextCursor } = await orLeave((await api()).apiClient.calls({ id: clientId, ...(cursor ? { cursor } : {}) }), await signInPath(""));
  const path = `/api-clients/${clientId}`;
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: "接口客户端", href: "/api-clients" }, { label: client.name }]} />} title={client.name} text={`可用接口：${scopeWords(client.scopes) || "没有"}`} actions={<ButtonLink href={`${path}/events`} variant="secondary">事件推送</ButtonLink>} />
      <Stack>
        <CallTable rows={rows} />
        <Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={nextCursor ? withQuery(path, query, { cursor: nextCursor }) : null} />
      </Stack>
    </>
  );
}
