import type { z } from "zod";
import { formatInstant } from "@/server/kernel/calendar";
import type { ApiClientPage } from "@/server/machine/client.schema";
import { type ApiScope, machineApis, mayCall } from "@/server/machine/machine.rules";
import { provinceName } from "@/server/platforms/province.rules";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Badge } from "../ui/badge";
import { TextLink } from "../ui/link";
import { ClientActions } from "./client-actions";

type Props = { page: z.output<typeof ApiClientPage>; platformId: string; mayManage: boolean };

/** What a client may do, in words: 产品订单（读写）、客户. */
export function scopeWords(scopes: readonly ApiScope[]): string {
  return machineApis.flatMap(({ number, name }) => (mayCall(scopes, number, "write") ? [`${name}（读写）`] : mayCall(scopes, number, "read") ? [name] : [])).join("、");
}

/** IN6: the platform's machine clients. */
export function ClientTable({ page, platformId, mayManage }: Props) {
  return (
    <DataTable
      caption="接口客户端"
      items={page.rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "n", name: "系统", isTitle: true, cell: (row) => <TextLink href={`/api-clients/${row.id}`}>{row.name}</TextLink> },
        { key: "c", name: "客户端编号", cell: (row) => <code className="break-all">{row.clientId}</code> },
        { key: "a", name: "可用接口", cell: (row) => scopeWords(row.scopes) || "—" },
        { key: "p", name: "省份", cell: (row) => row.provinceIds.map(provinceName).join("、") || "全平台" },
        { key: "s", name: "状态", cell: (row) => <>{row.suspendedAt ? <Badge tone="danger">已停用</Badge> : <Badge tone="success">使用中</Badge>}{row.oldSecretUntil && <> <Badge tone="warning">旧密钥用到 {formatInstant(row.oldSecretUntil)}</Badge></>}</> },
        { key: "l", name: "最近登录", cell: (row) => (row.lastTokenAt ? formatInstant(row.lastTokenAt) : "还没有") },
        { key: "x", name: "处理", cell: (row) => (mayManage ? <ClientActions client={row} platformId={platformId} /> : "—") },
      ]}
      whenEmpty={<EmptyState title="还没有接口客户端" text="97、计费、客服等系统用客户端编号和密钥调用本平台的开放接口。" />}
    />
  );
}
