"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ProveByPassword } from "@/server/accounts/factor.schema";
import { useSay } from "#say";
import { useTRPC } from "../layout/trpc-provider";
import { formField } from "../patterns/form-field";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { TextField } from "../ui/text-field";
import { deviceWords, signChallenge } from "./passkey";
import { formWords, wordsOfProblem } from "./problem-words";
import { saveOr, useSchemaForm } from "./use-step-form";

/** AI12: before a change of how one signs in: the password, or a passkey, anew. */
export function ProveAnew({ hasPasskey }: { hasPasskey: boolean }) {
  const say = useSay();
  const { refresh } = useRouter();
  const trpc = useTRPC();
  const prove = useMutation(trpc.secondFactor.prove.mutationOptions());
  const options = useMutation(trpc.secondFactor.proofOptions.mutationOptions());
  const byPasskey = useMutation(trpc.secondFactor.proveByPasskey.mutationOptions());
  const [problem, setProblem] = useState<string | null>(null);
  const form = useSchemaForm(ProveByPassword, { password: "" });
  const submit = form.handleSubmit(async (values) => {
    setProblem(null);
    if (await saveOr(form, () => prove.mutateAsync(values))) refresh();
  });
  async function sign() {
    setProblem(null);
    try {
      await byPasskey.mutateAsync({ answer: await signChallenge(await options.mutateAsync({})) });
      refresh();
    } catch (error) {
      setProblem(deviceWords(error) ?? wordsOfProblem(error));
    }
  }
  return (
    <form method="post" onSubmit={submit} noValidate>
      <Card tone="sunken">
        <CardHeader level={3} title={say("更改前，先确认是您本人")} text={say("确认后 10 分钟内可以设置、更换或移除。")} />
        <Stack>
          <div className="max-w-md"><TextField {...formField(form, "password", formWords)} label={say("您的登录密码")} type="password" autoComplete="current-password" isRequired /></div>
          <FormProblem>{problem ?? wordsOfProblem(prove.error)}</FormProblem>
          <FormActions>
            <Button type="submit" isBusy={prove.isPending}>{say("确认身份")}</Button>
            {hasPasskey && <Button variant="secondary" isBusy={options.isPending || byPasskey.isPending} onClick={sign}>{say("用通行密钥确认")}</Button>}
          </FormActions>
        </Stack>
      </Card>
    </form>
  );
}
