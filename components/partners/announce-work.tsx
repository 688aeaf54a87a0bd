"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { fieldWords } from "@/messages/zh-CN";
import { AnnounceWork } from "@/server/partners/desk.schema";
import { minuteOf } from "@/server/kernel/minute";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { formField, showFieldErrors } from "../patterns/form-field";
import { FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { SelectField, TextField } from "../ui/text-field";

type Application = { id: string; name: string };
const HOUR_MS = 3_600_000;

/** PR12: tells customers beforehand when an application is worked on. */
export function AnnounceWorkForm({ applications, now }: { applications: readonly Application[]; now: Date }) {
  const { refresh } = useRouter();
  const once = useOnceKey("plannedWork:announce");
  const [first] = applications;
  const form = useForm<z.input<typeof AnnounceWork>>({
    resolver: zodResolver(AnnounceWork), resetOptions: { keepDirtyValues: true },
    values: { key: once.key || crypto.randomUUID(), applicationId: applications.length === 1 && first ? first.id : "", from: minuteOf(new Date(now.getTime() + HOUR_MS)), to: minuteOf(new Date(now.getTime() + 3 * HOUR_MS)), text: "" },
  });
  const announce = useMutation(useTRPC().partnerDesk.announceWork.mutationOptions({
    onSuccess: () => { once.renew(); form.reset(); refresh(); },
    onError: (error) => { once.renewAfter(error); showFieldErrors(form, problemOf(error)?.fields); },
  }));
  const problem = problemOf(announce.error);
  return (
    <Card as="section" labelledBy="announce">
      <CardHeader id="announce" title="登记计划维护" text="时间按北京时间；一次最长 48 小时，最早提前 90 天。" />
      <form method="post" onSubmit={form.handleSubmit((values) => announce.mutate(values))} noValidate className="grid items-start gap-(--stack) md:grid-cols-3">
        <SelectField label="应用" {...formField(form, "applicationId", fieldWords)}>
          {applications.length !== 1 && <option value="">请选择</option>}
          {applications.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </SelectField>
        <TextField label="开始" type="datetime-local" {...formField(form, "from", fieldWords)} />
        <TextField label="结束" type="datetime-local" {...formField(form, "to", fieldWords)} />
        <div className="md:col-span-3"><TextField label="说明" hint="客户会看到，例如：升级数据库，期间不能登录" maxLength={100} {...formField(form, "text", fieldWords)} /></div>
        <div className="flex flex-col gap-3 md:col-span-3">
          <div role="status" className="empty:hidden">{announce.isSuccess && <Alert tone="success" title="已登记，客户届时会看到" />}</div>
          <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
          <div><Button type="submit" isBusy={announce.isPending || !once.key}>登记</Button></div>
        </div>
      </form>
    </Card>
  );
}

/** Calls work off before it begins, or says that it is done. */
export function EndWorkButton({ workId, isRunning }: { workId: string; isRunning: boolean }) {
  const { refresh } = useRouter();
  const end = useMutation(useTRPC().partnerDesk.endWork.mutationOptions({ onSettled: () => refresh() }));
  return (
    <>
      <Button size="sm" variant="secondary" isBusy={end.isPending} onClick={() => end.mutate({ workId })}>{isRunning ? "提前结束" : "取消"}</Button>
      <FormProblem>{problemOf(end.error)?.words}</FormProblem>
    </>
  );
}
