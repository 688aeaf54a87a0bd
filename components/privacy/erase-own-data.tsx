"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { AskErasure, type OwnData } from "@/server/privacy/own-data.schema";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { formWords, wordsOfProblem } from "../accounts/problem-words";
import { useOnceKey } from "../layout/once-key";
import { useTRPC } from "../layout/trpc-provider";
import { useChecked } from "../layout/use-checked";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { Checkbox } from "../ui/choice";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";

const wordsAt = (say: Say, code: string | undefined) => (code === undefined ? undefined : (say.word(formWords[code] ?? say("请检查这一项"))));

/** DP3: asks for deletion, says what stays and what stands in the way, and can be undone while its days run. */
export function EraseOwnData({ data }: { data: OwnData }) {
  const say = useSay();
  return (
    <Card as="section" labelledBy="erase">
      <CardHeader id="erase" title={say("删除")} text={say("7 天后执行，期间可以撤回。删除后您退出所有企业，不能再登录；姓名、手机、邮箱、密码和消息删除或改为“已注销”，登录记录到期删除。标明“依法保存”的内容按期限留存，其中办理时写下的姓名保留，不再用于其他目的。")} />
      {data.erasure ? <Waiting erasure={data.erasure} /> : data.owns.length > 0 ? <Alert tone="warning" title={say("现在还不能删除")}>{say("您是企业帐号 {owns} 的企业管理员。请先在“成员”里移交给同事，或者办理销户。", { owns: say.list(data.owns) })}</Alert> : <Ask />}
    </Card>
  );
}

function Waiting({ erasure }: { erasure: NonNullable<OwnData["erasure"]> }) {
  const say = useSay();
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey("erasure.undo");
  const undo = useMutation(useTRPC().ownData.undoErasure.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  return (
    <Stack>
      <Alert tone="warning" title={say("已申请删除，{dueAt} 之后执行", { dueAt: say.instant(erasure.dueAt) })}>{say("{askedAt} 申请。在那之前可以撤回，一切照旧。", { askedAt: say.instant(erasure.askedAt) })}</Alert>
      <FormProblem>{wordsOfProblem(undo.error)}</FormProblem>
      <FormActions><Button variant="secondary" isBusy={undo.isPending || !key} onClick={() => undo.mutate({ key })}>{say("撤回申请")}</Button></FormActions>
    </Stack>
  );
}

function Ask() {
  const say = useSay();
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [password, setPassword] = useState("");
  const [isUnderstood, setIsUnderstood] = useState(false);
  const { key, renew, renewAfter } = useOnceKey("erasure.ask");
  const ask = useMutation(useTRPC().ownData.askErasure.mutationOptions({ onSuccess: () => { renew(); setIsOpen(false); refresh(); }, onError: renewAfter }));
  const { send, codeAt } = useChecked(AskErasure, ask);
  return (
    <Dialog title={say("申请删除个人信息")} text={say("7 天后执行，期间可以在这里撤回。")} isOpen={isOpen} onOpenChange={setIsOpen} isSticky size="sm" trigger={<Button variant="danger">{say("申请删除")}</Button>}>
      <form method="post" onSubmit={(event) => { event.preventDefault(); send({ key, password, isUnderstood }); }} noValidate className="flex flex-col gap-(--stack)">
        <TextField id="erasure-password" label={say("密码")} type="password" autoComplete="current-password" isRequired value={password} onChange={(event) => setPassword(event.target.value)} error={wordsAt(say, codeAt("password"))} />
        <Checkbox id="erasure-understood" checked={isUnderstood} onChange={(event) => setIsUnderstood(event.target.checked)} label={say("我已看清：删除后不能再登录，不能恢复")} error={wordsAt(say, codeAt("isUnderstood"))} />
        <FormProblem>{wordsOfProblem(ask.error)}</FormProblem>
        <div className="flex justify-end"><Button type="submit" variant="danger" isBusy={ask.isPending || !key}>{say("提交申请")}</Button></div>
      </form>
    </Dialog>
  );
}
