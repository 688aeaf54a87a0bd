"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { TextField } from "../ui/text-field";
import { RelationshipChecks } from "./relationship-check";

/** PC11: a parent takes in an account that gave it its code: first whom it stands for, then the word. */
export function JoinForm({ childrenPath }: { childrenPath: string }) {
  const say = useSay();
  const router = useRouter();
  const trpc = useTRPC();
  const [code, setCode] = useState("");
  const [label, setLabel] = useState("");
  const { key, renew, renewAfter } = useOnceKey("relationship:join");
  const check = useMutation(trpc.accountRelationship.checkCode.mutationOptions());
  const join = useMutation(trpc.accountRelationship.askJoin.mutationOptions({ onSuccess: () => { renew(); setCode(""); setLabel(""); check.reset(); router.push(`${childrenPath}/join`); router.refresh(); }, onError: renewAfter }));
  const [checked, joined] = [problemOf(check.error), problemOf(join.error)];
  const view = check.data;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (view) join.mutate({ key, code, label });
    else check.mutate({ code });
  };
  return (
    <Card as="section" labelledBy="join">
      <CardHeader id="join" title={say("让已有的帐号加入")} text={say("对方的企业管理员在“企业资料 → 上级企业”生成加入码。从下一个帐期起生效。")} />
      <form method="post" onSubmit={send} noValidate>
        <Stack>
          <TextField id="join-code" label={say("加入码")} value={code} isRequired autoComplete="off" spellCheck={false} maxLength={20} onChange={(event) => { setCode(event.target.value); check.reset(); join.reset(); }} error={fieldProblem(checked?.fields?.code ?? joined?.fields?.code)} />
          {view && (
            <>
              <p>{say.rich("{strong}（{accountName}），{products} 个在用产品，{edgeOn}零点起成为子帐号。", { strong: <strong>{view.companyName}</strong>, accountName: view.accountName, products: view.products, edgeOn: say.day(view.edgeOn) })}</p>
              <RelationshipChecks check={view} isLeaving={false} />
              <TextField id="join-label" label={say("怎样称呼这个子帐号")} hint={say("如 济南分公司、历下店")} value={label} isRequired maxLength={40} onChange={(event) => setLabel(event.target.value)} error={fieldProblem(joined?.fields?.label)} />
            </>
          )}
          {join.isSuccess && <p role="status" className="text-success">{say("已安排。")}</p>}
          <FormProblem>{(checked?.fields ? undefined : checked?.words) ?? (joined?.fields ? undefined : joined?.words)}</FormProblem>
          <FormActions>
            {view ? <Button type="submit" isBusy={join.isPending || !key} disabled={view.blockers.length > 0}>{say("安排加入")}</Button> : <Button type="submit" isBusy={check.isPending}>{say("查看是谁")}</Button>}
          </FormActions>
        </Stack>
      </form>
    </Card>
  );
}
