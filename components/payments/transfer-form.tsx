"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { formatFen, parseYuan } from "@/server/kernel/money";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { TextField } from "../ui/text-field";

/** BI4: a sum, and the code to write on the transfer. */
export function TransferForm({ accountName }: { accountName: string }) {
  const say = useSay();
  const { refresh } = useRouter();
  const [amount, setAmount] = useState("");
  const [wrong, setWrong] = useState<string>();
  const { key, renew, renewAfter } = useOnceKey(`transfer:${accountName}`);
  const claim = useMutation(useTRPC().payment.claimTransfer.mutationOptions({ onSuccess: () => { renew(); setAmount(""); refresh(); }, onError: renewAfter }));
  const problem = problemOf(claim.error);
  const fen = parseYuan(amount);
  const send = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = fen === null ? "amountWrong" : fen < 100n ? "transferTooLittle" : undefined;
    setWrong(found);
    if (fen === null || found) return document.getElementById("transfer-amount")?.focus();
    claim.mutate({ key, amountFen: fen });
  };
  return (
    <form method="post" onSubmit={send} noValidate className="flex flex-col gap-(--stack)">
      <div className="max-w-80">
        <TextField id="transfer-amount" label={say("转账金额（元）")} inputMode="decimal" autoComplete="off" value={amount} onChange={(event) => setAmount(event.target.value)} hint={fen && fen >= 100n ? say("将转 {fen}", { fen: formatFen(fen) }) : say("实际到账多少就入账多少")} error={fieldProblem(wrong ?? problem?.fields?.amountFen)} />
      </div>
      <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
      <div><Button type="submit" isBusy={claim.isPending || !key}>{say("取转账附言码")}</Button></div>
      <div role="status">
        {claim.data && (
          <Alert tone="success" title={<>{say.rich("附言请写 {strong}  ", { strong: <strong className="figures">{claim.data.code}</strong> })}<CopyButton text={claim.data.code} /></>}>{say("用本企业的对公账户转账，附言（用途）写上这个码，到账后自动入账并邮件通知。30 天内有效。")}</Alert>
        )}
      </div>
    </form>
  );
}

/** Takes an announced transfer back. */
export function CancelTransfer({ claimId, code }: { claimId: string; code: string }) {
  const say = useSay();
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`transfer-cancel:${claimId}`);
  const cancel = useMutation(useTRPC().payment.cancelTransfer.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  return (
    <>
      <Button size="sm" variant="secondary" aria-label={say("取消 {code}", { code })} isBusy={cancel.isPending || !key} onClick={() => cancel.mutate({ key, claimId })}>{say("取消")}</Button>
      <FormProblem>{problemOf(cancel.error)?.words}</FormProblem>
    </>
  );
}
