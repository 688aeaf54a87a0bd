"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { ConfirmDialog } from "../patterns/confirm-dialog";
import { DraftMoves, actOf } from "../releases/draft-moves";
import { ReasonDialog } from "../acts/reason-dialog";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";

type At = { draftId: string; version: number };

/** SC12: begins a draft with what is sold. */
export function NewDraft({ specificationId }: { specificationId: string }) {
  const router = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`catalogue:draft:${specificationId}`);
  const create = useMutation(useTRPC().catalogueDraft.create.mutationOptions({ onSuccess: ({ draftId }) => { renew(); router.push(`/catalogue/drafts/${draftId}`); }, onError: renewAfter }));
  const [isOpen, setIsOpen] = useState(false);
  const [note, setNote] = useState("");
  const [wrong, setWrong] = useState<string>();
  const send = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = note.trim().length < 4 ? "textTooShort" : undefined;
    setWrong(found);
    if (found) return document.getElementById("draft-note")?.focus();
    create.mutate({ key, specificationId, note: note.trim() });
  };
  return (
    <Dialog title="新建草稿" text="以现在销售的内容为底；改好、由另一位同事复核后才生效。" isOpen={isOpen} onOpenChange={setIsOpen} isSticky trigger={<Button>修改产品</Button>}>
      <form method="post" onSubmit={send} noValidate className="flex flex-col gap-(--stack)">
        <TextField id="draft-note" label="这次改什么" hint="作为版本说明，例如：标准版降价" maxLength={60} isRequired value={note} onChange={(event) => setNote(event.target.value)} error={fieldProblem(wrong)} />
        <FormProblem>{problemOf(create.error)?.words}</FormProblem>
        <div className="flex justify-end"><Button type="submit" isBusy={create.isPending}>新建</Button></div>
      </form>
    </Dialog>
  );
}

/** SC12: hands a draft on, takes it back, or gives it up. What keeps it from going on is then shown at its fields. */
export function ProductDraftMoves({ state, specificationId, ...at }: At & { state: "open" | "submitted"; specificationId: string }) {
  const { refresh, push, replace } = useRouter();
  const trpc = useTRPC();
  const submit = useMutation(trpc.catalogueDraft.submit.mutationOptions({ onSuccess: () => push(`/catalogue/drafts/${at.draftId}`), onError: (error) => { if (problemOf(error)?.code === "RULE_REFUSED") replace(`/catalogue/drafts/${at.draftId}?check=1`); } }));
  const recall = useMutation(trpc.catalogueDraft.recall.mutationOptions({ onSuccess: () => push(`/catalogue/drafts/${at.draftId}`) }));
  const discard = useMutation(trpc.catalogueDraft.discard.mutationOptions({ onSuccess: () => { push(`/catalogue/${specificationId}`); refresh(); } }));
  return <DraftMoves state={state} submit={actOf(submit, at)} recall={actOf(recall, at)} discard={actOf(discard, at)} />;
}

/** SC12, BO6: a second person releases just what they looked at, or sends it back. */
export function DecideDraft({ contentHash, productName, meaning, ...at }: At & { contentHash: string; productName: string; meaning: string }) {
  const router = useRouter();
  const trpc = useTRPC();
  const [isOpen, setIsOpen] = useState(false);
  const { key, renew, renewAfter } = useOnceKey(`catalogue:release:${at.draftId}:${at.version}`);
  const release = useMutation(trpc.catalogueDraft.release.mutationOptions({ onSuccess: ({ specificationId }) => { renew(); router.push(`/catalogue/${specificationId}`); router.refresh(); }, onError: renewAfter }));
  const back = useMutation(trpc.catalogueDraft.sendBack.mutationOptions({ onSuccess: () => router.refresh() }));
  return (
    <>
      <ReasonDialog
        label="原因（内部记录）" id="send-back" title="退回这份草稿？" text="编写的同事会收到邮件，改好后可以再次提交。" act="确认退回" leave="不退回" isBusy={back.isPending} problem={problemOf(back.error)}
        trigger={<Button variant="secondary">退回…</Button>} onConfirm={(reason) => back.mutate({ ...at, reason })}
      />
      <ConfirmDialog
        title={`发布“${productName}”？`} text={meaning} variant="primary" act="确认发布" leave="再看看" isOpen={isOpen} onOpenChange={setIsOpen} trigger={<Button>发布…</Button>}
        isBusy={release.isPending} problem={problemOf(release.error)?.words} onConfirm={() => release.mutate({ ...at, key, contentHash })}
      />
    </>
  );
}

/** SC12: takes a version back before its day. */
export function WithdrawVersion({ versionId, version }: { versionId: string; version: number }) {
  const { refresh } = useRouter();
  const withdraw = useMutation(useTRPC().catalogueDesk.withdraw.mutationOptions({ onSuccess: refresh }));
  return (
    <ReasonDialog
      label="原因（内部记录）" id="withdraw" title={`撤回第 ${version} 版？`} text="撤回后不会开始销售；要再发布，须重新提交、复核。" act="确认撤回" leave="不撤回" isBusy={withdraw.isPending} problem={problemOf(withdraw.error)}
      trigger={<Button variant="secondary" size="sm">撤回…</Button>} onConfirm={(reason) => withdraw.mutate({ versionId, reason })}
    />
  );
}
