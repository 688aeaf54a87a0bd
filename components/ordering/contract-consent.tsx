"use client";

import { type ReactNode, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { useSay } from "#say";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/choice";
import { Dialog } from "../ui/dialog";

type Contract = { version: number; title: string; body: string };

/**
 * OR14: what is agreed to is a version of the text, not a tick: the form reads its price anew by itself, and with it a text that came
 * into force meanwhile. Then the tick is gone, and the field says why.
 */
export function useConsent(contract: Pick<Contract, "version">) {
  const [agreed, setAgreed] = useState<number | null>(null);
  const isAccepted = agreed === contract.version;
  return { isAccepted, isOutdated: agreed !== null && !isAccepted, accept: (isOn: boolean) => setAgreed(isOn ? contract.version : null) };
}

type Props = { id: string; lead: string; contract: Contract; consent: ReturnType<typeof useConsent>; error?: ReactNode };

/** OR14: the contract's version that is agreed to, with its whole text at hand. */
export function ContractConsent({ id, lead, contract, consent, error }: Props) {
  const say = useSay();
  const { isAccepted, isOutdated, accept } = consent;
  return (
    <>
      <Checkbox id={id} checked={isAccepted} onChange={(event) => accept(event.target.checked)} error={isAccepted ? undefined : isOutdated ? fieldProblem("contractChanged") : error} label={say("{lead}《{contractTitle}》（第 {version} 版）", { lead, contractTitle: contract.title, version: contract.version })} />
      <div className="mt-2">
        <Dialog title={contract.title} size="lg" trigger={<Button variant="ghost" size="sm">{say("阅读协议全文")}</Button>}>
          <div className="whitespace-pre-line">{contract.body}</div>
        </Dialog>
      </div>
    </>
  );
}
