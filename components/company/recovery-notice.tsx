"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import type { RecoveryNotice as Notice } from "@/server/company/recovery.schema";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";
import { TextareaField } from "../ui/text-field";

/** AI19: every member reads who is to become the owner, and may say no. */
export function RecoveryNotice({ notice }: { notice: Notice }) {
  const say = useSay();
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const { key } = useOnceKey(`recovery.object:${notice.id}`);
  const object = useMutation(useTRPC().company.object.mutationOptions({ onSuccess: () => { setIsOpen(false); refresh(); } }));
  const problem = problemOf(object.error);
  function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    object.mutate({ key, recoveryId: notice.id, text: String(new FormData(event.currentTarget).get("text") ?? "") });
  }
  return (
    <div className="mb-6">
      <Alert
        tone="warning"
        title={say("{personName} 申请担任企业管理员", { personName: notice.personName })}
        actions={
          <Dialog title={say("提出异议")} text={say("提出后申请马上停止，审核人员会收到您写的内容。")} isOpen={isOpen} onOpenChange={setIsOpen} isSticky trigger={<Button size="sm" variant="secondary">{say("我有异议")}</Button>}>
            <form method="post" onSubmit={send} noValidate className="flex flex-col gap-3">
              <TextareaField name="text" label={say("为什么")} rows={3} error={fieldProblem(problem?.fields?.text)} isRequired />
              <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
              <div className="flex flex-wrap gap-3">
                <Button type="submit" variant="danger" isBusy={object.isPending || !key}>{say("停止这次申请")}</Button>
                <DialogClose><Button variant="secondary">{say("返回")}</Button></DialogClose>
              </div>
            </form>
          </Dialog>
        }
      >
        {say("说明：{reason}。两位审核人员已核对执照、身份证件和授权书。没有人提出异议的话，{approvedForAt} 起由其担任，现在的企业管理员退出。", { reason: notice.reason, approvedForAt: say.instant(notice.approvedForAt) })}
      </Alert>
    </div>
  );
}
