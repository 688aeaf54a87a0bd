"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { type RerunnableJob, jobWords, rerunnable } from "@/server/operation/job.rules";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { SelectField, TextField } from "../ui/text-field";
import { outcomeWords } from "./rerun-words";

/** BO7: runs one job for one company, as the worker would with its next look. */
export function RerunForm() {
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey("job.rerun");
  const rerun = useMutation(useTRPC().job.rerun.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  const problem = problemOf(rerun.error);
  function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    rerun.mutate({ key, job: String(given.get("job")) as RerunnableJob, accountName: String(given.get("accountName") ?? "") });
  }
  return (
    <Card as="section" labelledBy="rerun">
      <CardHeader id="rerun" title="为一户立即执行" text="只办这一户到期的事，与自动执行同一套规则，不会重复扣费或重复通知。" />
      <form method="post" onSubmit={send} noValidate className="flex flex-col gap-3">
        <div className="grid items-start gap-3 md:grid-cols-2">
          <TextField name="accountName" label="企业帐号名" autoCapitalize="none" spellCheck={false} error={fieldProblem(problem?.fields?.accountName)} isRequired />
          <SelectField name="job" label="任务">{rerunnable.map((job) => <option key={job} value={job}>{jobWords[job]}</option>)}</SelectField>
        </div>
        <div role="status">{rerun.data && <Alert tone={rerun.data.failed.length > 0 ? "warning" : "success"} title={outcomeWords(rerun.data)} />}</div>
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <FormActions><Button type="submit" isBusy={rerun.isPending || !key}>立即执行</Button></FormActions>
      </form>
    </Card>
  );
}
