"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { ConsentPurpose } from "@/server/privacy/consent.rules";
import { wordsOfProblem } from "../accounts/problem-words";
import { useOnceKey } from "../layout/once-key";
import { useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";

/** DP5: gives a purpose with one press, and takes it back with one. */
export function ConsentSwitch({ purpose, word, isGiven, after }: { purpose: ConsentPurpose; word: string; isGiven: boolean; after: number }) {
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`consent:${purpose}:${String(after)}`);
  const say = useMutation(useTRPC().consent.say.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  return (
    <div className="flex flex-col items-start gap-2">
      <Button variant={isGiven ? "secondary" : "primary"} isBusy={say.isPending || !key} aria-label={`${isGiven ? "撤回同意" : "同意"}：${word}`} onClick={() => say.mutate({ key, purpose, isGiven: !isGiven, after })}>{isGiven ? "撤回同意" : "同意"}</Button>
      <FormProblem>{wordsOfProblem(say.error)}</FormProblem>
    </div>
  );
}
