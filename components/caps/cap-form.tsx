"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { capKindNames } from "@/server/authority/approval.words";
import { type CapsView, capKinds } from "@/server/authority/cap.schema";
import { formatFen, parseYuan } from "@/server/kernel/money";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader, Grid, Stack } from "../ui/card";
import { RadioCards } from "../ui/choice";
import { SelectField, TextField } from "../ui/text-field";

type Kind = (typeof capKinds)[number];
type Props = { accountId: string; isHead: boolean; people: CapsView["people"] };
const hints: Record<Kind, string> = {
  groupMonth: "本企业和全部子帐号合计，每个月最多用多少",
  accountMonth: "这个帐号每个月最多用多少",
  accountRunning: "这个帐号在用和办理中的产品，每月月费合计最多多少",
  personMonth: "每个人每个月最多订多少；可以单独给某个人设",
  orderApproval: "一笔订购超过多少就要审批",
};

/** PC5: a limit and what happens over it. An amount of 0 allows nothing; no cap is no limit, and the form says so. */
export function CapForm({ accountId, isHead, people }: Props) {
  const say = useSay();
  const { refresh } = useRouter();
  const [kind, setKind] = useState<Kind>(isHead ? "groupMonth" : "accountMonth");
  const [amount, setAmount] = useState("");
  const [person, setPerson] = useState("");
  const [over, setOver] = useState<"approval" | "refuse">("approval");
  const [problems, setProblems] = useState<Record<string, string | undefined>>({});
  const { key, renew, renewAfter } = useOnceKey(`cap:${accountId}`);
  const set = useMutation(useTRPC().cap.set.mutationOptions({
    onSuccess: () => { renew(); setAmount(""); setProblems({}); refresh(); },
    onError: (error) => { renewAfter(error); setProblems(problemOf(error)?.fields ?? {}); },
  }));
  function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const limitFen = parseYuan(amount);
    setProblems(limitFen === null ? { limitFen: "capWrong" } : {});
    if (limitFen === null) return document.getElementById("cap-limitFen")?.focus();
    set.mutate({ key, accountId, kind, limitFen, isHard: kind !== "orderApproval" && over === "refuse", membershipId: kind === "personMonth" && person !== "" ? person : null });
  }
  const done = set.isSuccess ? set.variables : null;
  return (
    <form method="post" onSubmit={send} noValidate>
      <Card as="section" labelledBy="cap-new">
        <CardHeader id="cap-new" title={say("设置额度")} text={say("没有设置的就是不限；填 0 表示不允许任何订购。同一种额度再设一次，就以新的为准，立即生效。")} />
        <Stack>
          <Grid columns={2}>
            <SelectField id="cap-kind" label={say("限制什么")} hint={say.word(hints[kind])} value={kind} onChange={(event) => { setKind(event.target.value as Kind); setProblems({}); }} error={fieldProblem(problems.kind)} isRequired>
              {capKinds.filter((one) => isHead || one !== "groupMonth").map((one) => <option key={one} value={one}>{say.word(capKindNames[one])}</option>)}
            </SelectField>
            <TextField id="cap-limitFen" label={say("金额（元）")} hint={say("0 为不允许任何订购")} inputMode="decimal" autoComplete="off" value={amount} onChange={(event) => setAmount(event.target.value)} error={fieldProblem(problems.limitFen)} isRequired />
            {kind === "personMonth" && (
              <SelectField id="cap-membershipId" label={say("对谁")} value={person} onChange={(event) => setPerson(event.target.value)} error={fieldProblem(problems.membershipId)}>
                <option value="">{say("这个帐号的每个人")}</option>
                {people.map(({ membershipId, name }) => <option key={membershipId} value={membershipId}>{name}</option>)}
              </SelectField>
            )}
          </Grid>
          {kind !== "orderApproval" && (
            <RadioCards
              legend={say("超过时")} name="over" columns={2} value={over} onChange={(event) => setOver(event.target.value as typeof over)} error={fieldProblem(problems.isHard)}
              options={[{ value: "approval", title: say("转为审批"), text: say("订单提交后等审批人同意") }, { value: "refuse", title: say("直接拒绝"), text: say("不能提交，只有调高额度才行") }]}
            />
          )}
          <FormProblem>{Object.keys(problems).length === 0 ? problemOf(set.error)?.words : undefined}</FormProblem>
          {done && <Alert tone="success" role="status" title={say("已设置{capKindNames} {value}", { capKindNames: say.word(capKindNames[done.kind]), value: done.limitFen === 0n ? say("不允许订购") : formatFen(done.limitFen) })} />}
          <FormActions><Button type="submit" isBusy={set.isPending || !key}>{say("设置额度")}</Button></FormActions>
        </Stack>
      </Card>
    </form>
  );
}
