"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { classWords, fieldWords } from "@/messages/zh-CN";
import { industryWords } from "@/server/catalog/catalog.rules";
import { industries, productClasses } from "@/server/catalog/catalog.schema";
import { CreateProduct } from "@/server/catalog/desk.schema";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { formField, showFieldErrors } from "../patterns/form-field";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { ButtonLink } from "../ui/link";
import { SelectField, TextField } from "../ui/text-field";

const Form = CreateProduct.omit({ key: true });
type Typed = z.input<typeof Form>;

/** SC12: what a new product needs before its draft can be written. */
export function NewProductForm() {
  const { push } = useRouter();
  const { key, renew, renewAfter } = useOnceKey("catalogue:new");
  const form = useForm<Typed, unknown, z.output<typeof Form>>({ resolver: zodResolver(Form), defaultValues: { code: "", slug: "", name: "", productClass: "" as Typed["productClass"], industry: null } });
  const create = useMutation(useTRPC().catalogueDesk.create.mutationOptions({ onSuccess: ({ draftId }) => { renew(); push(`/catalogue/drafts/${draftId}`); }, onError: (error) => { renewAfter(error); showFieldErrors(form, problemOf(error)?.fields); } }));
  const problem = problemOf(create.error);
  const bind = (name: keyof Typed) => formField(form, name, fieldWords);
  return (
    <form method="post" onSubmit={form.handleSubmit((values) => create.mutate({ ...values, key }))} noValidate className="max-w-3xl">
      <Card>
        <div className="grid items-start gap-(--stack) md:grid-cols-2">
          <TextField label="产品名称" isRequired maxLength={40} {...bind("name")} />
          <TextField label="产品编码" hint="订单、帐单和接口里用，以后不能改" isRequired maxLength={20} autoCapitalize="characters" {...bind("code")} />
          <SelectField label="类别" hint="决定怎样审核、分成和开通，发布后不能改" isRequired {...bind("productClass")}>
            <option value="">请选择</option>
            {productClasses.map((one) => <option key={one} value={one}>{classWords[one]}</option>)}
          </SelectField>
          <SelectField label="行业方案" hint="行业方案由组合套餐构成" {...form.register("industry", { setValueAs: (value: string | null) => value || null })} id="field-industry">
            <option value="">不是方案</option>
            {industries.map((one) => <option key={one} value={one}>{industryWords[one]}</option>)}
          </SelectField>
          <div className="md:col-span-2"><TextField label="网页地址" hint="产品页在网上营业厅的地址，例如 enterprise-mail" isRequired maxLength={40} autoCapitalize="none" {...bind("slug")} /></div>
        </div>
        <div className="mt-3"><FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem></div>
        <FormActions>
          <Button type="submit" isBusy={create.isPending}>新建并写草稿</Button>
          <ButtonLink href="/catalogue" variant="ghost">返回</ButtonLink>
        </FormActions>
      </Card>
    </form>
  );
}
