"use client";

import { useMutation } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem, lookReasonWords, maskedFieldWords } from "@/messages/zh-CN";
import { type MaskedPlace, lookReasons } from "@/server/access/look.rules";
import { RevealData as Input } from "@/server/access/look.schema";
import { useSay } from "#say";
import { useTRPC } from "../layout/trpc-provider";
import { useChecked } from "../layout/use-checked";
import { FormProblem } from "../patterns/form-layout";
import { TextAnchor } from "../ui/anchor";
import { Button } from "../ui/button";
import { DescriptionList } from "../ui/description-list";
import { Dialog } from "../ui/dialog";
import { SelectField, TextField } from "../ui/text-field";

type Where = { place: MaskedPlace; id: string };

/** DP4: masked data in full once a reason was given; the look is on record, for the company too, and what it showed ends with the dialog. */
export function RevealData({ label = "显示完整信息", ...where }: Where & { /** Told apart from others on the page. */ label?: string }) {
  const say = useSay();
  return (
    <Dialog title={say("显示完整信息")} text={say("您的姓名、原因和时间会记录下来，企业可以查到。")} size="sm" trigger={<Button size="sm" variant="ghost">{label}</Button>}>
      <ForReason {...where} />
    </Dialog>
  );
}

function ForReason({ place, id }: Where) {
  const say = useSay();
  const [reason, setReason] = useState("");
  const reveal = useMutation(useTRPC().dataDesk.reveal.mutationOptions());
  const { send, codeAt, words } = useChecked(Input, reveal);
  function ask(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    send({ place, id, reason, text: String(form.get("text") ?? ""), ticketNumber: String(form.get("ticketNumber") ?? "") });
  }
  if (reveal.data) {
    return (
      <div role="status">
        <DescriptionList items={reveal.data.map(({ field, value }) => ({ term: say.word(maskedFieldWords[field]), value: field === "phone" || field === "contactNumber" ? <TextAnchor href={`tel:${value}`}>{value}</TextAnchor> : <span className="break-all">{value}</span> }))} />
      </div>
    );
  }
  return (
    <form method="post" onSubmit={ask} noValidate className="flex flex-col gap-(--stack)">
      <SelectField label={say("原因")} isRequired value={reason} onChange={(event) => setReason(event.target.value)} error={fieldProblem(codeAt("reason"))}>
        <option value="">{say("请选择")}</option>
        {lookReasons.map((entry) => <option key={entry} value={entry}>{say.word(lookReasonWords[entry])}</option>)}
      </SelectField>
      <TextField name="ticketNumber" label={say("服务单号")} hint={say("处理服务单时填写")} isRequired={reason === "ticket"} maxLength={20} autoComplete="off" error={fieldProblem(codeAt("ticketNumber"))} />
      <TextField name="text" label={say("说明")} hint={say("例如：电话核对开户信息")} isRequired={reason === "other"} maxLength={200} error={fieldProblem(codeAt("text"))} />
      <FormProblem>{words}</FormProblem>
      <div className="flex justify-end"><Button type="submit" isBusy={reveal.isPending}>{say("显示")}</Button></div>
    </form>
  );
}
