"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { CreateStaff, type CreatedStaff } from "@/server/staff/staff.schema";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { formField, showFieldErrors } from "../patterns/form-field";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";
import { DutyFields, dutyWords, emptyDuty } from "./duty-fields";
import { StaffSecrets } from "./staff-secrets";

type Input = z.input<typeof CreateStaff>;

/** BO11: a new member of staff with a first duty; the first password is shown once. */
export function CreateStaffForm() {
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [made, setMade] = useState<z.output<typeof CreatedStaff> | null>(null);
  const { key, renew } = useOnceKey("staff:create");
  const form = useForm<Input, unknown, z.output<typeof CreateStaff>>({ resolver: zodResolver(CreateStaff), values: { key: key || crypto.randomUUID(), name: "", email: "", phone: "", duty: emptyDuty() }, resetOptions: { keepDirtyValues: true } });
  const create = useMutation(useTRPC().staff.create.mutationOptions({ onSuccess: (answer) => { renew(); setMade(answer); form.reset(); refresh(); }, onError: (error) => { const refused = problemOf(error); if (refused?.fields) renew(); showFieldErrors(form, refused?.fields); } }));
  const problem = problemOf(create.error);
  return (
    <Dialog title={made ? "员工已建立" : "新增员工"} isOpen={isOpen} onOpenChange={(next) => { setIsOpen(next); if (!next) setMade(null); }} isSticky trigger={<Button>新增员工</Button>}>
      {made ? (
        <StaffSecrets made={made} />
      ) : (
        <form method="post" onSubmit={form.handleSubmit((values) => create.mutate(values))} noValidate className="flex flex-col gap-3">
          <TextField label="姓名" {...formField(form, "name", dutyWords)} />
          <TextField label="工作邮箱" type="email" {...formField(form, "email", dutyWords)} />
          <TextField label="手机号" inputMode="numeric" {...formField(form, "phone", dutyWords)} />
          <DutyFields form={form} />
          <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
          <div>
            <Button type="submit" isBusy={create.isPending || !key}>建立</Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
