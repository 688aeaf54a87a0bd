"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { DraftMoves, actOf } from "../releases/draft-moves";
import { ReleaseDialog } from "../releases/release-dialog";
import { Button } from "../ui/button";

type At = { draftId: string; version: number };

/** BO5: tries the draft on the orders of the last thirty days. */
export function StartReplay({ isAgain, ...at }: At & { isAgain: boolean }) {
  const { refresh } = useRouter();
  const start = useMutation(useTRPC().channelRule.replay.mutationOptions({ onSuccess: refresh }));
  return (
    <div className="flex flex-col items-end gap-2">
      <Button variant="secondary" size="sm" isBusy={start.isPending} onClick={() => start.mutate(at)}>{isAgain ? "重新试算" : "开始试算"}</Button>
      <FormProblem>{problemOf(start.error)?.words}</FormProblem>
    </div>
  );
}

/** BO5: hands a draft on, takes it back, or gives it up. */
export function RuleDraftMoves({ state, ...at }: At & { state: "open" | "submitted" }) {
  const { refresh, push } = useRouter();
  const trpc = useTRPC();
  const submit = useMutation(trpc.channelRule.submit.mutationOptions({ onSuccess: refresh }));
  const recall = useMutation(trpc.channelRule.recall.mutationOptions({ onSuccess: refresh }));
  const discard = useMutation(trpc.channelRule.discard.mutationOptions({ onSuccess: () => push("/rules?tab=drafts") }));
  return <DraftMoves state={state} submit={actOf(submit, at)} recall={actOf(recall, at)} discard={actOf(discard, at)} />;
}

/** BO5: a second person releases just what they looked at. */
export function ReleaseRules({ inForce, contentHash, text, ...at }: At & { inForce: number; contentHash: string; text: string }) {
  const router = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`channelRule:${at.draftId}:${at.version}`);
  const release = useMutation(useTRPC().channelRule.release.mutationOptions({ onSuccess: ({ versionId }) => { renew(); router.push(`/rules/${versionId}`); }, onError: renewAfter }));
  return <ReleaseDialog isBusy={release.isPending} problem={problemOf(release.error)} text={text} onRelease={(validFrom) => release.mutate({ ...at, key, inForce, contentHash, validFrom })} />;
}
