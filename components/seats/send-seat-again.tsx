"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";

type Props = { who: "company" | "staff"; differenceId: string; kind: "missingThere" | "extraThere"; name: string };

/** Puts one difference right: the seat is given to the application again, or taken back from it. */
export function SendSeatAgain({ who, differenceId, kind, name }: Props) {
  const say = useSay();
  const { refresh } = useRouter();
  const trpc = useTRPC();
  const { key, renew, renewAfter } = useOnceKey(`seat:again:${differenceId}`);
  const settled = { onSuccess: () => { renew(); refresh(); }, onError: renewAfter };
  const byCompany = useMutation(trpc.seat.sendAgain.mutationOptions(settled));
  const byStaff = useMutation(trpc.seatDesk.sendAgain.mutationOptions(settled));
  const send = who === "company" ? byCompany : byStaff;
  const word = kind === "missingThere" ? say("重发分配") : say("重发收回");
  return (
    <>
      <Button size="sm" variant="secondary" aria-label={say("{word}：{name}", { word, name })} isBusy={send.isPending || !key} onClick={() => send.mutate({ key, differenceId })}>{word}</Button>
      <span role="status" className="block text-sm text-success empty:hidden">{send.isSuccess && say("已重发")}</span>
      <FormProblem>{problemOf(send.error)?.words}</FormProblem>
    </>
  );
}
