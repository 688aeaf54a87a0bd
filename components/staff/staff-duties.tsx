"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { staffRoleWords } from "@/messages/zh-CN";
import { businessDayOf, dayOf } from "@/server/kernel/calendar";
import { AddDuty, type StaffPage } from "@/server/staff/staff.schema";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { showFieldErrors } from "../patterns/form-field";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { DutyFields, type DutyInput, emptyDuty } from "./duty-fields";
import { dutyPlace } from "./duty-place";

type Row = z.output<typeof StaffPage>["rows"][number];

/** BO11: what someone does and where: duties end, and others are added from a day on. */
export function StaffDuties({ row, ownId }: { row: Row; ownId: string }) {
  const { refresh } = useRouter();
  const trpc = useTRPC();
  const [isOpen, setIsOpen] = useState(false);
  const form = useForm<DutyInput, unknown, Pick<z.output<typeof AddDuty>, "duty">>({ resolver: zodResolver(AddDuty.pick({ duty: true })), defaultValues: { duty: emptyDuty() } });
  const add = useMutation(trpc.staff.addDuty.mutationOptions({ onSuccess: () => { form.reset({ duty: emptyDuty() }); refresh(); }, onError: (error) => { showFieldErrors(form, problemOf(error)?.fields); } }));
  const confirm = useMutation(trpc.staff.confirmDuty.mutationOptions({ onSuccess: () => refresh() }));
  const end = useMutation(trpc.staff.endDuty.mutationOptions({ onSuccess: () => refresh() }));
  const addProblem = problemOf(add.error);
  const today = businessDayOf(new Date());
  const open = row.duties.filter((duty) => !duty.endsOn || dayOf(duty.endsOn) >= today);
  return (
    <Dialog title={`${row.name} 的职责`} text="新的职责由另一位管理员确认后，从对方下一次操作起生效。" isOpen={isOpen} onOpenChange={setIsOpen} isSticky trigger={<Button size="sm" variant="secondary">职责</Button>}>
      <ul className="mb-4 divide-y divide-line">
        {open.map((duty) => (
          <li key={duty.id} className="flex flex-wrap items-center justify-between gap-2 py-2">
            <span className="min-w-0">{dutyPlace(duty)}：{duty.roles.map((role) => staffRoleWords[role]).join("、")}{duty.isWaiting && <span className="text-ink-faint">（{duty.askedByName} 安排，等另一位管理员确认）</span>}</span>
            <span className="flex gap-2">
              {duty.isWaiting && duty.askedById !== ownId && <Button size="sm" isBusy={confirm.isPending && confirm.variables.dutyId === duty.id} onClick={() => confirm.mutate({ dutyId: duty.id })}>确认</Button>}
              <Button size="sm" variant="secondary" isBusy={end.isPending && end.variables.dutyId === duty.id} onClick={() => end.mutate({ dutyId: duty.id })}>{duty.isWaiting ? "撤回" : "结束"}</Button>
            </span>
          </li>
        ))}
        {open.length === 0 && <li className="py-2 text-ink-soft">现在没有职责，不能登录。</li>}
      </ul>
      <FormProblem>{problemOf(end.error ?? confirm.error)?.words}</FormProblem>
      <form method="post" onSubmit={form.handleSubmit(({ duty }) => add.mutate({ staffId: row.id, duty }))} noValidate className="flex flex-col gap-3 border-t border-line pt-3">
        <h3 className="font-medium">增加职责</h3>
        <DutyFields form={form} />
        <FormProblem>{addProblem && !addProblem.fields ? addProblem.words : null}</FormProblem>
        <div><Button type="submit" isBusy={add.isPending}>增加</Button></div>
      </form>
    </Dialog>
  );
}
