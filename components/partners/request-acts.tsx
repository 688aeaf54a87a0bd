"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { z } from "zod";
import { formatInstant } from "@/server/kernel/calendar";
import type { RequestRow } from "@/server/partners/desk.schema";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { DescriptionList } from "../ui/description-list";
import { Dialog } from "../ui/dialog";

/** Has the portal ask again now, under the same key, once the partner's system is mended. */
export function ResendButton({ request, attempt, name }: { request: string; attempt: number; name: string }) {
  const { refresh } = useRouter();
  const once = useOnceKey(`partnerResend:${request}:${attempt}`);
  const resend = useMutation(useTRPC().partnerDesk.resend.mutationOptions({ onSettled: () => { once.renew(); refresh(); } }));
  return (
    <>
      <Button size="sm" variant="secondary" isBusy={resend.isPending || !once.key} aria-label={`重新发送 ${name}`} onClick={() => resend.mutate({ request, key: once.key })}>重新发送</Button>
      <FormProblem>{problemOf(resend.error)?.words}</FormProblem>
    </>
  );
}

/** What was sent to the partner's system and what came back, call by call. */
export function RequestCalls({ row }: { row: z.output<typeof RequestRow> }) {
  return (
    <Dialog title={`订单 ${row.orderNumber} 的呼叫记录`} trigger={<Button size="sm" variant="ghost" aria-label={`呼叫记录 ${row.orderNumber}`}>呼叫记录</Button>}>
      <DescriptionList
        items={[
          { term: "订单行标识", value: <><code className="break-all">{row.serviceOrderId}</code> <CopyButton text={row.serviceOrderId} /></> },
          { term: "幂等键", value: <><code className="break-all">{row.requestKey}</code> <CopyButton text={row.requestKey} /></> },
        ]}
      />
      <h3 className="mt-4 font-medium">最近的呼叫</h3>
      <ul>
        {row.calls.length === 0 && <li className="text-ink-soft">还没有呼叫。</li>}
        {row.calls.map((call) => (
          <li key={call.at.toISOString()} className="py-1">{formatInstant(call.at)} · 第 {call.attempt} 次 · {call.httpStatus ? `HTTP ${call.httpStatus}` : "没有答复"} · {call.tookMs} 毫秒</li>
        ))}
      </ul>
    </Dialog>
  );
}
