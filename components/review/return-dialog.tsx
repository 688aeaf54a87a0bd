"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { factWords, fieldWords } from "@/messages/zh-CN";
import type { FactKind } from "@/server/ordering/order.rules";
import { markableOpeningFields, returnReasons } from "@/server/review/review.rules";
import { ReturnTask, type TaskRow } from "@/server/review/review.schema";
import { reviewWords } from "@/server/review/review.words";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { formField, showFieldErrors } from "../patterns/form-field";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { SelectField, TextareaField } from "../ui/text-field";

type Input = z.input<typeof ReturnTask>;
const openingWords: Record<(typeof markableOpeningFields)[number], string> = {
  companyName: "企业名称", creditCode: "信用代码", industry: "行业", staffBand: "规模", address: "地址", licence: "证明材料", contactName: "联系人", contactPhone: "手机号", email: "邮箱",
  accountName: "企业帐号", payType: "付费方式", paymentAccountNumber: "付费账户号", paymentHolderName: "付费账户户名",
};
const nameOf = (field: string) => {
  if (field === "seats") return "数量";
  if (field === "note") return "备注";
  if (field.startsWith("facts.")) return factWords[field.slice(6) as FactKind]?.label ?? "";
  return (openingWords as Record<string, string>)[field] ?? "";
};

/** OR7: the fields to mend and why; everything else stays as the customer sent it. */
export function ReturnDialog({ task, markable, onClose }: { task: TaskRow; markable: string[] | null; onClose: () => void }) {
  const { refresh } = useRouter();
  const { key, renew } = useOnceKey(`return:${task.id}:${task.version}`);
  const form = useForm<Input, unknown, z.output<typeof ReturnTask>>({ resolver: zodResolver(ReturnTask), values: { taskId: task.id, version: task.version, key: key || task.id, reason: "" as Input["reason"], text: "", markedFields: [] }, resetOptions: { keepDirtyValues: true } });
  const send = useMutation(useTRPC().review.returnForCorrection.mutationOptions({ onSuccess: () => { renew(); onClose(); refresh(); }, onError: (error) => void showFieldErrors(form, problemOf(error)?.fields) }));
  const fields = markable ?? [...markableOpeningFields];
  const marked = form.formState.errors.markedFields?.message;
  const problem = problemOf(send.error);
  return (
    <Dialog title="退回更正" text="客户只能修改您标出的内容，其他内容原样保留。" isOpen onOpenChange={(isOpen) => { if (!isOpen) onClose(); }} isSticky>
      <form method="post" onSubmit={form.handleSubmit((values) => send.mutate(values))} noValidate className="flex flex-col gap-3">
        <fieldset>
          <legend className="font-medium">需要更正的内容</legend>
          <div className="mt-1 grid gap-x-4 sm:grid-cols-2">
            {fields.map((field) => (
              <label key={field} className="flex min-h-8 items-center gap-2">
                <input type="checkbox" value={field} {...form.register("markedFields")} className="size-4 accent-(--accent)" />
                {nameOf(field)}
              </label>
            ))}
          </div>
          <p role="alert" className="text-danger empty:hidden">{marked ? (fieldWords[marked] ?? fieldWords.markOne) : null}</p>
        </fieldset>
        <SelectField label="原因" {...formField(form, "reason", fieldWords)}>
          <option value="">请选择</option>
          {returnReasons.map((reason) => (
            <option key={reason} value={reason}>{reviewWords.return[reason]}</option>
          ))}
        </SelectField>
        <TextareaField label="给客户的说明" rows={3} maxLength={500} {...formField(form, "text", fieldWords)} />
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <div className="flex gap-2">
          <Button type="submit" isBusy={send.isPending}>确认退回</Button>
          <Button variant="secondary" onClick={onClose}>不退回</Button>
        </div>
      </form>
    </Dialog>
  );
}
