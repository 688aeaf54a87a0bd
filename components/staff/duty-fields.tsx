"use client";

import { type FieldPath, type UseFormReturn, useWatch } from "react-hook-form";
import type { z } from "zod";
import { fieldWords, staffRoleWords } from "@/messages/zh-CN";
import { businessDayOf } from "@/server/kernel/calendar";
import { staffRoles } from "@/server/kernel/permissions";
import { platformName, provincesOf, scopeIds } from "@/server/platforms/province.rules";
import type { Duty } from "@/server/staff/staff.schema";
import { formField } from "../patterns/form-field";
import { SelectField, TextField } from "../ui/text-field";

/** Words for the fields of a duty and of a member of staff. */
export const dutyWords: Readonly<Record<string, string>> = { ...fieldWords, roleMissing: "请至少选择一个角色", dateWrong: "请选择日期", emailTaken: "这个邮箱已经有员工使用", platformWrong: "请选择平台", provinceWrong: "省份不属于这个平台", endBeforeStart: "结束日不能早于开始日" };

export type DutyInput = { duty: z.input<typeof Duty> };
export const emptyDuty = (): DutyInput["duty"] => ({ dutyPlatformId: "SD", provinceIds: [], roles: [], startsOn: businessDayOf(new Date()), endsOn: null });

/** Where, as what and from when someone works; for any form with a `duty`. */
export function DutyFields<Values extends DutyInput, Output>({ form }: { form: UseFormReturn<Values, unknown, Output> }) {
  const name = (field: keyof DutyInput["duty"]) => `duty.${field}` as FieldPath<Values>;
  const provinces = provincesOf(useWatch({ control: form.control, name: name("dutyPlatformId") }) as string);
  const roleProblem = (form.formState.errors as { duty?: { roles?: { message?: string } } }).duty?.roles?.message;
  return (
    <>
      <SelectField label="平台" {...formField(form, name("dutyPlatformId"), dutyWords)}>
        {scopeIds().map((id) => <option key={id} value={id}>{platformName(id)}</option>)}
      </SelectField>
      {provinces.length > 1 && (
        <fieldset>
          <legend>负责的省份（不选为全部）</legend>
          <div className="flex flex-wrap gap-x-4">
            {provinces.map((province) => (
              <label key={province.id} className="flex min-h-8 items-center gap-1.5"><input type="checkbox" value={province.id} {...form.register(name("provinceIds"))} />{province.name}</label>
            ))}
          </div>
        </fieldset>
      )}
      <fieldset>
        <legend>角色</legend>
        <div className="flex flex-wrap gap-x-4">
          {staffRoles.map((role) => (
            <label key={role} className="flex min-h-8 items-center gap-1.5"><input type="checkbox" value={role} {...form.register(name("roles"))} />{staffRoleWords[role]}</label>
          ))}
        </div>
        <p role="alert" className="text-danger empty:hidden">{roleProblem ? (dutyWords[roleProblem] ?? null) : null}</p>
      </fieldset>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField label="从哪天起" type="date" {...formField(form, name("startsOn"), dutyWords)} />
        <TextField label="到哪天止（不填为长期）" type="date" {...formField(form, name("endsOn"), dutyWords)} />
      </div>
    </>
  );
}
