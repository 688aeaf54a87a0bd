"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { FapiaoView } from "@/server/fapiao/fapiao.schema";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Row } from "../ui/card";
import { IssueDialog } from "./issue-dialog";
import { ReasonDialog } from "./reason-dialog";

type Props = { row: FapiaoView; side: "customer" | "operator" };
const mayAskRed: readonly FapiaoView["state"][] = ["issued", "delivered", "redRefused", "redWithdrawn", "redExpired"];

/** What this side may do with a fapiao as it stands. */
export function FapiaoActions({ row, side }: Props) {
  const say = useSay();
  const { refresh } = useRouter();
  const trpc = useTRPC();
  const { key, renew, renewAfter } = useOnceKey(`fapiao:${row.id}:${row.version}`);
  const after = { onSuccess: () => { renew(); refresh(); }, onError: renewAfter };
  const customerMove = useMutation(trpc.fapiao.moveRed.mutationOptions(after));
  const staffMove = useMutation(trpc.fapiaoDesk.moveRed.mutationOptions(after));
  const move = side === "customer" ? customerMove : staffMove;
  const common = { key, fapiaoId: row.id, version: row.version };
  const isMine = row.redAskedBy === side;
  return (
    <Row>
      {side === "operator" && row.state === "asked" && <IssueDialog row={row} isRed={false} />}
      {side === "operator" && row.state === "asked" && <ReasonDialog row={row} action="refuse" side={side} />}
      {side === "operator" && row.state === "redConfirmed" && <IssueDialog row={row} isRed />}
      {mayAskRed.includes(row.state) && <ReasonDialog row={row} action="askRed" side={side} />}
      {row.state === "redAsked" && !isMine && (
        <>
          <Button size="sm" isBusy={move.isPending} onClick={() => move.mutate({ ...common, move: "confirm" })}>{say("确认红字")}</Button>
          <Button size="sm" variant="secondary" isBusy={move.isPending} onClick={() => move.mutate({ ...common, move: "refuse" })}>{say("拒绝")}</Button>
        </>
      )}
      {row.state === "redAsked" && isMine && <Button size="sm" variant="secondary" isBusy={move.isPending} onClick={() => move.mutate({ ...common, move: "withdraw" })}>{say("撤回红字申请")}</Button>}
      <FormProblem>{problemOf(move.error)?.words}</FormProblem>
    </Row>
  );
}
