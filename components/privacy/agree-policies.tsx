"use client";

import { useMutation } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import type { OwedPolicies } from "@/server/privacy/agreement.schema";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { Checkbox } from "../ui/choice";
import { policyHref } from "./policy-links";

type Owed = OwedPolicies["owed"][number];
const link = "inline-block min-h-6 text-accent-strong underline underline-offset-4";

/** DP5: each text with what is new in it and a box of its own; who does not agree goes on to read, pay and take out what is theirs. */
export function AgreePolicies({ asked, base, returnTo }: { asked: OwedPolicies; base: string; returnTo: string }) {
  const say = useSay();
  const trpc = useTRPC();
  const [agreed, setAgreed] = useState<readonly string[]>([]);
  const [isAsked, setIsAsked] = useState(false);
  const { key, renew, renewAfter } = useOnceKey(`policies:${asked.owed.map(({ kind, version }) => `${kind}${String(version)}`).join()}`);
  // A whole document, so that nothing of a page that was read before is shown again.
  const goOn = () => window.location.assign(returnTo);
  const agree = useMutation(trpc.policy.agree.mutationOptions({ onSuccess: () => { renew(); goOn(); }, onError: renewAfter }));
  const putOff = useMutation(trpc.policy.putOff.mutationOptions({ onSuccess: goOn }));
  const problem = problemOf(agree.error ?? putOff.error);
  const send = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    setIsAsked(true);
    const open = asked.owed.find(({ kind }) => !agreed.includes(kind));
    if (open) return document.getElementById(`agree-${open.kind}`)?.focus();
    agree.mutate({ key, policies: asked.owed.map(({ kind, version }) => ({ kind, version })) });
  };
  return (
    <form method="post" onSubmit={send} noValidate>
      <Stack gap="lg">
        {asked.owed.map((row) => (
          <PolicyCard key={row.kind} row={row} base={base} isAgreed={agreed.includes(row.kind)} error={isAsked && !agreed.includes(row.kind) ? "acceptPolicies" : undefined} onAgree={(isOn) => setAgreed(isOn ? [...agreed, row.kind] : agreed.filter((kind) => kind !== row.kind))} />
        ))}
        <FormProblem>{problem ? (fieldProblem(problem.fields?.policies) ?? problem.words) : null}</FormProblem>
        <FormActions>
          <Button type="submit" size="lg" isBusy={agree.isPending || !key}>{say("同意并继续")}</Button>
          <Button variant="ghost" isBusy={putOff.isPending} onClick={() => putOff.mutate({})}>{say("暂不同意，先查看")}</Button>
        </FormActions>
        <p className="text-sm text-ink-soft">
          {say("暂不同意也可以查看、付款、导出、报障、退订和销户，您正在办理的订单不受影响；办理新的业务前需要同意，下次登录时会再问。不愿意继续使用的，可以请企业管理员把您移出，或在“我的个人信息”里要求删除。")}
          {asked.mayExport && say.rich("也可以{link}。", { link: <a href="/api/own-data" download rel="nofollow" className={link}>{say("先导出我的信息")}</a> })}
        </p>
      </Stack>
    </form>
  );
}

function PolicyCard({ row: { kind, title, version, agreedTo, validFrom, changes }, base, isAgreed, error, onAgree }: { row: Owed; base: string; isAgreed: boolean; error: string | undefined; onAgree: (isOn: boolean) => void }) {
  const say = useSay();
  return (
    <Card as="section" labelledBy={`policy-${kind}`}>
      <CardHeader id={`policy-${kind}`} title={say("《{title}》", { title })} text={say("第 {version} 版，{validFrom} 起生效{value}", { version: String(version), validFrom: say.instant(validFrom), value: agreedTo > 0 ? say("；您同意过第 {agreedTo} 版", { agreedTo: String(agreedTo) }) : "" })} />
      <Stack>
        {changes.length > 0 && (
          <div>
            <h3 className="font-semibold">{say("主要变化")}</h3>
            <ul className="mt-1 flex list-disc flex-col gap-1 ps-5">
              {changes.map((change) => <li key={change.version}>{changes.length > 1 && say("第 {version} 版：", { version: String(change.version) })}{change.summary}</li>)}
            </ul>
          </div>
        )}
        <p className="flex flex-wrap gap-x-5 gap-y-1">
          <a href={policyHref(base, kind, version)} target="_blank" rel="noopener" className={link}>{say("阅读全文")}<span className="sr-only">{say("《{title}》第 {version} 版（在新标签页打开）", { title, version })}</span></a>
          {agreedTo > 0 && <a href={policyHref(base, kind, agreedTo)} target="_blank" rel="noopener" className={link}>{say("看您同意过的第 {agreedTo} 版", { agreedTo })}<span className="sr-only">{say("（在新标签页打开）")}</span></a>}
        </p>
        <Checkbox id={`agree-${kind}`} label={say("我已阅读并同意《{title}》第 {version} 版", { title, version: String(version) })} checked={isAgreed} onChange={(event) => onAgree(event.target.checked)} error={fieldProblem(error)} />
      </Stack>
    </Card>
  );
}
