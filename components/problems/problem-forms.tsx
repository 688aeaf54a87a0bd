"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { fieldProblem, fieldWords, problemPriorityWords } from "@/messages/zh-CN";
import { minuteOf } from "@/server/kernel/minute";
import { provinceById } from "@/server/platforms/province.rules";
import { type ProblemChoices, ProblemContent, ProblemNews, problemPriorities } from "@/server/problems/problem.schema";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { formField, showFieldErrors } from "../patterns/form-field";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { Checkbox } from "../ui/choice";
import { Dialog } from "../ui/dialog";
import { FieldError } from "../ui/field";
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
        <fieldset className="md:col-span-2">
          <legend className="mb-2 font-medium">哪些产品</legend>
          <div className="grid grid-cols-[repeat(auto-fill,minmax(10rem,1fr))] gap-1.5">{products.map(({ code, name }) => <Checkbox key={code} value={code} label={name} {...form.register("specificationCodes")} id={`problem-product-${code}`} />)}</div>
          {errors.specificationCodes && <FieldError id="problem-products">{fieldProblem(errors.specificationCodes.message) ?? "请选择产品。"}</FieldError>}
        </fieldset>
        {provinceIds.length > 1 && (
          <fieldset className="md:col-span-2">
            <legend className="mb-2 font-medium">哪些省（都不选就是全部）</legend>
            <div className="grid grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] gap-1.5">{provinceIds.map((id) => <Checkbox key={id} value={id} label={provinceById(id)?.name ?? id} {...form.register("provinceIds")} id={`problem-province-${id}`} />)}</div>
            {errors.provinceIds && <FieldError id="problem-provinces">{fieldProblem(errors.provinceIds.message)}</FieldError>}
          </fieldset>
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
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState("");
  const [isShort, setShort] = useState(false);
  const resolve = useMutation(useTRPC().serviceProblem.resolve.mutationOptions({ onSuccess: () => { setOpen(false); once.renew(); refresh(); }, onError: (error) => once.renewAfter(error) }));
  const send = () => {
    setShort(text.trim().length < 4);
    if (text.trim().length >= 4) resolve.mutate({ key: once.key, problemId, version, text });
  };
  return (
    <Dialog title="已经恢复？" text="故障公告页显示已恢复，收到过故障通知的企业会收到恢复通知。" isOpen={isOpen} onOpenChange={setOpen} trigger={<Button>已恢复</Button>} actions={<Button isBusy={resolve.isPending || !once.key} onClick={send}>确认恢复</Button>}>
      <TextareaField id="resolve-text" label="怎么恢复的" rows={3} value={text} onChange={(event) => setText(event.target.value)} error={isShort ? fieldWords.textTooShort : undefined} />
      <FormProblem>{problemOf(resolve.error)?.words}</FormProblem>
    </Dialog>
  );
}
