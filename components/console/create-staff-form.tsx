"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import type { z } from "zod";
import { fieldWords, staffRoleWords } from "@/messages/zh-CN";
import { staffRoles } from "@/server/kernel/permissions";
import { platformName, provincesOf, scopeIds } from "@/server/platforms/province.rules";
import { CreateStaff, type CreatedStaff } from "@/server/staff/staff.schema";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { formField, showFieldErrors } from "../patterns/form-field";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { SelectField, TextField } from "../ui/text-field";
import { StaffSecrets } from "./staff-secrets";

type Input = z.input<typeof CreateStaff>;
const words = { ...fieldWords, roleMissing: "请至少选择一个角色", dateWrong: "请选择日期", emailTaken: "这个邮箱已经有员工使用", platformWrong: "请选择平台", provinceWrong: "省份不属于这个平台", endBeforeStart: "结束日不能早于开始日" };
const today = () => new Date().toISOString().slice(0, 10);

/** BO11: a new member of staff with a first duty; the secrets are shown once. */
export function CreateStaffForm() {
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [made, setMade] = useState<z.output<typeof CreatedStaff> | null>(null);
  const { key, renew } = useOnceKey("staff:create");
  const form = useForm<Input, unknown, z.output<typeof CreateStaff>>({ resolver: zodResolver(CreateStaff), values: { key: key || crypto.randomUUID(), name: "", email: "", phone: "", duty: { dutyPlatformId: "SD", provinceIds: [], roles: [], startsOn: today(), endsOn: null } }, resetOptions: { keepDirtyValues: true } });
  const create = useMutation(useTRPC().staff.create.mutationOptions({ onSuccess: (answer) => { renew(); setMade(answer); form.reset(); refresh(); }, onError: (error) => { const refused = problemOf(error); if (refused?.fields) renew(); showFieldErrors(form, refused?.fields); } }));
  const platform = useWatch({ control: form.control, name: "duty.dutyPlatformId" });
  const provinces = provincesOf(platform);
  const problem = problemOf(create.error);
  const roleProblem = form.formState.errors.duty?.roles?.message;
  return (
    <Dialog title={made ? "员工已建立" : "新增员工"} isOpen={isOpen} onOpenChange={(next) => { setIsOpen(next); if (!next) setMade(null); }} isSticky trigger={<Button>新增员工</Button>}>
      {made ? (
        <StaffSecrets made={made} />
      ) : (
        <form onSubmit={form.handleSubmit((values) => create.mutate(values))} noValidate className="flex flex-col gap-3">
          <TextField label="姓名" {...formField(form, "name", words)} />
          <TextField label="工作邮箱" type="email" {...formField(form, "email", words)} />
          <TextField label="手机号" inputMode="numeric" {...formField(form, "phone", words)} />
          <SelectField label="平台" {...formField(form, "duty.dutyPlatformId", words)}>
            {scopeIds().map((id) => (
              <option key={id} value={id}>{platformName(id)}</option>
            ))}
          </SelectField>
          {provinces.length > 1 && (
            <fieldset>
              <legend>负责的省份（不选为全部）</legend>
              <div className="flex flex-wrap gap-x-4">
                {provinces.map((province) => (
                  <label key={province.id} className="flex min-h-8 items-center gap-1.5"><input type="checkbox" value={province.id} {...form.register("duty.provinceIds")} />{province.name}</label>
                ))}
              </div>
            </fieldset>
          )}
          <fieldset>
            <legend>角色</legend>
            <div className="flex flex-wrap gap-x-4">
              {staffRoles.map((role) => (
                <label key={role} className="flex min-h-8 items-center gap-1.5"><input type="checkbox" value={role} {...form.register("duty.roles")} />{staffRoleWords[role]}</label>
              ))}
            </div>
            <p role="alert" className="text-danger empty:hidden">{roleProblem ? (words as Record<string, string>)[roleProblem] : null}</p>
          </fieldset>
          <TextField label="从哪天起" type="date" {...formField(form, "duty.startsOn", words)} />
          <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
          <div>
            <Button type="submit" isBusy={create.isPending || !key}>建立</Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
