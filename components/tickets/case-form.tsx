"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { ticketContactWords, ticketKindHints, ticketKindWords } from "@/messages/zh-CN";
import { mostCaseLetters, ticketKinds } from "@/server/tickets/ticket.rules";
import { type CaseChoices, OpenCase, ticketContacts } from "@/server/tickets/ticket.schema";
import { useSay } from "#say";
import { formWords, wordsOfProblem } from "../accounts/problem-words";
import { saveOr, useSchemaForm } from "../accounts/use-step-form";
import { useOnceKey } from "../layout/once-key";
import { useTRPC } from "../layout/trpc-provider";
import { formField } from "../patterns/form-field";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, Stack } from "../ui/card";
import { RadioCards } from "../ui/choice";
import { ButtonLink } from "../ui/link";
import { SelectField, TextField, TextareaField } from "../ui/text-field";

type Props = { choices: CaseChoices; path: string; productId: string };
const contactHints = { here: "答复时发邮件提醒联系人", phone: "10060 给您打电话", email: "10060 给您写邮件" } as const;

/** IN3: reports a fault, asks or complains; 10060 gets it with the same number. */
export function CaseForm({ choices, path, productId }: Props) {
  const say = useSay();
  const { push } = useRouter();
  const { key, renew, renewAfter } = useOnceKey("troubleTicket.open");
  const open = useMutation(useTRPC().ticket.open.mutationOptions({ onSuccess: ({ ticketId }) => { renew(); push(`${path}/${ticketId}`); }, onError: renewAfter }));
  const isKnown = choices.products.some(({ id }) => id === productId);
  const form = useSchemaForm(OpenCase, { key: "00000000-0000-4000-8000-000000000000", productId: isKnown ? productId : "", name: "", description: "", contactBy: "here", contactPhone: choices.contactPhone, contactEmail: choices.contactEmail });
  const submit = form.handleSubmit(async (values) => void (await saveOr(form, () => open.mutateAsync({ ...values, key }))));
  const field = (name: Parameters<typeof form.register>[0]) => formField(form, name, formWords);
  const contactBy = form.watch("contactBy");
  return (
    <form method="post" onSubmit={submit} noValidate className="max-w-3xl">
      <Card>
        <Stack gap="lg">
          <SelectField {...field("productId")} label={say("关于哪个产品")}>
            <option value="">{say("不涉及具体产品")}</option>
            {choices.products.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
          </SelectField>
          <RadioCards {...field("kind")} legend={say("什么事")} required columns={3} options={ticketKinds.map((value) => ({ value, title: say.word(ticketKindWords[value]), text: say.word(ticketKindHints[value]) }))} />
          <TextField {...field("name")} label={say("一句话说明")} hint={say("例如：企业邮箱收不到外部邮件")} maxLength={60} isRequired />
          <TextareaField {...field("description")} label={say("详细情况")} hint={say("从什么时候开始、哪些人受影响、试过什么办法。请不要填写密码。")} rows={6} maxLength={mostCaseLetters} isRequired />
          <RadioCards {...field("contactBy")} legend={say("希望怎样答复")} required columns={3} options={ticketContacts.map((value) => ({ value, title: say.word(ticketContactWords[value]), text: say.word(contactHints[value]) }))} />
          {contactBy === "phone" && <TextField {...field("contactPhone")} label={say("打给谁")} hint={say("手机号码")} inputMode="numeric" autoComplete="tel-national" maxLength={11} isRequired />}
          {contactBy === "email" && <TextField {...field("contactEmail")} label={say("写到哪个邮箱")} type="email" autoComplete="email" autoCapitalize="none" spellCheck={false} isRequired />}
          <FormProblem>{wordsOfProblem(open.error)}</FormProblem>
          <FormActions>
            <Button type="submit" isBusy={open.isPending || !key}>{say("提交")}</Button>
            <ButtonLink href={path} variant="secondary">{say("返回")}</ButtonLink>
          </FormActions>
        </Stack>
      </Card>
    </form>
  );
}
