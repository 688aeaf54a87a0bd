"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useWatch } from "react-hook-form";
import type { z } from "zod";
import { fieldWords } from "@/messages/zh-CN";
import { type AppNoticeProducts, type AppNoticeView, SaveAppNotice } from "@/server/notifications/app-notice.schema";
import { saveOr, useSchemaForm } from "../accounts/use-step-form";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { formField } from "../patterns/form-field";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, Stack } from "../ui/card";
import { RadioCards } from "../ui/choice";
import { SelectField, TextField, TextareaField } from "../ui/text-field";

type Props = { products: z.output<typeof AppNoticeProducts>; notice: AppNoticeView | null };

/** PR11: writes a message or an upgrade note; who gets it is shown before it is sent. */
export function AppNoticeForm({ products, notice }: Props) {
  const router = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`appNotice:${notice?.id ?? "new"}`);
  const save = useMutation(useTRPC().appNoticeDesk.save.mutationOptions({ onSuccess: ({ noticeId }) => { renew(); router.push(`/app-notices/${noticeId}`); router.refresh(); }, onError: renewAfter }));
  const form = useSchemaForm(SaveAppNotice, {
    key: "00000000-0000-4000-8000-000000000000", noticeId: notice?.id ?? null, version: notice?.version ?? 0, specificationCode: notice?.specificationCode ?? "", kind: notice?.kind ?? "message",
    title: notice?.title ?? "", releaseVersion: notice?.releaseVersion ?? "", body: notice?.body ?? "", link: notice?.link ?? "",
  });
  const kind = useWatch({ control: form.control, name: "kind" });
  const submit = form.handleSubmit(async (values) => { await saveOr(form, () => save.mutateAsync({ ...values, key })); });
  const field = (name: Parameters<typeof form.register>[0]) => formField(form, name, fieldWords);
  const problem = problemOf(save.error);
  return (
    <Card>
      <form method="post" onSubmit={submit} noValidate>
        <Stack>
          <SelectField {...field("specificationCode")} label="应用" isRequired>
            <option value="">请选择</option>
            {products.map(({ code, name }) => <option key={code} value={code}>{name}</option>)}
          </SelectField>
          <RadioCards {...field("kind")} legend="类型" columns={2} defaultValue={notice?.kind ?? "message"} options={[{ value: "message", title: "消息", text: "停机安排、使用提示等" }, { value: "upgrade", title: "升级说明", text: "新版本改了什么，也显示在客户的应用页面上" }]} />
          {kind === "upgrade" && <div className="max-w-xs"><TextField {...field("releaseVersion")} label="版本" hint="例如 5.2" autoComplete="off" isRequired /></div>}
          <TextField {...field("title")} label="标题" hint="推送时只显示应用名和标题，请不要写姓名和金额" autoComplete="off" isRequired />
          <TextareaField {...field("body")} label="内容" rows={6} isRequired />
          <TextField {...field("link")} label="详情链接" hint="可以不填；以 https:// 开头" type="url" autoComplete="off" />
          <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
          <FormActions><Button type="submit" isBusy={save.isPending || !key}>保存，看预览</Button></FormActions>
        </Stack>
      </form>
    </Card>
  );
}
