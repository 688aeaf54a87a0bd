"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { dayOf } from "@/server/kernel/calendar";
import type { PayerView } from "@/server/ledger/child-payer.schema";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { RadioCards } from "../ui/choice";

const wordsOf = (say: Say, isParent: boolean) => (isParent ? say("由本帐号付费") : say("由子帐号自己付费"));

/** PC4, PC15: who pays for a child from the next account period on, and what was said before. */
export function PayerForm({ childId, view, mayChange }: { childId: string; view: PayerView; mayChange: boolean }) {
  const say = useSay();
  const { refresh } = useRouter();
  const standing = view.coming?.isParent ?? view.isParentNow;
  const [chosen, setChosen] = useState<"parent" | "child">(standing ? "parent" : "child");
  const { key, renew, renewAfter } = useOnceKey(`payer:${childId}`);
  const set = useMutation(useTRPC().childPayer.set.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  const isChanged = (chosen === "parent") !== standing;
  return (
    <Card as="section" labelledBy="payer">
      <CardHeader id="payer" title={say("由谁付费")} text={say("现在{wordsOf}。改变从下一个帐期起生效，以前的帐单和费用不变。", { wordsOf: wordsOf(say, view.isParentNow) })} />
      <Stack>
        {view.coming && <Alert title={say("{fromPeriod}起{wordsOf}", { fromPeriod: say.day(dayOf(view.coming.fromPeriod)), wordsOf: wordsOf(say, view.coming.isParent) })} />}
        {mayChange && (
          <>
            <RadioCards
              legend={say("{edgeOn}起", { edgeOn: say.day(view.edgeOn) })} name="payer" columns={2} value={chosen} onChange={(event) => setChosen(event.target.value as typeof chosen)}
              options={[
                { value: "parent", title: say("由本帐号付费"), text: view.isAfterUse ? say("它和本帐号一样先使用后付费：每月各出一份帐单，由本帐号支付") : say("它的订购、月费和帐单从本帐号余额扣取，退费也退回本帐号") },
                { value: "child", title: say("由子帐号自己付费"), text: say("从它自己的余额扣取") },
              ]}
            />
            <FormProblem>{problemOf(set.error)?.words}</FormProblem>
            {set.isSuccess && !isChanged && <Alert tone="success" role="status" title={say("已安排，{edgeOn}起{wordsOf}", { edgeOn: say.day(view.edgeOn), wordsOf: wordsOf(say, set.variables.isParent) })} />}
            <FormActions><Button variant="secondary" isBusy={set.isPending || !key} disabled={!isChanged} onClick={() => set.mutate({ key, childId, isParent: chosen === "parent" })}>{say("保存付费方")}</Button></FormActions>
          </>
        )}
        {view.words.length > 0 && (
          <details>
            <summary className="inline-flex min-h-6 cursor-pointer items-center text-accent-strong">{say("以前的安排")}</summary>
            <ul className="mt-2 list-disc ps-5 text-[0.9375em]">{view.words.map((word) => <li key={word.setAt.getTime()}>{say("{fromPeriod}起{wordsOf}（{setByName}，{setAt}）", { fromPeriod: say.day(dayOf(word.fromPeriod)), wordsOf: wordsOf(say, word.isParent), setByName: word.setByName, setAt: say.instant(word.setAt) })}</li>)}</ul>
          </details>
        )}
      </Stack>
    </Card>
  );
}
