"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { NewDraftDialog } from "../releases/new-draft-dialog";
import { ReasonDialog } from "../acts/reason-dialog";
import { Button } from "../ui/button";

/** BO5: begins a draft with the content of a version. */
export function NewDraft({ versionId, version, isMain = false }: { versionId: string; version: number; isMain?: boolean }) {
  const router = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`channelRule:new:${versionId}`);
  const create = useMutation(useTRPC().channelRule.create.mutationOptions({ onSuccess: ({ draftId }) => { renew(); router.push(`/rules/drafts/${draftId}`); }, onError: renewAfter }));
  return <NewDraftDialog version={version} text="草稿不影响受理；改好、复核、发布后才生效。" hint="发布后作为版本说明，例如：暂停、恢复改为人工审核" isMain={isMain} isBusy={create.isPending} error={create.error} onCreate={(title) => create.mutate({ key, versionId, title })} />;
}

/** BO5: brings an earlier version back at once. */
export function RollBack({ versionId, version, inForce, note }: { versionId: string; version: number; inForce: number; note: string }) {
  const router = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`channelRule:back:${versionId}:${inForce}`);
  const back = useMutation(useTRPC().channelRule.rollBack.mutationOptions({ onSuccess: ({ versionId: made }) => { renew(); router.push(`/rules/${made}`); }, onError: renewAfter }));
  return <ReasonDialog id="act" label="原因（记入审计，并通知同事）" title={`回滚到第 ${version} 版？`} text={`第 ${version} 版（${note}）的内容立即生效，替换现在的第 ${inForce} 版；等待生效的版本不受影响。一人即可办理，同事会收到邮件。`} trigger={<Button variant="danger">{`回滚到第 ${version} 版`}</Button>} act="确认回滚" isBusy={back.isPending} problem={problemOf(back.error)} onConfirm={(reason) => back.mutate({ key, versionId, inForce, reason })} />;
}

/** BO5: takes a waiting version back before it begins. */
export function WithdrawVersion({ versionId, version }: { versionId: string; version: number }) {
  const { refresh } = useRouter();
  const withdraw = useMutation(useTRPC().channelRule.withdraw.mutationOptions({ onSuccess: refresh }));
  return <ReasonDialog id="act" label="原因（记入审计，并通知同事）" title={`撤回第 ${version} 版？`} text="撤回后不会生效，继续按现在的版本受理；要再生效，须重新提交、复核、发布。" trigger={<Button variant="danger">撤回</Button>} act="确认撤回" isBusy={withdraw.isPending} problem={problemOf(withdraw.error)} onConfirm={(reason) => withdraw.mutate({ versionId, reason })} />;
}
