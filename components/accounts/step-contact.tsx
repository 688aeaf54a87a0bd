"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { mayMend } from "@/server/accounts/opening.rules";
import { type OpeningView, SaveContact } from "@/server/accounts/opening.schema";
import { useSay } from "#say";
import { useTRPC } from "../layout/trpc-provider";
import { formField } from "../patterns/form-field";
import { FormActions, FormProblem, FormSection } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, Stack } from "../ui/card";
import { ButtonLink } from "../ui/link";
import { TextField } from "../ui/text-field";
import { ConfirmAddress } from "./confirm-address";
import { KeepNote } from "./keep-note";
import { formWords, wordsOfProblem } from "./problem-words";
import { useKeeper, useOpening } from "./use-opening";
import { saveOr, useKeptFields, useSchemaForm } from "./use-step-form";

const kept = ["contactName", "contactPhone", "email"] as const;

/** Step 2: who does this for the company, with a phone and a mailbox that are proven to be theirs (AI16). */
export function StepContact({ base, initial }: { base: string; initial: OpeningView }) {
  const say = useSay();
  const router = useRouter();
  const trpc = useTRPC();
  const { opening, put, latest } = useOpening(initial);
  const { keep, settle, state } = useKeeper({ latest, put });
  const save = useMutation(trpc.opening.saveContact.mutationOptions());
  const sendPhone = useMutation(trpc.opening.sendPhoneCode.mutationOptions({ onSuccess: put }));
  const confirmPhone = useMutation(trpc.opening.confirmPhone.mutationOptions({ onSuccess: put }));
  const sendEmail = useMutation(trpc.opening.sendEmailCode.mutationOptions({ onSuccess: put }));
  const confirmEmail = useMutation(trpc.opening.confirmEmail.mutationOptions({ onSuccess: put }));
  const { version, contactName, contactPhone, email } = opening;
  const form = useSchemaForm(SaveContact, { version, contactName, contactPhone, email });
  useKeptFields(form, kept, keep);

  const typed = { contactPhone: form.watch("contactPhone").trim(), email: form.watch("email").trim().toLowerCase() };
  const isPhoneConfirmed = opening.isPhoneConfirmed && typed.contactPhone === opening.contactPhone;
  const isEmailConfirmed = opening.isEmailConfirmed && typed.email === opening.email;
  const isRight = async (name: "contactPhone" | "email") => {
    await settle();
    return form.trigger(name, { shouldFocus: true });
  };

  const submit = form.handleSubmit(async (values) => {
    await settle();
    const isSaved = await saveOr(form, async () => put(await save.mutateAsync({ ...values, version: latest().version })));
    if (isSaved) return router.push(`${base}/register?step=3`);
  });

  const field = (name: (typeof kept)[number]) => ({ ...formField(form, name, formWords), isRequired: true, readOnly: !mayMend(opening, name) });
  return (
    <form method="post" onSubmit={submit} noValidate>
      <Card>
        <Stack gap="lg">
          <FormSection title={say("联系方式")} text={say("审核结果、开户通知和登录验证码都发到这里。")}>
            <TextField {...field("contactName")} label={say("经办人姓名")} autoComplete="name" />
            <ConfirmAddress
              isConfirmed={isPhoneConfirmed} isLocked={!mayMend(opening, "contactPhone")} sentWords={say("短信已发出，10 分钟内有效。")}
              onSend={async () => (await isRight("contactPhone")) && (await sendPhone.mutateAsync({ phone: typed.contactPhone }), form.clearErrors("contactPhone"), true)}
              onConfirm={async (code) => { await confirmPhone.mutateAsync({ phone: typed.contactPhone, code }); form.clearErrors("contactPhone"); }}
            >
              <TextField {...field("contactPhone")} label={say("手机号")} inputMode="numeric" autoComplete="tel-national" maxLength={11} />
            </ConfirmAddress>
            <ConfirmAddress
              isConfirmed={isEmailConfirmed} isLocked={!mayMend(opening, "email")} sentWords={say("邮件已发出，10 分钟内有效。没收到请看看垃圾邮件。")}
              onSend={async () => (await isRight("email")) && (await sendEmail.mutateAsync({ email: typed.email }), form.clearErrors("email"), true)}
              onConfirm={async (code) => { await confirmEmail.mutateAsync({ email: typed.email, code }); form.clearErrors("email"); }}
            >
              <TextField {...field("email")} label={say("邮箱")} type="email" inputMode="email" autoComplete="email" autoCapitalize="none" spellCheck={false} />
            </ConfirmAddress>
          </FormSection>
          <FormProblem>{wordsOfProblem(save.error)}</FormProblem>
          <FormActions>
            <Button type="submit" size="lg" isBusy={save.isPending}>{say("保存，下一步")}</Button>
            <ButtonLink href={`${base}/register?step=1`} variant="ghost">{say("上一步")}</ButtonLink>
            <KeepNote state={state} />
          </FormActions>
        </Stack>
      </Card>
    </form>
  );
}
