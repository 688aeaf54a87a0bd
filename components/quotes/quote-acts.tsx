"use client";

import { useState } from "react";
import { quoteSettings } from "@/server/quotes/quote.rules";
import type { QuoteView } from "@/server/quotes/quote.schema";
import { useSay } from "#say";
import { useTRPC } from "../layout/trpc-provider";
import { ConfirmDialog } from "../patterns/confirm-dialog";
import { useAct } from "../acts/use-act";
import { WordsForm } from "../acts/words-form";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { ReasonDialog } from "../acts/reason-dialog";

type Props = { quote: Pick<QuoteView, "id" | "version" | "maySay" | "mayWithdraw" | "mayDecline"> };

/** OR15: what the company may do with its quote beside ordering: say something, take it back, decline. */
export function QuoteActs({ quote }: Props) {
  const say = useSay();
  const trpc = useTRPC();
  const quoteId = quote.id;
  const [text, setText] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const message = useAct(`quote:say:${quoteId}`, trpc.quote.say.mutationOptions(), () => setText(""));
  const withdraw = useAct(`quote:withdraw:${quoteId}`, trpc.quote.withdraw.mutationOptions(), () => setIsOpen(false));
  const decline = useAct(`quote:decline:${quoteId}:${quote.version}`, trpc.quote.decline.mutationOptions());
  if (!quote.maySay) return null;
  return (
    <Card as="section" labelledBy="quote-say">
      <CardHeader id="quote-say" title={say("留言")} text={say("补充需求或还价都可以写在这里，答复会发邮件提醒企业联系人。")} />
      <WordsForm label={say("您的留言")} button={say("发送")} most={quoteSettings.mostLetters} text={text} setText={setText} send={() => message.send({ quoteId, text })} isBusy={message.isBusy} problem={message.problem} />
      <div className="mt-(--stack)">
        {quote.mayWithdraw && (
          <ConfirmDialog
            title={say("撤回询价？")} text={say("撤回后不再报价；需要时可以重新询价。")} isOpen={isOpen} onOpenChange={setIsOpen} trigger={<Button variant="ghost">{say("不需要了，撤回")}</Button>}
            act={say("撤回询价")} leave={say("再想想")} isBusy={withdraw.isBusy} problem={withdraw.problem?.words} onConfirm={() => withdraw.send({ quoteId })}
          />
        )}
        {quote.mayDecline && (
          <ReasonDialog
            id="quote-decline" title={say("谢绝这份报价？")} text={say("谢绝后所有方案都不能再下单；需要时可以重新询价。")} trigger={<Button variant="ghost">{say("都不合适，谢绝")}</Button>}
            label={say("原因")} act={say("谢绝报价")} leave={say("再想想")} isBusy={decline.isBusy} problem={decline.problem} onConfirm={(reason) => decline.send({ quoteId, version: quote.version, reason })}
          />
        )}
      </div>
    </Card>
  );
}
