"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField, TextareaField } from "../ui/text-field";

type Call = { at: Date; attempt: number; tookMs: number; httpStatus: number | null; outcome: string };
type Props = { serviceOrderId: string; attempt: number; calls: Call[]; mayMarkDone: boolean };

/** PR10: ask the AP again under the same key, or close by hand with the AP's written word. */
export function RequestActions({ serviceOrderId, attempt, calls, mayMarkDone }: Props) {
  const { refresh } = useRouter();
  const trpc = useTRPC();
  const [isOpen, setIsOpen] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const again = useOnceKey(`resend:${serviceOrderId}:${attempt}`);
  const byHand = useOnceKey(`markDone:${serviceOrderId}`);
  const resend = useMutation(trpc.provisioning.resend.mutationOptions({ onSettled: () => { again.renew(); refresh(); } }));
  const markDone = useMutation(trpc.provisioning.markDone.mutationOptions({ onSuccess: () => { setIsOpen(false); refresh(); }, onError: (error) => setErrors(problemOf(error)?.fields ?? {}) }));
  const errorOf = (name: string) => fieldProblem(errors[name]);
  function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string) => String(given.get(name) ?? "");
    markDone.mutate({ serviceOrderId, key: byHand.key, businessId: text("businessId"), accountName: text("accountName"), signInUrl: text("signInUrl"), proof: text("proof") });
  }
  return (
    <div className="flex flex-wrap gap-1">
      <Button size="sm" variant="secondary" isBusy={resend.isPending || !again.key} onClick={() => resend.mutate({ serviceOrderId, key: again.key })}>重新发送</Button>
      <Dialog title="请求详情与人工处理" isOpen={isOpen} onOpenChange={setIsOpen} isSticky trigger={<Button size="sm" variant="ghost">详情</Button>}>
        <h3 className="font-medium">最近的呼叫</h3>
        <ul className="mb-4">
          {calls.length === 0 && <li className="text-ink-soft">还没有呼叫。</li>}
          {calls.map((call) => (
            <li key={call.at.toISOString()}>
              {formatInstant(call.at)} · 第 {call.attempt} 次 · {call.httpStatus ? `HTTP ${call.httpStatus}` : "没有答复"} · {call.tookMs} 毫秒
            </li>
          ))}
        </ul>
        {mayMarkDone && <form onSubmit={send} noValidate className="flex flex-col gap-3">
          <h3 className="font-medium">应用方已书面确认开通</h3>
          <TextField name="businessId" label="业务标识" error={errorOf("businessId")} />
          <TextField name="accountName" label="应用帐号" error={errorOf("accountName")} />
          <TextField name="signInUrl" label="登录地址" inputMode="url" hint="应用方提供的网址，以 https:// 开头" error={errorOf("signInUrl")} />
          <TextareaField name="proof" label="凭据" rows={2} hint="谁、何时、以什么方式确认" error={errorOf("proof")} />
          <FormProblem>{markDone.error && Object.keys(errors).length === 0 ? problemOf(markDone.error)?.words : null}</FormProblem>
          <div>
            <Button type="submit" isBusy={markDone.isPending || !byHand.key}>标记为已开通</Button>
          </div>
        </form>}
      </Dialog>
      <FormProblem>{problemOf(resend.error)?.words}</FormProblem>
    </div>
  );
}
