"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { fieldWords } from "@/messages/zh-CN";
import { CreatePartner } from "@/server/partners/partner.schema";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { formField, showFieldErrors } from "../patterns/form-field";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";

/** A new partner with the first of its people, who is invited by mail. */
export function CreatePartnerDialog() {
  const { push } = useRouter();
  const once = useOnceKey("partner:create");
  const form = useForm<z.input<typeof CreatePartner>, unknown, z.output<typeof CreatePartner>>({ resolver: zodResolver(CreatePartner), values: { key: once.key || crypto.randomUUID(), code: "", name: "", personName: "", personEmail: "" }, resetOptions: { keepDirtyValues: true } });
  const create = useMutation(useTRPC().partner.create.mutationOptions({
    onSuccess: ({ partnerId }) => { once.renew(); push(`/partners/${partnerId}`); },
    onError: (error) => { once.renewAfter(error); showFieldErrors(form, problemOf(error)?.fields); },
  }));
  const problem = problemOf(create.error);
  return (
    <Dialog title="新建合作伙伴" text="邀请信会发到联系人的邮箱，由对方自己设置密码和动态口令。" isSticky trigger={<Button>新建合作伙伴</Button>}>
      <form method="post" onSubmit={form.handleSubmit((values) => create.mutate(values))} noValidate className="flex flex-col gap-3">
        <TextField label="名称" {...formField(form, "name", fieldWords)} />
        <TextField label="编号" hint="13 位，例如 0ZXAP00000001" maxLength={13} {...formField(form, "code", fieldWords)} />
        <TextField label="接口负责人" {...formField(form, "personName", fieldWords)} />
        <TextField label="负责人邮箱" type="email" {...formField(form, "personEmail", fieldWords)} />
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <div><Button type="submit" isBusy={create.isPending || !once.key}>建立并发送邀请</Button></div>
      </form>
    </Dialog>
  );
}
