"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { industries, staffBands } from "@/server/accounts/opening.rules";
import type { CompanyView } from "@/server/accounts/account.schema";
import { ChangeContact } from "@/server/company/change.schema";
import { useSay } from "#say";
import { formWords, wordsOfProblem } from "../accounts/problem-words";
import { saveOr, useSchemaForm } from "../accounts/use-step-form";
import { industryLabels, staffBandLabels } from "../accounts/words";
import { useOnceKey } from "../layout/once-key";
import { useTRPC } from "../layout/trpc-provider";
import { formField } from "../patterns/form-field";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { SelectField, TextField } from "../ui/text-field";
import { SendCode } from "./send-code";

/** AI18: contact, industry and size change at once; a new number or mailbox is proven first. */
export function ContactForm({ company }: { company: CompanyView }) {
  const say = useSay();
  const { refresh } = useRouter();
  const trpc = useTRPC();
  const { key, renew, renewAfter } = useOnceKey("companyChange.contact");
  const change = useMutation(trpc.company.changeContact.mutationOptions({ onSuccess: () => { renew(); form.setValue("phoneCode", ""); form.setValue("emailCode", ""); refresh(); }, onError: renewAfter }));
  const sendCode = useMutation(trpc.company.sendCode.mutationOptions());
  const { contactName, contactPhone, contactEmail, industry, staffBand } = company;
  const form = useSchemaForm(ChangeContact, { key: "00000000-0000-4000-8000-000000000000", contactName, contactPhone, contactEmail, phoneCode: "", emailCode: "", industry: industry as (typeof industries)[number], staffBand: staffBand as (typeof staffBands)[number] });
  const submit = form.handleSubmit(async (values) => void (await saveOr(form, () => change.mutateAsync({ ...values, key }))));
  const phone = form.watch("contactPhone").trim();
  const email = form.watch("contactEmail").trim().toLowerCase();
  const field = (name: Parameters<typeof form.register>[0]) => formField(form, name, formWords);
  return (
    <Card as="section" labelledBy="contact">
      <CardHeader id="contact" title={say("联系方式与规模")} text={say("马上生效。新的手机和邮箱要用验证码确认；原来的邮箱会收到提醒。")} />
      <form method="post" onSubmit={submit} noValidate>
        <Stack>
          <div className="grid items-start gap-(--stack) md:grid-cols-2">
            <TextField {...field("contactName")} label={say("联系人")} autoComplete="name" isRequired />
            <SelectField {...field("industry")} label={say("行业")}>{industries.map((value) => <option key={value} value={value}>{say.word(industryLabels[value])}</option>)}</SelectField>
            <SelectField {...field("staffBand")} label={say("员工人数")}>{staffBands.map((value) => <option key={value} value={value}>{say.word(staffBandLabels[value])}</option>)}</SelectField>
          </div>
          <TextField {...field("contactPhone")} label={say("联系手机")} inputMode="numeric" autoComplete="tel-national" maxLength={11} isRequired />
          {phone !== contactPhone && <SendCode label={say("短信验证码")} field={field("phoneCode")} sent={say("短信已发出，10 分钟内有效。")} onSend={async () => { if (!(await form.trigger("contactPhone", { shouldFocus: true }))) return false; await sendCode.mutateAsync({ phone }); return true; }} />}
          <TextField {...field("contactEmail")} label={say("联系邮箱")} type="email" autoComplete="email" autoCapitalize="none" spellCheck={false} isRequired />
          {email !== contactEmail && <SendCode label={say("邮件验证码")} field={field("emailCode")} sent={say("邮件已发出，10 分钟内有效。")} onSend={async () => { if (!(await form.trigger("contactEmail", { shouldFocus: true }))) return false; await sendCode.mutateAsync({ email }); return true; }} />}
          <div role="status">{change.isSuccess && <Alert tone="success" title={say("已更改")} />}</div>
          <FormProblem>{wordsOfProblem(change.error)}</FormProblem>
          <FormActions><Button type="submit" isBusy={change.isPending || !key}>{say("保存")}</Button></FormActions>
        </Stack>
      </form>
    </Card>
  );
}
