"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { CompanyView } from "@/server/accounts/account.schema";
import { NO_END } from "@/server/company/change.rules";
import { AskCompanyChange } from "@/server/company/change.schema";
import { dayOf } from "@/server/kernel/calendar";
import { useSay } from "#say";
import { PaperUpload } from "../accounts/paper-upload";
import { formWords, wordsOfProblem } from "../accounts/problem-words";
import { saveOr, useSchemaForm } from "../accounts/use-step-form";
import { useOnceKey } from "../layout/once-key";
import { useTRPC } from "../layout/trpc-provider";
import { formField } from "../patterns/form-field";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { Checkbox } from "../ui/choice";
import { TextField, TextareaField } from "../ui/text-field";

/** AI18: name, address and licence change after a clerk has seen the papers. */
export function ChangeForm({ company, isWaiting }: { company: CompanyView; isWaiting: boolean }) {
  const say = useSay();
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey("companyChange.ask");
  const [papers, setPapers] = useState<{ id: string; fileName: string }[]>([]);
  const { companyName, address, licenceExpiresOn } = company;
  const form = useSchemaForm(AskCompanyChange, { key: "00000000-0000-4000-8000-000000000000", companyName, address, licenceExpiresOn: licenceExpiresOn ? dayOf(licenceExpiresOn) : NO_END, reason: "", paperIds: [] });
  const ask = useMutation(useTRPC().company.ask.mutationOptions({ onSuccess: () => { renew(); setPapers([]); form.reset(); refresh(); }, onError: renewAfter }));
  const submit = form.handleSubmit(async (values) => void (await saveOr(form, () => ask.mutateAsync({ ...values, key }))));
  const field = (name: Parameters<typeof form.register>[0]) => formField(form, name, formWords);
  const isEndless = form.watch("licenceExpiresOn") === NO_END;
  const paperProblem = formField(form, "paperIds", formWords).error;
  return (
    <Card as="section" labelledBy="proven">
      <CardHeader id="proven" title={say("名称、地址与执照")} text={say("上传变更后的营业执照，审核人员核验后生效，一般 1 个工作日。信用代码变了是另一家企业，请重新开户。")} />
      {isWaiting ? (
        <p className="text-ink-soft">{say("有一次变更正在审核；在下面的记录里可以撤回，再重新申请。")}</p>
      ) : (
        <form method="post" onSubmit={submit} noValidate>
          <Stack>
            <TextField {...field("companyName")} label={say("企业名称")} autoComplete="organization" isRequired />
            <TextField {...field("address")} label={say("经营地址")} isRequired />
            <div className="grid items-end gap-x-6 gap-y-2 sm:grid-cols-2">
              {isEndless ? <TextField label={say("执照有效期至")} type="date" value="" disabled readOnly /> : <TextField {...field("licenceExpiresOn")} label={say("执照有效期至")} type="date" />}
              <Checkbox label={say("执照上写的是“长期”")} checked={isEndless} onChange={(event) => form.setValue("licenceExpiresOn", event.target.checked ? NO_END : "", { shouldValidate: false })} />
            </div>
            <TextareaField {...field("reason")} label={say("变更原因")} rows={2} hint={say("例如：公司更名，执照已换发")} isRequired />
            <PaperUpload id="change-proof" kind="other" label={say("变更后的营业执照或核准通知")} hint={say("PDF、PNG 或 JPG，不超过 5 MB")} papers={[]} isLocked={false} error={papers.length === 0 && typeof paperProblem === "string" ? paperProblem : undefined} onChange={(added) => { if (added) { const next = [...papers, added]; setPapers(next); form.setValue("paperIds", next.map(({ id }) => id), { shouldValidate: form.formState.isSubmitted }); } return Promise.resolve(); }} />
            {papers.length > 0 && <ul className="text-sm text-ink-soft" aria-label={say("这次上传的材料")}>{papers.map(({ id, fileName }) => <li key={id}>{say("已上传：{fileName}", { fileName })}</li>)}</ul>}
            <FormProblem>{wordsOfProblem(ask.error)}</FormProblem>
            <FormActions><Button type="submit" isBusy={ask.isPending || !key}>{say("提交审核")}</Button></FormActions>
          </Stack>
        </form>
      )}
    </Card>
  );
}
