"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { fieldWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import { type NewSecret, SetAddress } from "@/server/partners/desk.schema";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { formField, showFieldErrors } from "../patterns/form-field";
import { FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/choice";
import { CopyButton } from "../ui/copy-button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";

type Application = { id: string; name: string; address: string };

export function EditAddress({ application }: { application: Application }) {
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const form = useForm<z.input<typeof SetAddress>>({ resolver: zodResolver(SetAddress), values: { applicationId: application.id, address: application.address } });
  const save = useMutation(useTRPC().partnerDesk.setAddress.mutationOptions({ onSuccess: () => { setIsOpen(false); refresh(); }, onError: (error) => { showFieldErrors(form, problemOf(error)?.fields); } }));
  const problem = problemOf(save.error);
  return (
    <Dialog title={`${application.name}的接口地址`} text="保存后，下一次调用就发往新地址。" isOpen={isOpen} onOpenChange={setIsOpen} isSticky trigger={<Button size="sm" variant="secondary">修改地址<span className="sr-only"> {application.name}</span></Button>}>
      <form method="post" onSubmit={form.handleSubmit((values) => save.mutate(values))} noValidate className="flex flex-col gap-3">
        <TextField label="接口地址" inputMode="url" hint="不带末尾的 /v1，例如 https://ap.example.cn" {...formField(form, "address", fieldWords)} />
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <div><Button type="submit" isBusy={save.isPending}>保存</Button></div>
      </form>
    </Dialog>
  );
}

/** A new signing secret, shown once. */
export function RotateSecret({ application }: { application: Application }) {
  const { refresh } = useRouter();
  const [made, setMade] = useState<z.output<typeof NewSecret> | null>(null);
  const [isOldEnded, setIsOldEnded] = useState(false);
  const rotate = useMutation(useTRPC().partnerDesk.rotateSecret.mutationOptions({ onSuccess: (answer) => { setMade(answer); refresh(); } }));
  return (
    <Dialog title={made ? "签名密钥已更换" : `更换${application.name}的签名密钥`} onOpenChange={(next) => { if (!next) { setMade(null); setIsOldEnded(false); } }} isSticky trigger={<Button size="sm" variant="secondary">更换密钥<span className="sr-only"> {application.name}</span></Button>}>
      {made ? (
        <div className="flex flex-col gap-3">
          <Alert tone="warning" title="密钥只显示这一次，请现在存入您的系统">{made.oldSecretUntil ? `旧密钥到 ${formatInstant(made.oldSecretUntil)} 前仍然有效：这期间门户的每条消息同时带新旧两个签名。` : "旧密钥已经作废。"}</Alert>
          <p><code className="break-all">{made.secret}</code> <CopyButton text={made.secret} /></p>
        </div>
      ) : (
        <div className="flex flex-col gap-3">
          <p>新旧两个密钥可以同时使用 7 天：门户发出的消息带两个签名，您的系统用哪个密钥核对、签名都可以。</p>
          <Checkbox label="旧密钥可能泄露，立即作废" checked={isOldEnded} onChange={(event) => setIsOldEnded(event.target.checked)} />
          <FormProblem>{problemOf(rotate.error)?.words}</FormProblem>
          <div><Button isBusy={rotate.isPending} onClick={() => rotate.mutate({ applicationId: application.id, isOldEnded })}>更换</Button></div>
        </div>
      )}
    </Dialog>
  );
}
