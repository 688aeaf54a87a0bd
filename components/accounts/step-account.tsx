"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { bindingProblem, mayMend } from "@/server/accounts/opening.rules";
import { type OpeningView, SaveAccount } from "@/server/accounts/opening.schema";
import { useSay } from "#say";
import { useTRPC } from "../layout/trpc-provider";
import { formField } from "../patterns/form-field";
import { FormActions, FormProblem, FormSection } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, Stack } from "../ui/card";
import { Checkbox, RadioCards } from "../ui/choice";
import { ButtonLink } from "../ui/link";
import { TextField } from "../ui/text-field";
import { BindingNote } from "./binding-note";
import { KeepNote } from "./keep-note";
import { NameCheck } from "./name-check";
import { formWords, wordsOfProblem } from "./problem-words";
import { useKeeper, useOpening } from "./use-opening";
import { saveOr, useKeptFields, useSchemaForm } from "./use-step-form";

const kept = ["accountName", "payType", "paymentAccountNumber", "paymentHolderName"] as const;
const payOptions = [
  { value: "prepaid", title: "预付费", text: "先充值再使用；开户余额为 0 元，开通产品时才扣费。适合还没有固话、宽带的企业。" },
  { value: "postpaid", title: "后付费", text: "先使用，月底出帐后付款。需要贵企业名下现有的固话或宽带付费账户。" },
];

/** Step 3: the account's name and password, and how it pays (AI1, AI5, AI15). */
export function StepAccount({ base, initial }: { base: string; initial: OpeningView }) {
  const say = useSay();
  const router = useRouter();
  const { opening, put, latest } = useOpening(initial);
  const { keep, settle, state } = useKeeper({ latest, put });
  const [isShown, setIsShown] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  const save = useMutation(useTRPC().opening.saveAccount.mutationOptions());
  const { version, accountName, payType, paymentAccountNumber, paymentHolderName } = opening;
  const form = useSchemaForm(SaveAccount, { version, accountName: accountName ?? "", password: "", payType: payType as never, paymentAccountNumber, paymentHolderName });
  useKeptFields(form, kept, keep);
  const next = `${base}/register?step=4`;
  const isLocked = (name: Parameters<typeof mayMend>[1]) => !mayMend(opening, name);
  const chosen = form.watch("payType");

  const submit = form.handleSubmit(async (values) => {
    await settle();
    setIsAsked(true);
    let view: OpeningView | null = null;
    const isSaved = await saveOr(form, async () => { put((view = await save.mutateAsync({ ...values, version: latest().version }))); });
    if (!isSaved || !view) return;
    const { payType: way, binding } = view as OpeningView;
    if (way === "prepaid" || binding === "confirmed") return router.push(next);
    const problem = bindingProblem(binding);
    if (problem) form.setError(problem.field, { type: "server", message: problem.message }, { shouldFocus: true });
  });

  function choosePrepaid() {
    form.setValue("payType", "prepaid");
    form.clearErrors(["paymentAccountNumber", "paymentHolderName"]);
    void submit();
  }

  const field = (name: (typeof kept)[number] | "password") => ({ ...formField(form, name, formWords), readOnly: isLocked(name) });
  return (
    <form method="post" onSubmit={submit} noValidate>
      <Card>
        <Stack gap="lg">
          <FormSection title={say("登录帐号")} text={say("帐号名是贵企业在平台上的唯一标识，开户后不能更改。")}>
            <div>
              <TextField {...field("accountName")} label={say("帐号名")} hint={say("6–20 位字母、数字或下划线，不能以下划线开头；区分大小写")} autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={20} isRequired />
              {!isLocked("accountName") && <NameCheck name={form.watch("accountName").trim()} onChoose={(name) => { form.setValue("accountName", name, { shouldValidate: true }); keep({ accountName: name }); }} />}
            </div>
            {!isLocked("password") && (
              <div className="flex flex-col gap-2">
                <TextField {...field("password")} label={say("密码")} type={isShown ? "text" : "password"} autoComplete="new-password" isRequired={!opening.hasPassword} hint={opening.hasPassword ? say("已设好。不填就保持不变") : say("至少 10 位，不要包含帐号名；几个不相干的词连起来既好记又安全")} />
                <Checkbox label={say("显示密码")} checked={isShown} onChange={(event) => setIsShown(event.target.checked)} />
              </div>
            )}
          </FormSection>
          <FormSection title={say("付费方式")}>
            {/* Where it may not change, the chosen way alone: a disabled radio has no value, and the form could not be sent. */}
            <RadioCards {...formField(form, "payType", formWords)} legend={say("付费方式")} isLegendHidden required columns={2} value={chosen} options={payOptions.filter(({ value }) => !isLocked("payType") || value === opening.payType)} />
            {chosen === "postpaid" && (
              <>
                <TextField {...field("paymentAccountNumber")} label={say("付费账户号码")} hint={say("在帐单右上角，可以是固话或宽带的付费账户")} autoComplete="off" isRequired />
                <TextField {...field("paymentHolderName")} label={say("户名")} hint={say("与帐单上的户名一致")} autoComplete="off" isRequired />
                <BindingNote opening={opening} isAsked={isAsked} isBusy={save.isPending} next={next} onRetry={() => void submit()} onPrepaid={choosePrepaid} />
              </>
            )}
          </FormSection>
          <FormProblem>{wordsOfProblem(save.error)}</FormProblem>
          <FormActions>
            <Button type="submit" size="lg" isBusy={save.isPending}>{chosen === "postpaid" ? say("核对并继续") : say("保存，下一步")}</Button>
            <ButtonLink href={`${base}/register?step=2`} variant="ghost">{say("上一步")}</ButtonLink>
            <KeepNote state={state} />
          </FormActions>
        </Stack>
      </Card>
    </form>
  );
}
