"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { DraftMoves, actOf } from "../releases/draft-moves";
import { NewDraftDialog } from "../releases/new-draft-dialog";
import { ReasonDialog } from "../acts/reason-dialog";
import { ReleaseDialog } from "../releases/release-dialog";
import { Button } from "../ui/button";

type At = { draftId: string; version: number };

/** OR14: begins a draft with the text of a version. */
export function NewContractDraft({ versionId, version, isMain = false }: { versionId: string; version: number; isMain?: boolean }) {
  const router = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`contract:new:${versionId}`);
  const create = useMutation(useTRPC().contractDesk.create.mutationOptions({ onSuccess: ({ draftId }) => { renew(); router.push(`/contracts/drafts/${draftId}`); }, onError: renewAfter }));
  return <NewDraftDialog version={version} text="草稿不影响客户；改好、复核、发布后，新订单才按新协议。" hint="发布后作为版本说明，例如：补充数据导出的期限" isMain={isMain} isBusy={create.isPending} error={create.error} onCreate={(note) => create.mutate({ key, versionId, note })} />;
}

/** OR14: hands a draft on, takes it back, or gives it up. */
export function ContractDraftMoves({ state, ...at }: At & { state: "open" | "submitted" }) {
  const { refresh, push } = useRouter();
  const trpc = useTRPC();
  const submit = useMutation(trpc.contractDesk.submit.mutationOptions({ onSuccess: refresh }));
  const recall = useMutation(trpc.contractDesk.recall.mutationOptions({ onSuccess: refresh }));
  const discard = useMutation(trpc.contractDesk.discard.mutationOptions({ onSuccess: () => push("/contracts?tab=drafts") }));
  return <DraftMoves state={state} submit={actOf(submit, at)} recall={actOf(recall, at)} discard={actOf(discard, at)} />;
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
  return <ReasonDialog id="act" label="原因（记入审计，并通知同事）" title={`撤回第 ${version} 版？`} text="撤回后不会生效，客户继续按现在的协议下单。" trigger={<Button variant="danger">撤回</Button>} act="确认撤回" isBusy={withdraw.isPending} problem={problemOf(withdraw.error)} onConfirm={(reason) => withdraw.mutate({ versionId, reason })} />;
}
