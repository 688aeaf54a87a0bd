"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";

const labels = { bankName: "开户银行", bankAccount: "银行帐号", address: "注册地址", phone: "电话" } as const;
type Fact = keyof typeof labels;
const facts = Object.keys(labels) as Fact[];
const focusFirst = (fields: Record<string, string> = {}) => document.getElementById(`account-${facts.find((name) => fields[name])}`)?.focus();

/** BI23: names the company's own bank account, which its special fapiao bear too. */
export function CompanyAccountForm() {
  const say = useSay();
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [title, setTitle] = useState<Record<Fact, string>>({ bankName: "", bankAccount: "", address: "", phone: "" });
  const { key, renew, renewAfter } = useOnceKey("withdraw:title");
  const save = useMutation(useTRPC().fapiao.saveTitle.mutationOptions({ onSuccess: () => { renew(); setIsOpen(false); refresh(); }, onError: (error) => { renewAfter(error); focusFirst(problemOf(error)?.fields); } }));
  const problem = problemOf(save.error);
  const send = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate({ key, ...title });
  };
  return (
    <Dialog title={say("企业银行帐户")} text={say("户名是企业的注册名称。这些资料也是专用发票的开票信息。")} isOpen={isOpen} onOpenChange={setIsOpen} isSticky trigger={<Button size="sm" variant="secondary">{say("填写企业银行帐户")}</Button>}>
      <form method="post" onSubmit={send} noValidate className="flex flex-col gap-(--stack)">
        {facts.map((name) => (
          <TextField key={name} id={`account-${name}`} label={say.word(labels[name])} value={title[name]} onChange={(event) => setTitle({ ...title, [name]: event.target.value })} error={fieldProblem(problem?.fields?.[name])} isRequired />
        ))}
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <div className="flex justify-end"><Button type="submit" isBusy={save.isPending}>{say("保存")}</Button></div>
      </form>
    </Dialog>
  );
}
