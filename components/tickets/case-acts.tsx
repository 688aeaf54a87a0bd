"use client";

import { useState } from "react";
import { mostCaseLetters } from "@/server/tickets/ticket.rules";
import type { CaseView } from "@/server/tickets/ticket.schema";
import { useSay } from "#say";
import { useTRPC } from "../layout/trpc-provider";
import { ConfirmDialog } from "../patterns/confirm-dialog";
import { FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { Dialog } from "../ui/dialog";
import { WordsForm } from "../acts/words-form";
import { useAct } from "../acts/use-act";

type Props = { ticket: Pick<CaseView, "id" | "state" | "maySay" | "mayConfirm" | "mayReopen" | "mayWithdraw"> };

/** IN3: what the company may do with its case now: answer, say whether it is solved, take it back. */
export function CaseActs({ ticket }: Props) {
  if (!ticket.mayConfirm && !ticket.maySay && !ticket.mayWithdraw) return null;
  return (
    <Stack>
      {ticket.mayConfirm && <Solved ticketId={ticket.id} />}
      {ticket.maySay && <Say ticketId={ticket.id} isAsked={ticket.state === "pending"} />}
      {ticket.mayWithdraw && <Withdraw ticketId={ticket.id} />}
    </Stack>
  );
}

function Say({ ticketId, isAsked }: { ticketId: string; isAsked: boolean }) {
  const say = useSay();
  const [text, setText] = useState("");
  const act = useAct(`case:say:${ticketId}`, useTRPC().ticket.say.mutationOptions(), () => setText(""));
  return (
    <Card as="section" labelledBy="case-say">
      <CardHeader id="case-say" title={isAsked ? say("补充情况") : say("留言")} text={isAsked ? say("10060 在等您补充；发送后继续处理。") : say("随时可以补充情况或追问，10060 会收到。")} />
      <WordsForm label={say("您的留言")} button={say("发送")} isMain={isAsked} most={mostCaseLetters} text={text} setText={setText} send={() => act.send({ ticketId, text })} isBusy={act.isBusy} problem={act.problem} />
    </Card>
  );
}

function Solved({ ticketId }: { ticketId: string }) {
  const say = useSay();
  const trpc = useTRPC();
  const [text, setText] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const confirm = useAct(`case:confirm:${ticketId}`, trpc.ticket.confirm.mutationOptions());
  const reopen = useAct(`case:reopen:${ticketId}`, trpc.ticket.reopen.mutationOptions(), () => { setText(""); setIsOpen(false); });
  return (
    <Alert
      tone="success" title={say("10060 说已经处理完了，请确认")}
      actions={
        <>
          <Button isBusy={confirm.isBusy} onClick={() => confirm.send({ ticketId })}>{say("已经解决")}</Button>
          <Dialog title={say("没有解决")} text={say("请写明现在的情况，服务单回到处理中，号码不变。")} isSticky isOpen={isOpen} onOpenChange={setIsOpen} trigger={<Button variant="secondary">{say("没有解决")}</Button>}>
            <WordsForm label={say("现在的情况")} button={say("继续处理")} isMain most={mostCaseLetters} text={text} setText={setText} send={() => reopen.send({ ticketId, text })} isBusy={reopen.isBusy} problem={reopen.problem} />
          </Dialog>
        </>
      }
    >
      {say("确认后服务单办结。")}
      <FormProblem>{confirm.problem?.words}</FormProblem>
    </Alert>
  );
}

function Withdraw({ ticketId }: { ticketId: string }) {
  const say = useSay();
  const [isOpen, setIsOpen] = useState(false);
  const act = useAct(`case:withdraw:${ticketId}`, useTRPC().ticket.withdraw.mutationOptions(), () => setIsOpen(false));
  return (
    <div>
      <ConfirmDialog
        title={say("撤回服务单？")} text={say("撤回后 10060 不再处理；需要时可以重新提交。")} isOpen={isOpen} onOpenChange={setIsOpen} trigger={<Button variant="ghost">{say("不需要了，撤回")}</Button>}
        act={say("撤回服务单")} leave={say("再想想")} isBusy={act.isBusy} problem={act.problem?.words} onConfirm={() => act.send({ ticketId })}
      />
    </div>
  );
}
