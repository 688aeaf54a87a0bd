"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { industryWords } from "@/server/catalog/catalog.rules";
import type { promotionStates } from "@/server/promotions/promotion.schema";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { RadioCards } from "../ui/choice";
import { Dialog } from "../ui/dialog";
import { SelectField, TextareaField } from "../ui/text-field";

type State = (typeof promotionStates)[number];
type Move = { promotionId: string; version: number; to: State };
const moves: Record<State, { label: string; text: string }> = {
  paused: { label: "暂停", text: "暂停后新订单按原价，已下的订单不变；可以再开。" },
  open: { label: "恢复", text: "恢复后新订单又能享受优惠。" },
  ended: { label: "结束", text: "结束后不能再开，没用的优惠券作废；已下的订单不变。" },
};

function MoveButton({ promotionId, version, to }: Move) {
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<string>();
  const { key, renew, renewAfter } = useOnceKey(`promotion:${promotionId}:${to}:${version}`);
  const move = useMutation(useTRPC().promotionDesk.move.mutationOptions({ onSuccess: () => { renew(); setIsOpen(false); refresh(); }, onError: renewAfter }));
  const { label, text } = moves[to];
  const send = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = reason.trim().length < 4 ? "textTooShort" : undefined;
    setWrong(found);
    if (found) return document.getElementById("promotion-reason")?.focus();
    move.mutate({ key, promotionId, version, to, reason });
  };
  return (
    <Dialog title={`${label}这个活动？`} text={text} isOpen={isOpen} onOpenChange={setIsOpen} isSticky trigger={<Button size="sm" variant={to === "ended" ? "danger" : "secondary"}>{label}</Button>}>
      <form method="post" onSubmit={send} noValidate className="flex flex-col gap-(--stack)">
        <TextareaField id="promotion-reason" label="原因（内部记录）" rows={2} value={reason} onChange={(event) => setReason(event.target.value)} error={fieldProblem(wrong)} isRequired />
        <FormProblem>{problemOf(move.error)?.words}</FormProblem>
        <div className="flex justify-end"><Button type="submit" variant={to === "ended" ? "danger" : "primary"} isBusy={move.isPending}>确认{label}</Button></div>
      </form>
    </Dialog>
  );
}

/** Pauses, opens again or ends a promotion. */
export function PromotionMoves({ state, ...promotion }: { promotionId: string; version: number; state: State }) {
  if (state === "ended") return null;
  return <><MoveButton {...promotion} to={state === "open" ? "paused" : "open"} /> <MoveButton {...promotion} to="ended" /></>;
}

/** SC16: coupons to named companies, or to all of a group, in as many calls as it takes. */
export function IssueCoupons({ promotionId }: { promotionId: string }) {
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [mode, setMode] = useState<"names" | "group">("names");
  const [names, setNames] = useState("");
  const [group, setGroup] = useState({ industry: "", payType: "", hasProduct: "" });
  const [wrong, setWrong] = useState<string>();
  const [progress, setProgress] = useState<{ issued: number; left: number } | null>(null);
  const issue = useMutation(useTRPC().promotionDesk.issue.mutationOptions());
  const problem = problemOf(issue.error);
  const accountNames = names.split(/[\s,，、;；]+/).filter(Boolean);

  async function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const found = mode === "names" && accountNames.length === 0 ? "accountsMissing" : accountNames.length > 200 ? "tooManyAccounts" : undefined;
    setWrong(found);
    if (found) return document.getElementById("coupon-names")?.focus();
    const to = mode === "names" ? { accountNames } : { group: { ...(group.industry ? { industry: group.industry } : {}), ...(group.payType ? { payType: group.payType as "prepaid" } : {}), ...(group.hasProduct ? { hasProduct: group.hasProduct === "yes" } : {}) } };
    let issued = 0;
    // A company never gets two of one promotion, so a call that was lost is simply made again.
    for (let left = 1; left > 0; ) {
      const done = await issue.mutateAsync({ key: crypto.randomUUID(), promotionId, ...to }).catch(() => null);
      if (!done) return;
      issued += done.issued;
      left = done.issued === 0 ? 0 : done.left;
      setProgress({ issued, left });
    }
    setNames("");
    refresh();
  }

  return (
    <Dialog title="发放优惠券" text="每家企业一张，发放时邮件通知；已有的不会重复。" isOpen={isOpen} onOpenChange={setIsOpen} isSticky trigger={<Button>发放优惠券</Button>}>
      <form method="post" onSubmit={send} noValidate className="flex flex-col gap-(--stack)">
        <RadioCards legend="发给谁" name="mode" columns={2} value={mode} onChange={(event) => setMode(event.target.value as typeof mode)} options={[{ value: "names", title: "指定企业" }, { value: "group", title: "一类企业" }]} />
        {mode === "names" ? (
          <TextareaField id="coupon-names" label="企业帐号" hint="每行一个，最多 200 个" rows={4} value={names} onChange={(event) => setNames(event.target.value)} error={fieldProblem(wrong ?? problem?.fields?.accountNames)} isRequired />
        ) : (
          <>
            <SelectField label="行业" value={group.industry} onChange={(event) => setGroup({ ...group, industry: event.target.value })}>
              <option value="">不限</option>
              {Object.entries(industryWords).map(([code, word]) => <option key={code} value={code}>{word}</option>)}
            </SelectField>
            <SelectField label="付费方式" value={group.payType} onChange={(event) => setGroup({ ...group, payType: event.target.value })}>
              <option value="">不限</option>
              <option value="prepaid">预付费</option>
              <option value="postpaid">后付费</option>
            </SelectField>
            <SelectField label="在用产品" value={group.hasProduct} onChange={(event) => setGroup({ ...group, hasProduct: event.target.value })}>
              <option value="">不限</option>
              <option value="no">还没有</option>
              <option value="yes">已有</option>
            </SelectField>
          </>
        )}
        <p role="status" className="text-ink-soft">{progress ? (progress.left > 0 ? `已发 ${progress.issued} 张，还有 ${progress.left} 张…` : progress.issued > 0 ? `已发 ${progress.issued} 张` : "这些企业都已经有了，没有新发") : ""}</p>
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <div className="flex justify-end"><Button type="submit" isBusy={issue.isPending}>发放</Button></div>
      </form>
    </Dialog>
  );
}
