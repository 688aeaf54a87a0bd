"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { paperWords } from "@/messages/zh-CN";
import { recoveryPapers } from "@/server/company/recovery.rules";
import type { RecoveryView } from "@/server/company/recovery.schema";
import { useSay } from "#say";
import { PaperUpload } from "../accounts/paper-upload";
import { wordsOfProblem } from "../accounts/problem-words";
import { useOnceKey } from "../layout/once-key";
import { useTRPC } from "../layout/trpc-provider";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/choice";

const hints: Record<(typeof recoveryPapers)[number], string> = { licence: "加盖公章的营业执照副本", contactIdentity: "您本人的身份证，正反面", agentLetter: "写明由您担任企业管理员，法定代表人签字并加盖公章" };
type Props = { view: RecoveryView; token: string; onView: (view: RecoveryView) => void; onPapers: () => Promise<unknown> };

/** Step 3: the papers, and off to two clerks. */
export function RecoverPapers({ view, token, onView, onPapers }: Props) {
  const say = useSay();
  const { key, renewAfter } = useOnceKey(`recovery:${token.slice(0, 12)}`);
  const [isTrue, setIsTrue] = useState(false);
  const [isTried, setIsTried] = useState(false);
  const submit = useMutation(useTRPC().ownerRecovery.submit.mutationOptions({ onSuccess: onView, onError: renewAfter }));
  const papers = view.papers.map((paper) => ({ ...paper, mediaType: "", sizeBytes: 0, expiresOn: null }));
  const send = () => {
    setIsTried(true);
    if (view.missing.length > 0) return document.getElementById(`recovery-${view.missing[0]?.split(".")[1] ?? ""}`)?.focus();
    if (isTrue) submit.mutate({ token, key, isTrue: true });
  };
  return (
    <div className="flex flex-col gap-5">
      <p>{say("帐号 {accountName}，申请人 {personName}。材料加密保存，只有审核人员能看。", { accountName: view.accountName, personName: view.personName })}</p>
      {recoveryPapers.map((kind) => (
        <PaperUpload key={kind} id={`recovery-${kind}`} kind={kind} label={say.word(paperWords[kind])} hint={say("{hints}；PDF、PNG 或 JPG，不超过 5 MB", { hints: say.word(hints[kind]) })} papers={papers} isLocked={false} isKept recovery={token} error={isTried && view.missing.includes(`paperMissing.${kind}`) ? say("请上传{paperWords}", { paperWords: say.word(paperWords[kind]) }) : undefined} onChange={onPapers} />
      ))}
      <Checkbox label={say("材料真实，我受这家企业委托。弄虚作假承担法律责任。")} checked={isTrue} error={isTried && !isTrue ? say("请先确认") : undefined} onChange={(event) => setIsTrue(event.target.checked)} />
      <FormProblem>{wordsOfProblem(submit.error)}</FormProblem>
      <FormActions><Button size="lg" isBusy={submit.isPending || !key} onClick={send}>{say("提交审核")}</Button></FormActions>
    </div>
  );
}
