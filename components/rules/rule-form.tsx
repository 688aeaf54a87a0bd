"use client";

import { type SyntheticEvent, useState } from "react";
import { conditionFlagWords, decisionWords, fieldProblem, operationWords, reasonWords } from "@/messages/zh-CN";
import { type ChannelRule, channelDecisions, operations, reasonCodes } from "@/server/ordering/channel.rules";
import { reasonFits, ruleProblems } from "@/server/ordering/rule-check.rules";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/choice";
import { Dialog } from "../ui/dialog";
import { SelectField, TextField } from "../ui/text-field";
import { type Draft, useDraft } from "./use-draft";

type Flag = keyof typeof conditionFlagWords;
const flags = Object.keys(conditionFlagWords) as Flag[];
const inOrder = ["number", "overdueDaysFrom", "isWithinCeiling", "decision", "needsSecondReviewer", "reason", "ground"] as const;
const whole = (text: string) => (/^\d{1,5}$/.test(text.trim()) ? Number(text.trim()) : 0);

/** The number after the one before it, as long as nobody has it. */
function freeNumber(rules: readonly ChannelRule[]): number {
  const taken = new Set(rules.map(({ number }) => number));
  const start = Math.max(0, ...rules.slice(0, -1).map(({ number }) => number)) + 1;
  return Array.from({ length: 999 }, (_, n) => ((start + n - 1) % 999) + 1).find((number) => !taken.has(number)) ?? 1;
}

/** What is typed of a rule; what is empty asks nothing. */
function typedOf(rule: ChannelRule | undefined, rules: readonly ChannelRule[]) {
  const { number = freeNumber(rules), when = {}, decision = "portalReview", needsSecondReviewer = false, reason = "V_DEFAULT", ground = "" } = rule ?? {};
  return { number: String(number), operations: when.operations ?? [], days: when.overdueDaysFrom === undefined ? "" : String(when.overdueDaysFrom), flags: flags.filter((flag) => when[flag]), decision, needsSecondReviewer, reason, ground };
}

function ruleOf({ number, operations: chosen, days, flags: set, decision, needsSecondReviewer, reason, ground }: ReturnType<typeof typedOf>): ChannelRule {
  const isAll = chosen.length === 0 || chosen.length === operations.length;
  return {
    number: whole(number), decision, reason, ground: ground.trim(), needsSecondReviewer: needsSecondReviewer && decision === "portalReview",
    when: { ...(isAll ? {} : { operations: operations.filter((one) => chosen.includes(one)) }), ...Object.fromEntries(set.map((flag) => [flag, true])), ...(days.trim() === "" ? {} : { overdueDaysFrom: whole(days) }) },
  };
}

