"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type UseFormReturn, useForm } from "react-hook-form";
import type { z } from "zod";
import { fieldProblem, fieldWords } from "@/messages/zh-CN";
import { NewsContent, type NewsDetail } from "@/server/news/news.schema";
import { minuteOf } from "@/server/kernel/minute";
import { platformName } from "@/server/platforms/province.rules";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { BoxGroup } from "../patterns/box-group";
import { ConfirmDialog } from "../patterns/confirm-dialog";
import { formField, showFieldErrors } from "../patterns/form-field";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { TextField, TextareaField } from "../ui/text-field";

type Content = z.input<typeof NewsContent>;

/** The fields of a piece of news; `provinceIds`: those that its writer may speak to, boxes where there is more than one. */
function NewsFields({ form, provinceIds }: { form: UseFormReturn<Content>; provinceIds: readonly string[] }) {
  return (
    <>
      <div className="md:col-span-2"><TextField label="标题" maxLength={60} {...formField(form, "title", fieldWords)} /></div>
      <div className="md:col-span-2"><TextareaField label="正文" rows={6} hint="空一行分段" {...formField(form, "text", fieldWords)} /></div>
      <TextField label="开始展示（北京时间）" type="datetime-local" {...formField(form, "startsAt", fieldWords)} />
      <TextField label="结束展示（留空则不自动结束）" type="datetime-local" {...formField(form, "endsAt", fieldWords)} />
      {provinceIds.length > 1 && (
        <div className="md:col-span-2">
          <BoxGroup id="news-provinces" legend="给哪些省看（都不选就是全部）" options={provinceIds.map((value) => ({ value, label: platformName(value) }))} field={form.register("provinceIds")} error={fieldProblem(form.formState.errors.provinceIds?.message)} />
        </div>
      )}
      <TextField label="英文标题（可不填）" {...formField(form, "englishTitle", fieldWords)} />
      <TextareaField label="英文正文（可不填）" rows={4} {...formField(form, "englishText", fieldWords)} />
    </>
  );
}

/** PN8: writes a piece of news. */
export function WriteNewsForm({ provinceIds, now }: { provinceIds: readonly string[]; now: Date }) {
  const { push } = useRouter();
  const once = useOnceKey("news:write");
  const form = useForm<Content>({ resolver: zodResolver(NewsContent), defaultValues: { title: "", text: "", englishTitle: "", englishText: "", provinceIds: [], startsAt: minuteOf(now), endsAt: "" } });
  const write = useMutation(useTRPC().news.write.mutationOptions({ onSuccess: ({ newsId }) => { once.renew(); push(`/news/${newsId}`); }, onError: (error) => { once.renewAfter(error); showFieldErrors(form, problemOf(error)?.fields); } }));
  const problem = problemOf(write.error);
  return (
    <Card>
      <form method="post" onSubmit={form.handleSubmit((values) => write.mutate({ ...values, key: once.key }))} noValidate className="grid gap-(--stack) md:grid-cols-2">
        <NewsFields form={form} provinceIds={provinceIds} />
        <div className="flex flex-col gap-3 md:col-span-2">
          <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
          <div><Button type="submit" isBusy={write.isPending || !once.key}>发布</Button></div>
        </div>
      </form>
    </Card>
  );
}

/** The same for one that stands; `WithdrawNewsButton` takes it away. */
export function ReviseNewsForm({ news }: { news: z.output<typeof NewsDetail> }) {
  const { refresh } = useRouter();
  const { row, text, english, provinceIds } = news;
  const form = useForm<Content>({
    resolver: zodResolver(NewsContent), resetOptions: { keepDirtyValues: true },
    values: { title: row.title, text, englishTitle: english?.title ?? "", englishText: english?.text ?? "", provinceIds: row.provinceIds, startsAt: minuteOf(row.startsAt), endsAt: row.endsAt ? minuteOf(row.endsAt) : "" },
  });
  const revise = useMutation(useTRPC().news.revise.mutationOptions({ onSuccess: () => { form.reset(form.getValues()); refresh(); }, onError: (error) => void showFieldErrors(form, problemOf(error)?.fields) }));
  const problem = problemOf(revise.error);
  return (
    <Card>
      <form method="post" onSubmit={form.handleSubmit((values) => revise.mutate({ ...values, newsId: row.id, version: row.version }))} noValidate className="grid gap-(--stack) md:grid-cols-2">
        <NewsFields form={form} provinceIds={provinceIds} />
        <div className="flex flex-wrap items-center gap-3 md:col-span-2">
          <Button type="submit" isBusy={revise.isPending}>保存</Button>
          <p role="status">{revise.isSuccess ? "已保存，一分钟内生效" : ""}</p>
          <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        </div>
      </form>
    </Card>
  );
}

export function WithdrawNewsButton({ newsId, version }: { newsId: string; version: number }) {
  const { refresh } = useRouter();
  const withdraw = useMutation(useTRPC().news.withdraw.mutationOptions({ onSettled: () => refresh() }));
  return <ConfirmDialog trigger={<Button variant="secondary">撤下</Button>} title="撤下这条公告？" text="网上营业厅一分钟内不再展示，撤下后不能恢复。" act="确认撤下" isBusy={withdraw.isPending} problem={problemOf(withdraw.error)?.words} onConfirm={() => withdraw.mutate({ newsId, version })} />;
}
