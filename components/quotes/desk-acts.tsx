"use client";

import { useState } from "react";
import { quoteSettings } from "@/server/quotes/quote.rules";
import type { DeskQuoteView } from "@/server/quotes/quote.schema";
import { useTRPC } from "../layout/trpc-provider";
import { useAct } from "../acts/use-act";
import { WordsForm } from "../acts/words-form";
import { ReasonDialog } from "../acts/reason-dialog";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { Checkbox } from "../ui/choice";

/** OR15: a clerk's words to the company or among staff, and the word that there will be no price. */
export function DeskActs({ quote }: { quote: Pick<DeskQuoteView, "id" | "version" | "state"> }) {
  const trpc = useTRPC();
  const quoteId = quote.id;
  const [text, setText] = useState("");
  const [isInternal, setIsInternal] = useState(false);
  const note = useAct(`quote:note:${quoteId}`, trpc.quoteDesk.note.mutationOptions(), () => setText(""));
  const refuse = useAct(`quote:refuse:${quoteId}:${quote.version}`, trpc.quoteDesk.refuse.mutationOptions());
  return (
    <Card as="section" labelledBy="quote-note">
      <CardHeader id="quote-note" title="留言" text={isInternal ? "只有同事看得到。" : "企业会看到并收到邮件。"} />
      <WordsForm label={isInternal ? "内部备注" : "给企业的话"} button={isInternal ? "记下" : "发给企业"} most={quoteSettings.mostLetters} text={text} setText={setText} send={() => note.send({ quoteId, text, isInternal })} isBusy={note.isBusy} problem={note.problem} />
      <div className="mt-3"><Checkbox checked={isInternal} onChange={(event) => setIsInternal(event.target.checked)} label="内部备注，不发给企业" /></div>
      {quote.state !== "approved" && (
        <div className="mt-(--stack)">
          <ReasonDialog
            id="quote-refuse" title="无法报价" text="企业会收到邮件和原因；询价随即结束。" trigger={<Button variant="ghost">无法报价</Button>}
            label="原因（企业会看到）" act="告诉企业" isBusy={refuse.isBusy} problem={refuse.problem} onConfirm={(reason) => refuse.send({ quoteId, version: quote.version, reason })}
          />
        </div>
      )}
    </Card>
  );
}
