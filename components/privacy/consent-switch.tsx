"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { ConsentPurpose } from "@/server/privacy/consent.rules";
import { useSay } from "#say";
import { wordsOfProblem } from "../accounts/problem-words";
import { useOnceKey } from "../layout/once-key";
import { useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";

/** DP5: gives a purpose with one press, and takes it back with one. */
export function ConsentSwitch({ purpose, word, isGiven, after }: { purpose: ConsentPurpose; word: string; isGiven: boolean; after: number }) {
  const say = useSay();
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`consent:${purpose}:${String(after)}`);
  const tell = useMutation(useTRPC().consent.say.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  return (
    <div className="flex flex-col items-start gap-2">
      <Button variant={isGiven ? "secondary" : "primary"} isBusy={tell.isPending || !key} aria-label={say("{text}：{word}", { text: isGiven ? say("撤回同意") : say("同意"), word })} onClick={() => tell.mutate({ key, purpose, isGiven: !isGiven, after })}>{isGiven ? say("撤回同意") : say("同意")}</Button>
      <FormProblem>{wordsOfProblem(tell.error)}</FormProblem>
    </div>
  );
}
