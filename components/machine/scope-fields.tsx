"use client";

import type { FieldPath, UseFormReturn } from "react-hook-form";
import { fieldWords } from "@/messages/zh-CN";
import { type ApiScope, machineApis } from "@/server/machine/machine.rules";
import { provincesOf } from "@/server/platforms/province.rules";

type Allowed = { scopes: ApiScope[]; provinceIds: string[] };

/** What a client may do, and where; for any form with scopes and provinces. */
export function ScopeFields<Values extends Allowed, Output>({ form, platformId }: { form: UseFormReturn<Values, unknown, Output>; platformId: string }) {
  const name = (field: keyof Allowed) => field as FieldPath<Values>;
  const errors = form.formState.errors as Partial<Record<keyof Allowed, { message?: string }>>;
  const provinces = provincesOf(platformId);
  return (
    <>
      <fieldset>
        <legend>可用接口</legend>
        <ul className="divide-y divide-line">
          {machineApis.map((api) => (
            <li key={api.number} className="flex flex-wrap items-center justify-between gap-x-4 py-1">
              <span>{api.name}（TMF{api.number}）</span>
              <span className="flex gap-4">
                <label className="flex min-h-8 items-center gap-1.5"><input type="checkbox" value={`tmf${api.number}:read`} {...form.register(name("scopes"))} />读取<span className="sr-only">{api.name}</span></label>
                <label className="flex min-h-8 items-center gap-1.5"><input type="checkbox" value={`tmf${api.number}:write`} {...form.register(name("scopes"))} />写入<span className="sr-only">{api.name}</span></label>
              </span>
            </li>
          ))}
        </ul>
        <p role="alert" className="text-danger empty:hidden">{errors.scopes?.message ? (fieldWords[errors.scopes.message] ?? null) : null}</p>
      </fieldset>
      {provinces.length > 1 && (
        <fieldset>
          <legend>省份（不选为全平台）</legend>
          <div className="flex flex-wrap gap-x-4">
            {provinces.map((province) => (
              <label key={province.id} className="flex min-h-8 items-center gap-1.5"><input type="checkbox" value={province.id} {...form.register(name("provinceIds"))} />{province.name}</label>
            ))}
          </div>
          <p role="alert" className="text-danger empty:hidden">{errors.provinceIds?.message ? (fieldWords[errors.provinceIds.message] ?? null) : null}</p>
        </fieldset>
      )}
    </>
  );
}
