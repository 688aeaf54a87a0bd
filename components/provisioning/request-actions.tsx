"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { formatInstant } from "@/server/kernel/calendar";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ByHand } from "./by-hand";

type Call = { at: Date; attempt: number; tookMs: number; httpStatus: number | null; outcome: string };
type Props = { serviceOrderId: string; attempt: number; calls: Call[]; isOpening: boolean };

const proof = { name: "proof", label: "凭据", hint: "谁、何时、以什么方式确认", isLong: true };

/** PR10: ask the AP again under the same key, or settle it by hand with the AP's written word. */
export function RequestActions({ serviceOrderId, attempt, calls, isOpening }: Props) {
  const { refresh } = useRouter();
  const trpc = useTRPC();
  const [isOpen, setIsOpen] = useState(false);
  const settled = { onSuccess: () => { setIsOpen(false); refresh(); } };
  const again = useOnceKey(`resend:${serviceOrderId}:${attempt}`);
  const resend = useMutation(trpc.provisioning.resend.mutationOptions({ onSettled: () => { again.renew(); refresh(); } }));
  const markDone = useMutation(trpc.provisioning.markDone.mutationOptions(settled));
  const close = useMutation(trpc.provisioning.closeByHand.mutationOptions(settled));
  const fail = useMutation(trpc.provisioning.failByHand.mutationOptions(settled));
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
        <div className="flex flex-col gap-4">
          {isOpening ? (
            <>
              <ByHand what={`markDone:${serviceOrderId}`} title="应用方已书面确认开通" fields={[{ name: "businessId", label: "业务标识" }, { name: "accountName", label: "应用帐号" }, { name: "signInUrl", label: "登录地址", hint: "应用方提供的网址，以 https:// 开头", isUrl: true }, proof]} confirm="标记为已开通" mutation={markDone} inputOf={(key, text) => ({ serviceOrderId, key, businessId: text("businessId"), accountName: text("accountName"), signInUrl: text("signInUrl"), proof: text("proof") })} />
              <ByHand what={`fail:${serviceOrderId}`} title="应用方不能开通" text="客户会看到原因，预占的费用退回可用余额；套餐的一部分则由客户选择怎么办。不能撤回。" fields={[{ name: "reason", label: "原因", hint: "写给客户看", isLong: true }]} confirm="判为不能开通" isGrave mutation={fail} inputOf={(key, text) => ({ serviceOrderId, key, reason: text("reason") })} />
            </>
          ) : (
            <ByHand what={`close:${serviceOrderId}`} title="应用方已书面确认办理" fields={[proof]} confirm="标记为已办理" mutation={close} inputOf={(key, text) => ({ serviceOrderId, key, proof: text("proof") })} />
          )}
        </div>
      </Dialog>
      <FormProblem>{problemOf(resend.error)?.words}</FormProblem>
    </div>
  );
}
