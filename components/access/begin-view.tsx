"use client";

import { useMutation } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { BeginView as Input } from "@/server/access/view.schema";
import { useTRPC } from "../layout/trpc-provider";
import { useChecked } from "../layout/use-checked";
import { FormProblem } from "../patterns/form-layout";
import { Button, ButtonAnchor } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";

/** BO4: the way to a company's own pages for a case of it; the address serves once and soon. */
export function BeginView({ customerId }: { customerId: string }) {
  return (
    <Dialog title="以客户视角查看" text="您会看到企业自己的页面，最长 30 分钟，只能看，不能办理。开始、结束和打开的每一页，企业都能查到。" size="sm" trigger={<Button variant="secondary">以客户视角查看</Button>}>
      <ForCase customerId={customerId} />
    </Dialog>
  );
}

function ForCase({ customerId }: { customerId: string }) {
  const [isGone, setIsGone] = useState(false);
  const begin = useMutation(useTRPC().dataDesk.beginView.mutationOptions());
  const { send, codeAt, words } = useChecked(Input, begin);
  function ask(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    send({ customerId, ticketNumber: String(new FormData(event.currentTarget).get("ticketNumber") ?? "") });
  }
  if (begin.data) {
    return (
      <div className="flex flex-col items-start gap-3">
        {isGone ? <p role="status">已在新窗口打开。</p> : <p role="status">服务单已核对。请在 1 分钟内打开，链接只能用一次。</p>}
        {!isGone && <ButtonAnchor href={begin.data.url} target="_blank" rel="noreferrer" onClick={() => setIsGone(true)}>打开企业页面</ButtonAnchor>}
      </div>
    );
  }
  return (
    <form method="post" onSubmit={ask} noValidate className="flex flex-col gap-(--stack)">
      <TextField name="ticketNumber" label="服务单号" hint="这家企业正在处理的服务单" isRequired maxLength={20} autoComplete="off" error={fieldProblem(codeAt("ticketNumber"))} />
      <FormProblem>{words}</FormProblem>
      <div className="flex justify-end"><Button type="submit" isBusy={begin.isPending}>核对并继续</Button></div>
    </form>
  );
}