/** BO5: one rule: when it takes a request, what becomes of it, and what the customer is told. `at`: its place; null: a new one, before the last. */
export function RuleForm({ draft, at }: { draft: Draft; at: number | null }) {
  const { rules } = draft.set;
  const rule = at === null ? undefined : rules[at];
  const [isOpen, setIsOpen] = useState(false);
  const [typed, setTyped] = useState(() => typedOf(rule, rules));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const { write, isBusy, problem, reset } = useDraft(draft);
  const toggle = <Value,>(list: readonly Value[], value: Value, isOn: boolean) => (isOn ? [...list, value] : list.filter((one) => one !== value));
  const open = (next: boolean) => {
    if (next) setTyped(typedOf(rule, rules));
    setErrors({});
    reset();
    setIsOpen(next);
  };

  async function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const next = ruleOf(typed);
    const found: Record<string, string> = { ...ruleProblems(next, rules.filter((_, index) => index !== at)) };
    setErrors(found);
    const first = inOrder.find((name) => found[name]);
    if (first) return document.getElementById(`rule-field-${first}`)?.focus();
    const place = at ?? Math.max(0, rules.length - 1);
    if (await write({ rules: { ...draft.set, rules: [...rules.slice(0, place), next, ...rules.slice(at === null ? place : place + 1)] } })) setIsOpen(false);
  }

  return (
    <Dialog title={rule ? `修改第 ${rule.number} 条` : "新增规则"} text="勾选的条件要同时成立；都不选就是所有申请。" size="lg" isOpen={isOpen} onOpenChange={open} isSticky trigger={rule ? <Button size="sm" variant="secondary" aria-label={`修改第 ${rule.number} 条`}>修改</Button> : <Button size="sm">新增规则</Button>}>
      <form method="post" onSubmit={send} noValidate className="flex flex-col gap-(--stack)">
        <TextField id="rule-field-number" label="编号" hint="订单上记录的就是这个编号；顺序在列表里调整" inputMode="numeric" isRequired value={typed.number} onChange={(event) => setTyped({ ...typed, number: event.target.value })} error={fieldProblem(errors.number)} />
        <fieldset>
          <legend className="mb-1.5 text-[0.9375em] font-medium">业务（不选就是全部）</legend>
          <div className="grid grid-cols-2 gap-x-4 gap-y-1 sm:grid-cols-3 lg:grid-cols-4">{operations.map((one) => <Checkbox key={one} checked={typed.operations.includes(one)} onChange={(event) => setTyped({ ...typed, operations: toggle(typed.operations, one, event.target.checked) })} label={operationWords[one]} />)}</div>
        </fieldset>
        <fieldset>
          <legend className="mb-1.5 text-[0.9375em] font-medium">条件</legend>
          <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">{flags.map((flag) => <Checkbox key={flag} id={`rule-field-${flag}`} checked={typed.flags.includes(flag)} onChange={(event) => setTyped({ ...typed, flags: toggle(typed.flags, flag, event.target.checked) })} label={conditionFlagWords[flag].label} hint={conditionFlagWords[flag].hint} error={fieldProblem(errors[flag])} />)}</div>
        </fieldset>
        <TextField id="rule-field-overdueDaysFrom" label="逾期天数达到" hint="留空为不看欠费" inputMode="numeric" value={typed.days} onChange={(event) => setTyped({ ...typed, days: event.target.value })} error={fieldProblem(errors.overdueDaysFrom)} />
        <SelectField id="rule-field-decision" label="结论" value={typed.decision} onChange={(event) => { const decision = event.target.value as ChannelRule["decision"]; setTyped({ ...typed, decision, reason: reasonFits(decision, typed.reason) ? typed.reason : (reasonCodes.find((code) => reasonFits(decision, code)) ?? typed.reason) }); }} isRequired>
          {channelDecisions.map((one) => <option key={one} value={one}>{decisionWords[one]}</option>)}
        </SelectField>
        {typed.decision === "portalReview" && <Checkbox id="rule-field-needsSecondReviewer" checked={typed.needsSecondReviewer} onChange={(event) => setTyped({ ...typed, needsSecondReviewer: event.target.checked })} label="需要两位审核人员" />}
        <SelectField id="rule-field-reason" label="对客户的说明" value={typed.reason} onChange={(event) => setTyped({ ...typed, reason: event.target.value as ChannelRule["reason"] })} error={fieldProblem(errors.reason)} isRequired>
          {reasonCodes.filter((code) => reasonFits(typed.decision, code)).map((code) => <option key={code} value={code}>{reasonWords[code]}</option>)}
        </SelectField>
        <TextField id="rule-field-ground" label="依据" hint="规范条款、文件或内部规定，审计时看" maxLength={60} isRequired value={typed.ground} onChange={(event) => setTyped({ ...typed, ground: event.target.value })} error={fieldProblem(errors.ground)} />
        <FormProblem>{problem?.words}</FormProblem>
        <div className="flex justify-end"><Button type="submit" isBusy={isBusy}>保存规则</Button></div>
      </form>
    </Dialog>
  );
}
