"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { fieldWords } from "@/messages/zh-CN";
import { themes } from "@/server/catalog/catalog.schema";
import { formatInstant } from "@/server/kernel/calendar";
import { platformName } from "@/server/platforms/province.rules";
import { EditStorefront, type StorefrontList } from "@/server/platforms/storefront.schema";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { formField, showFieldErrors } from "../patterns/form-field";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { SelectField, TextField, TextareaField } from "../ui/text-field";

const themeWords: Record<(typeof themes)[number], string> = { jade: "青玉", pine: "松绿", indigo: "靛蓝", lake: "湖蓝", plum: "梅紫", cinnabar: "朱砂", ochre: "赭石" };

/** PN4: what one storefront says of itself. */
export function StorefrontForm({ storefront }: { storefront: z.output<typeof StorefrontList>[number] }) {
  const { refresh } = useRouter();
  const { provinceId, updatedAt, ...values } = storefront;
  const form = useForm<z.input<typeof EditStorefront>, unknown, z.output<typeof EditStorefront>>({ resolver: zodResolver(EditStorefront), defaultValues: values });
  const save = useMutation(useTRPC().console.editStorefront.mutationOptions({ onSuccess: refresh, onError: (error) => void showFieldErrors(form, problemOf(error)?.fields) }));
  const bind = (name: keyof typeof values) => ({ ...formField(form, name, fieldWords), id: `${provinceId}-${name}` });
  return (
    <Card>
      <CardHeader title={platformName(provinceId)} text={`上次修改 ${formatInstant(updatedAt)}`} />
      <form method="post" onSubmit={form.handleSubmit((given) => save.mutate(given))} noValidate className="grid gap-3 md:grid-cols-2">
        <TextField label="门户名称" {...bind("name")} />
        <TextField label="服务热线" {...bind("hotline")} />
        <TextField label="服务时间" {...bind("serviceHours")} />
        <SelectField label="主题色" {...bind("theme")}>
          {themes.map((theme) => (
            <option key={theme} value={theme}>{themeWords[theme]}</option>
          ))}
        </SelectField>
        <TextareaField label="公告（留空则不显示）" rows={2} {...bind("notice")} />
        <TextareaField label="许可文字" rows={2} {...bind("licenceText")} />
        <fieldset className="grid gap-3 md:col-span-2 md:grid-cols-2">
          <legend className="mb-1 text-[0.875em] text-ink-soft">英文页面上的文字（都留空时，英文页面显示中文）</legend>
          <TextField label="英文名称" lang="en" {...bind("englishName")} />
          <TextField label="英文服务时间" lang="en" {...bind("englishServiceHours")} />
          <TextareaField label="英文公告" rows={2} lang="en" {...bind("englishNotice")} />
          <TextareaField label="英文许可文字" rows={2} lang="en" {...bind("englishLicenceText")} />
        </fieldset>
        <div className="flex items-center gap-3 md:col-span-2">
          <Button type="submit" isBusy={save.isPending}>保存</Button>
          <p role="status">{save.isSuccess ? "已保存，一分钟内生效" : ""}</p>
          <FormProblem>{problemOf(save.error)?.words}</FormProblem>
        </div>
      </form>
    </Card>
  );
}
