"use client";

import { useState } from "react";
import { mostCaseLetters } from "@/server/tickets/ticket.rules";
import { useTRPC } from "../layout/trpc-provider";
import { Card, CardHeader } from "../ui/card";
import { WordsForm } from "../acts/words-form";
import { useAct } from "../acts/use-act";

/** IN3: words of the province's staff on a case. */
export function DeskNote({ ticketId }: { ticketId: string }) {
  const [text, setText] = useState("");
  const act = useAct(`case:note:${ticketId}`, useTRPC().ticketDesk.note.mutationOptions(), () => setText(""));
  return (
    <Card as="section" labelledBy="desk-note">
      <CardHeader id="desk-note" title="加一条说明" text="企业会看到并收到邮件，10060 也会收到。" />
      <WordsForm label="说明" button="发给企业" most={mostCaseLetters} text={text} setText={setText} send={() => act.send({ ticketId, text })} isBusy={act.isBusy} problem={act.problem} />
    </Card>
  );
}
