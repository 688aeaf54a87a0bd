"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { policyNames } from "@/messages/zh-CN";
import type { PolicyKind } from "@/server/privacy/policy.rules";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { DraftMoves, actOf } from "../releases/draft-moves";
import { NewDraftDialog } from "../releases/new-draft-dialog";
import { ReasonDialog } from "../acts/reason-dialog";
import { ReleaseDialog } from "../releases/release-dialog";
import { Button } from "../ui/button";

type At = { draftId: string; version: number };

/** DP5: begins a draft with the text of a version. */
export function NewPolicyDraft({ versionId, version, isMain = false }: { versionId: string; version: number; isMain?: boolean }) {
  const router = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`policy:new:${versionId}`);
  const create = useMutation(useTRPC().policyDesk.create.mutationOptions({ onSuccess: ({ draftId }) => { renew(); router.push(`/policies/drafts/${draftId}`); }, onError: renewAfter }));
  return <NewDraftDialog version={version} text="草稿不影响用户；改好、由另一人复核、发布后才会公示和生效。" hint="给同事看的名称，例如：补充保存期限" isMain={isMain} isBusy={create.isPending} error={create.error} onCreate={(note) => create.mutate({ key, versionId, note })} />;
}

/** DP5: begins the first text of a kind. */
export function FirstPolicy({ kind }: { kind: PolicyKind }) {
  const router = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`policy:first:${kind}`);
  const create = useMutation(useTRPC().policyDesk.createFirst.mutationOptions({ onSuccess: ({ draftId }) => { renew(); router.push(`/policies/drafts/${draftId}`); }, onError: (error) => { renewAfter(error); router.refresh(); } }));
  return (
    <>
      <Button size="sm" isBusy={create.isPending || !key} onClick={() => create.mutate({ key, kind })}>起草《{policyNames[kind]}》首版</Button>
      <FormProblem>{problemOf(create.error)?.words}</FormProblem>
    </>
  );
}

/** DP5: hands a draft on, takes it back, or gives it up. */
export function PolicyDraftMoves({ state, ...at }: At & { state: "open" | "submitted" }) {
  const { refresh, push } = useRouter();
  const trpc = useTRPC();
  const submit = useMutation(trpc.policyDesk.submit.mutationOptions({ onSuccess: refresh }));
  const recall = useMutation(trpc.policyDesk.recall.mutationOptions({ onSuccess: refresh }));
  const discard = useMutation(trpc.policyDesk.discard.mutationOptions({ onSuccess: () => push("/policies?tab=drafts") }));
  return <DraftMoves state={state} submit={actOf(submit, at)} recall={actOf(recall, at)} discard={actOf(discard, at)} />;
}

/** DP5: a second person releases just the text that they looked at. */
export function ReleasePolicyDraft({ inForce, contentHash, isMaterial, ...at }: At & { inForce: number; contentHash: string; isMaterial: boolean }) {
  const router = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`policy:${at.draftId}:${at.version}`);
  const release = useMutation(useTRPC().policyDesk.release.mutationOptions({ onSuccess: ({ versionId }) => { renew(); router.push(`/policies/${versionId}`); }, onError: renewAfter }));
  const text = isMaterial ? "全国各平台适用。发布后马上公示并通知用户；须定在至少 7 天后生效，生效后用户下次登录时要重新同意。" : "全国各平台适用。发布后马上公示并通知用户，不要求重新同意。";
  return <ReleaseDialog isBusy={release.isPending} problem={problemOf(release.error)} text={text} onRelease={(validFrom) => release.mutate({ ...at, key, inForce, contentHash, validFrom })} />;
}

/** DP5: takes a waiting version back before it begins. */
export function WithdrawPolicy({ versionId, version }: { versionId: string; version: number }) {
  const { refresh } = useRouter();
  const withdraw = useMutation(useTRPC().policyDesk.withdraw.mutationOptions({ onSuccess: refresh }));
  return <ReasonDialog id="act" label="原因（记入审计，并通知同事）" title={`撤回第 ${String(version)} 版？`} text="撤回后不再公示，也不会生效；用户继续按现在的文本。" trigger={<Button variant="danger">撤回</Button>} act="确认撤回" isBusy={withdraw.isPending} problem={problemOf(withdraw.error)} onConfirm={(reason) => withdraw.mutate({ versionId, reason })} />;
}
