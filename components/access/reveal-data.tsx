"use client";

import { useMutation } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem, lookReasonWords, maskedFieldWords } from "@/messages/zh-CN";
import { type MaskedPlace, lookReasons } from "@/server/access/look.rules";
import { RevealData as Input } from "@/server/access/look.schema";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { TextAnchor } from "../ui/anchor";
import { Button } from "../ui/button";
import { DescriptionList } from "../ui/description-list";
import { Dialog } from "../ui/dialog";
import { SelectField, TextField } from "../ui/text-field";

type Props = { place: MaskedPlace; id: string; /** Told apart from others on the page. */ label?: string };

/** DP4: masked data in full once a reason was given; the look is on record, for the company too, and what it showed ends with the dialog. */
export function RevealData({ place, id, label = "显示完整信息" }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [own, setOwn] = useState<Record<string, string>>({});
  const reveal = useMutation(useTRPC().dataDesk.reveal.mutationOptions());
  const problem = problemOf(reveal.error);
  function toggle(next: boolean) {
    setIsOpen(next);
    if (next) return;
    reveal.reset();
    setOwn({});
    setReason("");
  }
  function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const parsed = Input.safeParse({ place, id, reason, text: String(form.get("text") ?? ""), ticketNumber: String(form.get("ticketNumber") ?? "") });
    setOwn(parsed.success ? {} : Object.fromEntries(parsed.error.issues.map((issue) => [String(issue.path[0]), issue.message])));
    if (parsed.success) reveal.mutate(parsed.data);
  }
  const errorAt = (name: string) => fieldProblem(own[name] ?? problem?.fields?.[name]);
  return (
    <Dialog title="显示完整信息" text="您的姓名、原因和时间会记录下来，企业可以查到。" isOpen={isOpen} onOpenChange={toggle} size="sm" trigger={<Button size="sm" variant="ghost">{label}</Button>}>
      {reveal.data ? (
        <div role="status">
          <DescriptionList items={reveal.data.map(({ field, value }) => ({ term: maskedFieldWords[field], value: field === "phone" || field === "contactNumber" ? <TextAnchor href={`tel:${value}`}>{value}</TextAnchor> : <span className="break-all">{value}</span> }))} />
        </div>
      ) : (
        <form method="post" onSubmit={send} noValidate className="flex flex-col gap-(--stack)">
          <SelectField label="原因" isRequired value={reason} onChange={(event) => setReason(event.target.value)} error={errorAt("reason")}>
            <option value="">请选择</option>
            {lookReasons.map((entry) => <option key={entry} value={entry}>{lookReasonWords[entry]}</option>)}
          </SelectField>
          <TextField name="ticketNumber" label="服务单号" hint="处理服务单时填写" isRequired={reason === "ticket"} maxLength={20} autoComplete="off" error={errorAt("ticketNumber")} />
          <TextField name="text" label="说明" hint="例如：电话核对开户信息" isRequired={reason === "other"} maxLength={200} error={errorAt("text")} />
          <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
          <div className="flex justify-end"><Button type="submit" isBusy={reveal.isPending}>显示</Button></div>
        </form>
      )}
    </Dialog>
  );
}
