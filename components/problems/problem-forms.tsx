"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { fieldProblem, fieldWords, problemPriorityWords } from "@/messages/zh-CN";
import { minuteOf } from "@/server/kernel/minute";
import { platformName } from "@/server/platforms/province.rules";
import { type ProblemChoices, ProblemContent, ProblemNews, problemPriorities } from "@/server/problems/problem.schema";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { BoxGroup } from "../patterns/box-group";
import { formField, showFieldErrors } from "../patterns/form-field";
import { FormProblem } from "../patterns/form-layout";
import { ReasonDialog } from "../acts/reason-dialog";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { SelectField, TextField, TextareaField } from "../ui/text-field";

/** TK9: makes a fault known. */
export function OpenProblemForm({ choices: { products, provinceIds }, now }: { choices: z.output<typeof ProblemChoices>; now: Date }) {
  const { push } = useRouter();
  const once = useOnceKey("serviceProblem:open");
  const form = useForm<z.input<typeof ProblemContent>>({ resolver: zodResolver(ProblemContent), defaultValues: { title: "", text: "", priority: "p2", beganAt: minuteOf(now), expectedAt: "", specificationCodes: [], provinceIds: [] } });
  const open = useMutation(useTRPC().serviceProblem.open.mutationOptions({ onSuccess: ({ problemId }) => { once.renew(); push(`/problems/${problemId}`); }, onError: (error) => { once.renewAfter(error); showFieldErrors(form, problemOf(error)?.fields); } }));
  const problem = problemOf(open.error);
  const errors = form.formState.errors;
  return (
    <Card>
      <form method="post" onSubmit={form.handleSubmit((values) => open.mutate({ ...values, key: once.key }))} noValidate className="grid gap-(--stack) md:grid-cols-2">
        <TextField label="一句话说明" hint="客户会看到，例如：企业邮箱收信延迟" maxLength={60} {...formField(form, "title", fieldWords)} />
        <SelectField label="影响" {...formField(form, "priority", fieldWords)}>{problemPriorities.map((one) => <option key={one} value={one}>{problemPriorityWords[one]}</option>)}</SelectField>
        <TextField label="什么时候开始（北京时间）" type="datetime-local" {...formField(form, "beganAt", fieldWords)} />
        <TextField label="预计什么时候恢复（不知道就留空）" type="datetime-local" {...formField(form, "expectedAt", fieldWords)} />
        <div className="md:col-span-2"><TextareaField label="第一条进度" rows={3} {...formField(form, "text", fieldWords)} /></div>
        <div className="md:col-span-2">
          <BoxGroup id="problem-products" legend="哪些产品" options={products.map(({ code, name }) => ({ value: code, label: name }))} field={form.register("specificationCodes")} error={fieldProblem(errors.specificationCodes?.message)} />
        </div>
        {provinceIds.length > 1 && (
          <div className="md:col-span-2">
            <BoxGroup id="problem-provinces" legend="哪些省（都不选就是全部）" options={provinceIds.map((value) => ({ value, label: platformName(value) }))} field={form.register("provinceIds")} error={fieldProblem(errors.provinceIds?.message)} />
          </div>
        )}
        <div className="flex flex-col gap-3 md:col-span-2">
          <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
          <div><Button type="submit" isBusy={open.isPending || !once.key}>公布并告知企业</Button></div>
        </div>
      </form>
    </Card>
  );
}

type Open = { problemId: string; version: number };

/** TK9: says how far it is. */
export function UpdateProblemForm({ problemId, version, expectedAt }: Open & { expectedAt: Date | null }) {
  const { refresh } = useRouter();
  const once = useOnceKey(`serviceProblem:update:${problemId}`);
  const form = useForm<z.input<typeof ProblemNews>>({ resolver: zodResolver(ProblemNews), defaultValues: { text: "", expectedAt: expectedAt ? minuteOf(expectedAt) : "" } });
  const update = useMutation(useTRPC().serviceProblem.update.mutationOptions({ onSuccess: () => { once.renew(); form.resetField("text"); refresh(); }, onError: (error) => { once.renewAfter(error); showFieldErrors(form, problemOf(error)?.fields); } }));
  const problem = problemOf(update.error);
  return (
    <Card as="section" labelledBy="progress">
      <CardHeader id="progress" title="更新进度" text="显示在故障公告页，一分钟内生效。" />
      <form method="post" onSubmit={form.handleSubmit((values) => update.mutate({ ...values, key: once.key, problemId, version }))} noValidate className="grid gap-(--stack) md:grid-cols-2">
        <TextareaField label="进度" rows={3} {...formField(form, "text", fieldWords)} />
        <TextField label="预计什么时候恢复（不知道就留空）" type="datetime-local" {...formField(form, "expectedAt", fieldWords)} />
        <div className="flex flex-col gap-3 md:col-span-2">
          <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
          <div><Button type="submit" variant="secondary" isBusy={update.isPending || !once.key}>更新</Button></div>
        </div>
      </form>
    </Card>
  );
}

/** TK9: it is over. */
export function ResolveProblemButton({ problemId, version }: Open) {
  const { refresh } = useRouter();
  const once = useOnceKey(`serviceProblem:resolve:${problemId}`);
  const resolve = useMutation(useTRPC().serviceProblem.resolve.mutationOptions({ onSuccess: () => { once.renew(); refresh(); }, onError: (error) => once.renewAfter(error) }));
  return (
    <ReasonDialog
      id="resolve" label="怎么恢复的" title="已经恢复？" text="故障公告页显示已恢复，收到过故障通知的企业会收到恢复通知。" variant="primary" act="确认恢复" leave="还没有" isBusy={resolve.isPending || !once.key} problem={problemOf(resolve.error)}
      trigger={<Button>已恢复</Button>} onConfirm={(text) => resolve.mutate({ key: once.key, problemId, version, text })}
    />
  );
}
