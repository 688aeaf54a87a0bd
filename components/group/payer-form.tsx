"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { dayOf, formatDay, formatInstant } from "@/server/kernel/calendar";
import type { PayerView } from "@/server/ledger/child-payer.schema";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { RadioCards } from "../ui/choice";

const wordsOf = (isParent: boolean) => (isParent ? "由本帐号付费" : "由子帐号自己付费");

/** PC4, PC15: who pays for a child from the next account period on, and what was said before. */
export function PayerForm({ childId, view, mayChange }: { childId: string; view: PayerView; mayChange: boolean }) {
  const { refresh } = useRouter();
  const standing = view.coming?.isParent ?? view.isParentNow;
  const [chosen, setChosen] = useState<"parent" | "child">(standing ? "parent" : "child");
  const { key, renew, renewAfter } = useOnceKey(`payer:${childId}`);
  const set = useMutation(useTRPC().childPayer.set.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  const isChanged = (chosen === "parent") !== standing;
  return (
    <Card as="section" labelledBy="payer">
      <CardHeader id="payer" title="由谁付费" text={`现在${wordsOf(view.isParentNow)}。改变从下一个帐期起生效，以前的帐单和费用不变。`} />
      <Stack>
        {view.coming && <Alert title={`${formatDay(dayOf(view.coming.fromPeriod))}起${wordsOf(view.coming.isParent)}`} />}
        {mayChange && (
          <>
            <RadioCards
              legend={`${formatDay(view.edgeOn)}起`} name="payer" columns={2} value={chosen} onChange={(event) => setChosen(event.target.value as typeof chosen)}
              options={[
                { value: "parent", title: "由本帐号付费", text: view.isAfterUse ? "它和本帐号一样先使用后付费：每月各出一份帐单，由本帐号支付" : "它的订购、月费和帐单从本帐号余额扣取，退费也退回本帐号" },
                { value: "child", title: "由子帐号自己付费", text: "从它自己的余额扣取" },
              ]}
            />
            <FormProblem>{problemOf(set.error)?.words}</FormProblem>
            {set.isSuccess && !isChanged && <Alert tone="success" role="status" title={`已安排，${formatDay(view.edgeOn)}起${wordsOf(set.variables.isParent)}`} />}
            <FormActions><Button variant="secondary" isBusy={set.isPending || !key} disabled={!isChanged} onClick={() => set.mutate({ key, childId, isParent: chosen === "parent" })}>保存付费方</Button></FormActions>
          </>
        )}
        {view.words.length > 0 && (
          <details>
            <summary className="inline-flex min-h-6 cursor-pointer items-center text-accent-strong">以前的安排</summary>
            <ul className="mt-2 list-disc ps-5 text-[0.9375em]">{view.words.map((word) => <li key={word.setAt.getTime()}>{formatDay(dayOf(word.fromPeriod))}起{wordsOf(word.isParent)}（{word.setByName}，{formatInstant(word.setAt)}）</li>)}</ul>
          </details>
        )}
      </Stack>
    </Card>
  );
}
