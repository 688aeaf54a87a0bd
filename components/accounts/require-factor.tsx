"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { RequireSecondFactor } from "@/server/accounts/member.schema";
import { useSay } from "#say";
import { useTRPC } from "../layout/trpc-provider";
import { formField } from "../patterns/form-field";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { TextField } from "../ui/text-field";
import { formWords, wordsOfProblem } from "./problem-words";
import { saveOr, useSchemaForm } from "./use-step-form";

/** AI12: the owner wants a second factor of every member from a day on, or no longer. */
export function RequireFactor({ from, today }: { from: string | null; today: string }) {
  const say = useSay();
  const { refresh } = useRouter();
  const change = useMutation(useTRPC().membership.requireSecondFactor.mutationOptions({ onSuccess: refresh }));
  const form = useSchemaForm(RequireSecondFactor, { from: from ?? today });
  const submit = form.handleSubmit(async (values) => { await saveOr(form, () => change.mutateAsync(values)); });
  return (
    <form method="post" onSubmit={submit} noValidate>
      <Card as="section" labelledBy="require-factor">
        <CardHeader
          id="require-factor" title={say("要求全体成员两步验证")} text={say("到了这一天，还没有开启的成员登录后先设置，再办理业务。还没有开启的成员会收到邮件。")}
          actions={<Badge tone={from === null ? "neutral" : "success"} hasDot>{from === null ? say("未要求") : from <= today ? say("{from}起要求", { from: say.day(from) }) : say("{from}起将要求", { from: say.day(from) })}</Badge>}
        />
        <Stack>
          <div className="max-w-xs"><TextField {...formField(form, "from", formWords)} label={say("从哪天起")} type="date" isRequired /></div>
          <FormProblem>{wordsOfProblem(change.error)}</FormProblem>
          <FormActions>
            <Button type="submit" variant="secondary" isBusy={change.isPending}>{from === null ? say("开始要求") : say("更改日期")}</Button>
            {from !== null && <Button variant="secondary" isBusy={change.isPending} onClick={() => change.mutate({ from: null })}>{say("不再要求")}</Button>}
          </FormActions>
        </Stack>
      </Card>
    </form>
  );
}
