"use client";

import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { useOnceKey } from "../layout/once-key";
import { problemOf } from "../layout/trpc-provider";
import { useProblems } from "../patterns/use-problems";

type Ask = { key: string; isUnderstood: true };
type Form = { name: string; base: string; check?: () => Record<string, string>; send: (ask: Ask) => Promise<{ orderId: string }>; refetch: () => unknown; isFresh: boolean };

/** One form makes one order: its key, what is wrong at which field, and where it leads. */
export function useLifeForm({ name, base, check, send, refetch, isFresh }: Form) {
  const router = useRouter();
  const [isUnderstood, setIsUnderstood] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const { problems, show, clear } = useProblems(name);
  const { key, renew, renewAfter } = useOnceKey(name);

  async function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    setRefusal(null);
    const found = { ...check?.(), ...(isUnderstood ? {} : { isUnderstood: "understand" }) };
    if (show(found) || !isFresh || !key) return;
    setIsSending(true);
    try {
      const made = await send({ key, isUnderstood: true });
      renew();
      router.push(`${base}/orders/${made.orderId}`);
    } catch (error) {
      const refused = problemOf(error);
      if (refused?.fields) show(refused.fields);
      else setRefusal(refused?.words ?? null);
      renewAfter(error);
      void refetch();
      setIsSending(false);
    }
  }

  return { submit, isUnderstood, setIsUnderstood: (is: boolean) => { setIsUnderstood(is); clear("isUnderstood"); }, problems, clear, refusal, isBusy: isSending || !key };
}
