"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldWords } from "@/messages/zh-CN";
import type { OrderView } from "@/server/ordering/order.schema";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { TextareaField } from "../ui/text-field";

/** OR18: question and answer between the company and its clerk. */
export function OrderMessages({ orderId, messages }: { orderId: string; messages: OrderView["messages"] }) {
  const say = useSay();
  const { refresh } = useRouter();
  const [text, setText] = useState("");
  const [isTooShort, setIsTooShort] = useState(false);
  const { key, renew } = useOnceKey(`ask:${orderId}:${messages.length}`);
  const ask = useMutation(useTRPC().order.ask.mutationOptions({ onSuccess: () => { setText(""); renew(); refresh(); } }));
  function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    setIsTooShort(text.trim().length < 2);
    if (text.trim().length >= 2) ask.mutate({ orderId, key, text });
  }
  return (
    <Card labelledBy="messages">
      <CardHeader id="messages" title={say("与审核人员沟通")} text={say("有疑问可以在这里问，回复会发到联系人邮箱。")} />
      {messages.length > 0 && (
        <ol className="mb-4 flex flex-col gap-3">
          {messages.map((message) => (
            <li key={message.id} className={`rounded-md p-3 ${message.isFromStaff ? "bg-accent-soft" : "bg-sunken"}`}>
              <p className="text-xs text-ink-faint">
                {message.isFromStaff ? say("审核人员 {authorName}", { authorName: message.authorName }) : message.authorName} · {say.instant(message.at)}
              </p>
              <p className="whitespace-pre-line">{message.text}</p>
            </li>
          ))}
        </ol>
      )}
      <form method="post" onSubmit={send} noValidate className="flex flex-col gap-3">
        <TextareaField label={say("留言")} rows={3} maxLength={1000} value={text} onChange={(event) => setText(event.target.value)} error={isTooShort ? fieldWords.textTooShort : undefined} />
        <FormProblem>{problemOf(ask.error)?.words}</FormProblem>
        <div>
          <Button type="submit" variant="secondary" isBusy={ask.isPending}>
            {say("发送")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
