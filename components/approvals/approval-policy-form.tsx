"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem, roleWords } from "@/messages/zh-CN";
import { ANSWER_DAYS } from "@/server/authority/approval.rules";
import type { PolicyView } from "@/server/authority/approval.schema";
import { useSay } from "#say";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, Grid, Stack } from "../ui/card";
import { SelectField, TextField } from "../ui/text-field";

/** PC6: who is asked first, who stands in half-way, and how many days they have. */
export function ApprovalPolicyForm({ policy }: { policy: PolicyView }) {
  const say = useSay();
  const { refresh } = useRouter();
  const [approver, setApprover] = useState(policy.approverId ?? "");
  const [substitute, setSubstitute] = useState(policy.substituteId ?? "");
  const [days, setDays] = useState(String(policy.answerDays));
  const [problems, setProblems] = useState<Record<string, string | undefined>>({});
  const save = useMutation(useTRPC().approval.setPolicy.mutationOptions({ onSuccess: refresh, onError: (error) => setProblems(problemOf(error)?.fields ?? {}) }));
  function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const answerDays = Number(days);
    const isDays = /^\d{1,2}$/.test(days) && answerDays >= ANSWER_DAYS.least && answerDays <= ANSWER_DAYS.most;
    const found = { ...(isDays ? {} : { answerDays: "daysWrong" }), ...(approver !== "" && approver === substitute ? { substituteId: "substituteSame" } : {}) };
    setProblems(found);
    const [first] = Object.keys(found);
    if (first) return document.getElementById(`policy-${first}`)?.focus();
    save.mutate({ approverId: approver || null, substituteId: substitute || null, answerDays });
  }
  const options = policy.approvers.map(({ membershipId, name, role }) => <option key={membershipId} value={membershipId}>{say("{name}（{word}）", { name, word: say.word(roleWords[role]) })}</option>);
  return (
    <form method="post" onSubmit={send} noValidate>
      <Card>
        <Stack>
          <Grid columns={2}>
            <SelectField id="policy-approverId" label={say("审批人")} hint={say("先收到邮件的人")} value={approver} onChange={(event) => setApprover(event.target.value)} error={fieldProblem(problems.approverId)}>
              <option value="">{say("所有可以审批的人")}</option>
              {options}
            </SelectField>
            <SelectField id="policy-substituteId" label={say("代理审批人")} hint={say("过了一半时间还没有人处理，或审批人自己提交时")} value={substitute} onChange={(event) => setSubstitute(event.target.value)} error={fieldProblem(problems.substituteId)}>
              <option value="">{say("其他可以审批的人")}</option>
              {options}
            </SelectField>
            <TextField id="policy-answerDays" label={say("多少天内处理")} hint={say("{least} 到 {most} 天，逾期订单自动结束", { least: ANSWER_DAYS.least, most: ANSWER_DAYS.most })} inputMode="numeric" value={days} onChange={(event) => setDays(event.target.value)} error={fieldProblem(problems.answerDays)} isRequired />
          </Grid>
          <p className="text-[0.9375em] text-ink-soft">{say("企业管理员和角色为“审批人”的成员都可以审批，谁先处理以谁为准；任何人都不能审批自己提交的订单。")}</p>
          <FormProblem>{Object.keys(problems).length === 0 ? problemOf(save.error)?.words : undefined}</FormProblem>
          {save.isSuccess && <Alert tone="success" role="status" title={say("已保存，从下一笔起按新的安排")} />}
          <FormActions><Button type="submit" isBusy={save.isPending}>{say("保存")}</Button></FormActions>
        </Stack>
      </Card>
    </form>
  );
}
