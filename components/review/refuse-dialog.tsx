"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { fieldWords } from "@/messages/zh-CN";
import { refuseReasons } from "@/server/review/review.rules";
import { RefuseTask, type TaskRow } from "@/server/review/review.schema";
import { reviewWords } from "@/server/review/review.words";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { formField, showFieldErrors } from "../patterns/form-field";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { SelectField, TextareaField } from "../ui/text-field";

type Input = z.input<typeof RefuseTask>;

/** A refusal names its reason; an order's held money goes back at once. */
export function RefuseDialog({ task, onClose }: { task: TaskRow; onClose: () => void }) {
  const { refresh } = useRouter();
  const { key, renew } = useOnceKey(`refuse:${task.id}:${task.version}`);
  const form = useForm<Input, unknown, z.output<typeof RefuseTask>>({ resolver: zodResolver(RefuseTask), values: { taskId: task.id, version: task.version, key: key || task.id, reason: "" as Input["reason"], text: "" }, resetOptions: { keepDirtyValues: true } });
  const send = useMutation(useTRPC().review.refuse.mutationOptions({ onSuccess: () => { renew(); onClose(); refresh(); }, onError: (error) => void showFieldErrors(form, problemOf(error)?.fields) }));
  const problem = problemOf(send.error);
  return (
    <Dialog title="拒绝" text="拒绝后不能恢复；有预占的费用会立即退回客户。" isOpen onOpenChange={(isOpen) => { if (!isOpen) onClose(); }} isSticky>
      <form method="post" onSubmit={form.handleSubmit((values) => send.mutate(values))} noValidate className="flex flex-col gap-3">
        <SelectField label="原因" {...formField(form, "reason", fieldWords)}>
          <option value="">请选择</option>
          {refuseReasons.map((reason) => (
            <option key={reason} value={reason}>{reviewWords.refuse[reason]}</option>
          ))}
        </SelectField>
        <TextareaField label="给客户的说明" rows={3} maxLength={500} {...formField(form, "text", fieldWords)} />
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <div className="flex gap-2">
          <Button type="submit" variant="danger" isBusy={send.isPending}>确认拒绝</Button>
          <Button variant="secondary" onClick={onClose}>不拒绝</Button>
        </div>
      </form>
    </Dialog>
  );
}
