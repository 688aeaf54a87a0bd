"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { z } from "zod";
import { formatInstant } from "@/server/kernel/calendar";
import type { PushPage } from "@/server/operation/figure.schema";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { FormProblem } from "../patterns/form-layout";
import { TextAnchor } from "../ui/anchor";
import { Button } from "../ui/button";

type Row = z.output<typeof PushPage>["rows"][number];
const channelWords: Record<Row["channel"], string> = { email: "邮件", sms: "短信", wecom: "企业微信", dingtalk: "钉钉", push: "推送" };

/** NT1, SY2: what reached nobody, each to be sent again. */
export function PushTable({ rows, mayResend }: { rows: readonly Row[]; mayResend: boolean }) {
  const { refresh } = useRouter();
  const resend = useMutation(useTRPC().console.resendNotification.mutationOptions({ onSuccess: refresh }));
  return (
    <>
      <FormProblem>{problemOf(resend.error)?.words}</FormProblem>
      <DataTable
        caption="没有送达的通知"
        items={rows}
        rowKey={(row) => row.id}
        columns={[
          { key: "subject", name: "通知", isTitle: true, cell: (row) => row.subject || `${channelWords[row.channel]}消息` },
          { key: "channel", name: "方式", cell: (row) => channelWords[row.channel] },
          { key: "company", name: "企业", cell: (row) => (row.customerId && row.companyName ? <TextAnchor href={`/customers/${row.customerId}`}>{row.companyName}</TextAnchor> : "—") },
          { key: "at", name: "写于", cell: (row) => formatInstant(row.createdAt) },
          { key: "attempts", name: "已试", align: "end", cell: (row) => `${row.attempts} 次` },
          {
            key: "do", name: "处理",
            cell: (row) => (mayResend && row.mayResend ? <Button size="sm" variant="secondary" isBusy={resend.isPending && resend.variables.notificationId === row.id} onClick={() => resend.mutate({ notificationId: row.id })}>重发<span className="sr-only"> {row.subject}</span></Button> : "—"),
          },
        ]}
        whenEmpty={<EmptyState title="没有推送失败" text="最近 7 天的通知都已送达，或者还在自动重试。" />}
      />
    </>
  );
}
