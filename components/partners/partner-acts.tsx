"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { fieldWords, partnerRoleWords } from "@/messages/zh-CN";
import { partnerRoles } from "@/server/kernel/permissions";
import { BindApplication, InvitePerson } from "@/server/partners/partner.schema";
import { provinces } from "@/server/platforms/province.rules";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { ConfirmDialog } from "../patterns/confirm-dialog";
import { formField, showFieldErrors } from "../patterns/form-field";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";

/** Has the partner's own system provide a product. */
export function BindApplicationDialog({ partnerId }: { partnerId: string }) {
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const once = useOnceKey(`partner:bind:${partnerId}`);
  const form = useForm<z.input<typeof BindApplication>>({ resolver: zodResolver(BindApplication), values: { key: once.key || crypto.randomUUID(), partnerId, specificationCode: "", provinceIds: [] }, resetOptions: { keepDirtyValues: true } });
  const bind = useMutation(useTRPC().partner.bind.mutationOptions({
    onSuccess: () => { once.renew(); form.reset(); setIsOpen(false); refresh(); },
    onError: (error) => { once.renewAfter(error); showFieldErrors(form, problemOf(error)?.fields); },
  }));
  const problem = problemOf(bind.error);
  return (
    <Dialog title="绑定应用" text="绑定后，这个产品的开通、变更、暂停、注销都发往这家合作伙伴的系统。" isOpen={isOpen} onOpenChange={setIsOpen} isSticky trigger={<Button size="sm">绑定应用</Button>}>
      <form method="post" onSubmit={form.handleSubmit((values) => bind.mutate(values))} noValidate className="flex flex-col gap-3">
        <TextField label="产品编码" hint="例如 OA；须由应用提供商开通" {...formField(form, "specificationCode", fieldWords)} />
        <fieldset>
          <legend>省份（不选为全部省份）</legend>
          <div className="flex flex-wrap gap-x-4">
            {provinces.filter(({ group }) => group !== "none").map(({ id, name }) => <label key={id} className="flex min-h-8 items-center gap-1.5"><input type="checkbox" value={id} {...form.register("provinceIds")} />{name}</label>)}
          </div>
        </fieldset>
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <div><Button type="submit" isBusy={bind.isPending || !once.key}>绑定</Button></div>
      </form>
    </Dialog>
  );
}

export function InvitePersonDialog({ partnerId }: { partnerId: string }) {
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const once = useOnceKey(`partner:invite:${partnerId}`);
  const form = useForm<z.input<typeof InvitePerson>, unknown, z.output<typeof InvitePerson>>({ resolver: zodResolver(InvitePerson), values: { key: once.key || crypto.randomUUID(), partnerId, name: "", email: "", roles: [] }, resetOptions: { keepDirtyValues: true } });
  const invite = useMutation(useTRPC().partner.invite.mutationOptions({
    onSuccess: () => { once.renew(); form.reset(); setIsOpen(false); refresh(); },
    onError: (error) => { once.renewAfter(error); showFieldErrors(form, problemOf(error)?.fields); },
  }));
  const problem = problemOf(invite.error);
  const rolesProblem = form.formState.errors.roles?.message;
  return (
    <Dialog title="邀请人员" text="邀请信会发到对方邮箱，链接 7 天内有效。" isOpen={isOpen} onOpenChange={setIsOpen} isSticky trigger={<Button size="sm">邀请人员</Button>}>
      <form method="post" onSubmit={form.handleSubmit((values) => invite.mutate(values))} noValidate className="flex flex-col gap-3">
        <TextField label="姓名" {...formField(form, "name", fieldWords)} />
        <TextField label="邮箱" type="email" {...formField(form, "email", fieldWords)} />
        <fieldset>
          <legend>角色</legend>
          <div className="flex flex-wrap gap-x-4">
            {partnerRoles.map((role) => <label key={role} className="flex min-h-8 items-center gap-1.5"><input type="checkbox" value={role} {...form.register("roles")} />{partnerRoleWords[role]}</label>)}
          </div>
          <p role="alert" className="text-danger empty:hidden">{rolesProblem ? fieldWords[rolesProblem] : null}</p>
        </fieldset>
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <div><Button type="submit" isBusy={invite.isPending || !once.key}>发送邀请</Button></div>
      </form>
    </Dialog>
  );
}

/** A new link for someone who lost the old one, their password or their phone. */
export function InviteAgainButton({ person }: { person: { id: string; name: string } }) {
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const again = useMutation(useTRPC().partner.inviteAgain.mutationOptions({ onSuccess: () => { setIsOpen(false); refresh(); } }));
  return (
    <ConfirmDialog
      title={`重新邀请${person.name}？`} text="现有的密码和动态口令立即作废，登录全部结束；对方从新的邀请信重新设置。" isOpen={isOpen} onOpenChange={setIsOpen} trigger={<Button size="sm" variant="secondary">重新邀请<span className="sr-only"> {person.name}</span></Button>}
      act="重新邀请" leave="不邀请" variant="primary" isBusy={again.isPending} problem={problemOf(again.error)?.words} onConfirm={() => again.mutate({ personId: person.id })}
    />
  );
}
