"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { ReasonedDialog, ReleaseDialog } from "../rules/release-dialog";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";

type At = { draftId: string; version: number };

/** OR14: begins a draft with the text of a version. */
export function NewContractDraft({ versionId, version, isMain = false }: { versionId: string; version: number; isMain?: boolean }) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [note, setNote] = useState("");
  const [wrong, setWrong] = useState<string>();
  const { key, renew, renewAfter } = useOnceKey(`contract:new:${versionId}`);
  const create = useMutation(useTRPC().contractDesk.create.mutationOptions({ onSuccess: ({ draftId }) => { renew(); router.push(`/contracts/drafts/${draftId}`); }, onError: renewAfter }));
  const send = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = note.trim().length < 4 ? "textTooShort" : undefined;
    setWrong(found);
    if (found) return document.getElementById("draft-note")?.focus();
    create.mutate({ key, versionId, note });
  };
  return (
    <Dialog title={`以第 ${version} 版新建草稿`} text="草稿不影响客户；改好、复核、发布后，新订单才按新协议。" isOpen={isOpen} onOpenChange={setIsOpen} isSticky trigger={<Button variant={isMain ? "primary" : "secondary"}>{isMain ? "新建草稿" : "以此新建草稿"}</Button>}>
      <form onSubmit={send} noValidate className="flex flex-col gap-(--stack)">
        <TextField id="draft-note" label="这次改什么" hint="发布后作为版本说明，例如：补充数据导出的期限" maxLength={60} isRequired value={note} onChange={(event) => setNote(event.target.value)} error={fieldProblem(wrong)} />
        <FormProblem>{problemOf(create.error)?.words}</FormProblem>
        <div className="flex justify-end"><Button type="submit" isBusy={create.isPending}>新建</Button></div>
      </form>
    </Dialog>
  );
}

/** OR14: hands a draft on, takes it back, or gives it up. */
export function ContractDraftMoves({ state, ...at }: At & { state: "open" | "submitted" }) {
  const { refresh, push } = useRouter();
  const trpc = useTRPC();
  const submit = useMutation(trpc.contractDesk.submit.mutationOptions({ onSuccess: refresh }));
  const recall = useMutation(trpc.contractDesk.recall.mutationOptions({ onSuccess: refresh }));
  const discard = useMutation(trpc.contractDesk.discard.mutationOptions({ onSuccess: () => push("/contracts?tab=drafts") }));
  return (
    <div className="flex max-w-md flex-col items-end gap-2">
      <div className="flex flex-wrap justify-end gap-2.5">
        {state === "open" ? (
          <>
            <Button variant="ghost" isBusy={discard.isPending} onClick={() => discard.mutate(at)}>放弃草稿</Button>
            <Button isBusy={submit.isPending} onClick={() => submit.mutate(at)}>提交复核</Button>
          </>
        ) : (
          <Button variant="secondary" isBusy={recall.isPending} onClick={() => recall.mutate(at)}>取回修改</Button>
        )}
      </div>
      <FormProblem>{problemOf(submit.error ?? recall.error ?? discard.error)?.words}</FormProblem>
    </div>
  );
}

/** OR14: a second person releases just the text that they looked at. */
export function ReleaseContractDraft({ inForce, contentHash, ...at }: At & { inForce: number; contentHash: string }) {
  const router = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`contract:${at.draftId}:${at.version}`);
  const release = useMutation(useTRPC().contractDesk.release.mutationOptions({ onSuccess: ({ versionId }) => { renew(); router.push(`/contracts/${versionId}`); }, onError: renewAfter }));
  return <ReleaseDialog isBusy={release.isPending} problem={problemOf(release.error)} text={`替换生效中的第 ${inForce} 版。正在填写的订单会请客户重新阅读并同意；此前的订单仍按当时同意的版本。`} onRelease={(validFrom) => release.mutate({ ...at, key, inForce, contentHash, validFrom })} />;
}

/** OR14: takes a waiting text back before it begins. */
export function WithdrawContract({ versionId, version }: { versionId: string; version: number }) {
  const { refresh } = useRouter();
  const withdraw = useMutation(useTRPC().contractDesk.withdraw.mutationOptions({ onSuccess: refresh }));
  return <ReasonedDialog title={`撤回第 ${version} 版？`} text="撤回后不会生效，客户继续按现在的协议下单。" trigger="撤回" confirm="确认撤回" isDanger isBusy={withdraw.isPending} problem={problemOf(withdraw.error)} onConfirm={(reason) => withdraw.mutate({ versionId, reason })} />;
}
