"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { Checkbox } from "../ui/choice";
import { TextareaField } from "../ui/text-field";

type Message = { id: string; isFromStaff: boolean; isInternal: boolean; authorName: string; text: string; at: Date };

/** OR18: the talk with the customer, and notes that only staff see. */
export function DossierMessages({ orderId, messages }: { orderId: string; messages: Message[] }) {
  const { refresh } = useRouter();
  const [text, setText] = useState("");
  const [isInternal, setIsInternal] = useState(false);
  const [isTooShort, setIsTooShort] = useState(false);
  const { key, renew } = useOnceKey(`write:${orderId}:${messages.length}`);
  const write = useMutation(useTRPC().review.write.mutationOptions({ onSuccess: () => { setText(""); renew(); refresh(); } }));
  function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    setIsTooShort(text.trim().length < 2);
    if (text.trim().length >= 2) write.mutate({ orderId, key, text, isInternal });
  }
  return (
    <Card as="section" labelledBy="talk">
      <CardHeader id="talk" title="沟通与备注" />
      {messages.length === 0 && <p className="mb-2 text-ink-soft">还没有留言。</p>}
      <ol className="mb-3 flex flex-col gap-2">
        {messages.map((message) => (
          <li key={message.id} className={`rounded-md p-2 ${message.isInternal ? "border border-dashed border-line-strong" : message.isFromStaff ? "bg-accent-soft" : "bg-sunken"}`}>
            <p className="text-ink-faint">
              {message.authorName} · {formatInstant(message.at)} {message.isInternal && <Badge>内部备注</Badge>}
            </p>
            <p className="whitespace-pre-line">{message.text}</p>
          </li>
        ))}
      </ol>
      <form method="post" onSubmit={send} noValidate className="flex flex-col gap-2">
        <TextareaField label="写给客户，或留内部备注" rows={2} maxLength={500} value={text} onChange={(event) => setText(event.target.value)} error={isTooShort ? fieldWords.textTooShort : undefined} />
        <Checkbox label="内部备注（客户看不到）" checked={isInternal} onChange={(event) => setIsInternal(event.target.checked)} />
        <FormProblem>{problemOf(write.error)?.words}</FormProblem>
        <div>
          <Button type="submit" size="sm" variant="secondary" isBusy={write.isPending}>
            {isInternal ? "保存备注" : "发送给客户"}
          </Button>
        </div>
      </form>
    </Card>
  );
}
