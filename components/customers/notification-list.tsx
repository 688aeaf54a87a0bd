"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { z } from "zod";
import { formatInstant } from "@/server/kernel/calendar";
import type { Customer360 } from "@/server/staff/console.schema";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { StateBadge, type StateWords } from "../patterns/state-badge";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";

type Notification = z.output<typeof Customer360>["notifications"][number];
const words: StateWords<Notification["state"]> = { waiting: { word: "待发送", tone: "info" }, sent: { word: "已发送", tone: "success" }, held: { word: "免打扰时段后发送", tone: "info" }, kept: { word: "只放消息中心", tone: "neutral" }, gathered: { word: "已并入每日摘要", tone: "neutral" }, failed: { word: "发送失败", tone: "danger" } };

/** NT1: what was sent to this company, and a way to send it again. */
export function NotificationList({ notifications, mayResend }: { notifications: Notification[]; mayResend: boolean }) {
  const { refresh } = useRouter();
  const resend = useMutation(useTRPC().console.resendNotification.mutationOptions({ onSuccess: refresh }));
  return (
    <Card as="section" labelledBy="c-mail">
      <CardHeader id="c-mail" title="通知" />
      {notifications.length === 0 && <p className="text-ink-soft">还没有发过通知。</p>}
      <ul className="flex flex-col gap-1.5">
        {notifications.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center gap-2">
            <StateBadge state={row.state} words={words} />
            <span className="min-w-0 flex-1">{row.subject || "短信"}</span>
            <span className="text-ink-faint">{formatInstant(row.createdAt)}</span>
            {mayResend && (
              <Button size="sm" variant="ghost" isBusy={resend.isPending && resend.variables.notificationId === row.id} onClick={() => resend.mutate({ notificationId: row.id })}>
                重发
              </Button>
            )}
          </li>
        ))}
      </ul>
      <FormProblem>{problemOf(resend.error)?.words}</FormProblem>
    </Card>
  );
}
