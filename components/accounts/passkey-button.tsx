"use client";

import { useMutation } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { useSay } from "#say";
import { signIn } from "../account/sign-in";
import { useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { deviceWords, signChallenge } from "./passkey";
import { wordsOfProblem } from "./problem-words";

/** AI12: signs in with a passkey, by itself or as the second step. */
export function PasskeyButton({ returnTo }: { returnTo: string }) {
  const say = useSay();
  const options = useMutation(useTRPC().secondStep.passkeyOptions.mutationOptions());
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  async function go() {
    setProblem(null);
    setIsBusy(true);
    try {
      const answer = await signChallenge(await options.mutateAsync({}));
      const refused = await signIn({ passkey: JSON.stringify(answer) });
      if (refused === null) return location.assign(returnTo);
      setProblem(refused.words);
    } catch (error) {
      setProblem(deviceWords(error) ?? wordsOfProblem(error));
    }
    setIsBusy(false);
  }

  return (
    <div className="flex flex-col gap-3">
      <Button variant="secondary" size="lg" isWide isBusy={isBusy} onClick={go}>
        <KeyRound size="1.1em" aria-hidden />
        {say("用通行密钥登录")}
      </Button>
      <FormProblem>{problem}</FormProblem>
    </div>
  );
}
