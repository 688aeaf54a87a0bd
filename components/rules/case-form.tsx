"use client";

import { type SyntheticEvent, useState } from "react";
import { decisionWords, fieldProblem, operationWords, reasonWords } from "@/messages/zh-CN";
import { parseYuan, typedYuan } from "@/server/kernel/money";
import { type Operation, type RecordedFacts, channelDecisions, operations, reasonCodes } from "@/server/ordering/channel.rules";
import { type RuleCase, usualFacts } from "@/server/ordering/rule-case.rules";
import { reasonFits } from "@/server/ordering/rule-check.rules";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/choice";
import { Dialog } from "../ui/dialog";
import { SelectField, TextField } from "../ui/text-field";
import { type ProductKind, kindOfFacts, productKinds } from "./rule-words";
import { type Draft, useDraft } from "./use-draft";

type Province = { id: string; name: string };
const yesNo = { isVerified: "企业已核验", isFirstOrder: "首次订购", isIdentityRefused: "身份未通过核验", isWithinCeiling: "在已授权的数量额度内" } as const;
const whole = (text: string) => (/^\d{1,4}$/.test(text.trim()) ? Number(text.trim()) : null);

function typedOf(one: RuleCase | undefined, provinceId: string) {
  const facts: RecordedFacts = one?.facts ?? usualFacts(provinceId);
  const { productClass: _class, needsLine: _line, isBundle: _bundle, firstYearFen, overdueDays, ...rest } = facts;
  return { name: one?.name ?? "", decision: one?.decision ?? ("portalReview" as const), reason: one?.reason ?? ("V_DEFAULT" as const), ...rest, kind: kindOfFacts(facts), firstYear: typedYuan(BigInt(firstYearFen)), overdue: String(overdueDays) };
}

/** BO5: one case: the facts of a request, and what the rules must say to it. `at`: its place; null: a new one. */
export function CaseForm({ draft, at, provinces }: { draft: Draft; at: number | null; provinces: readonly Province[] }) {
  const one = at === null ? undefined : draft.cases[at];
  const [isOpen, setIsOpen] = useState(false);
  const [typed, setTyped] = useState(() => typedOf(one, provinces[0]?.id ?? ""));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const { write, isBusy, problem, reset } = useDraft(draft);
  const open = (next: boolean) => {
    if (next) setTyped(typedOf(one, provinces[0]?.id ?? ""));
    setErrors({});
    reset();
    setIsOpen(next);
  };

  async function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const { name, decision, reason, kind, firstYear, overdue, ...rest } = typed;
    const [fen, days] = [parseYuan(firstYear), whole(overdue)];
    const found = {
      ...(name.trim().length < 2 ? { name: "textTooShort" } : draft.cases.some((other, index) => index !== at && other.name === name.trim()) ? { name: "nameTaken" } : {}),
      ...(fen === null ? { firstYear: "amountMissing" } : {}),
      ...(days === null ? { overdue: "daysRange" } : {}),
    };
    setErrors(found);
    const [first] = Object.keys(found);
    if (first || fen === null || days === null) return document.getElementById(`case-field-${first}`)?.focus();
    const { word: _word, ...product } = productKinds[kind];
    const next: RuleCase = { name: name.trim(), decision, reason, facts: { ...rest, ...product, isBindingConfirmed: rest.isPostpaid ? rest.isBindingConfirmed : true, firstYearFen: String(fen), overdueDays: days } };
    const place = at ?? draft.cases.length;
    if (await write({ cases: [...draft.cases.slice(0, place), next, ...draft.cases.slice(place + 1)] })) setIsOpen(false);
  }

  return (
    <Dialog title={one ? "修改用例" : "新增用例"} size="lg" isOpen={isOpen} onOpenChange={open} isSticky trigger={one ? <Button size="sm" variant="secondary" aria-label={`修改用例：${one.name}`}>修改</Button> : <Button size="sm">新增用例</Button>}>
      <form method="post" onSubmit={send} noValidate className="flex flex-col gap-(--stack)">
        <TextField id="case-field-name" label="名称" hint="例如：逾期 5 天不能订购" maxLength={60} isRequired value={typed.name} onChange={(event) => setTyped({ ...typed, name: event.target.value })} error={fieldProblem(errors.name)} />
        <div className="grid items-start gap-(--stack) sm:grid-cols-2">
          {provinces.length > 1 && <SelectField label="省份" value={typed.provinceId} onChange={(event) => setTyped({ ...typed, provinceId: event.target.value })}>{provinces.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</SelectField>}
          <SelectField label="业务" value={typed.operation} onChange={(event) => setTyped({ ...typed, operation: event.target.value as Operation })}>{operations.map((operation) => <option key={operation} value={operation}>{operationWords[operation]}</option>)}</SelectField>
          <SelectField label="产品" value={typed.kind} onChange={(event) => setTyped({ ...typed, kind: event.target.value as ProductKind })}>{Object.entries(productKinds).map(([kind, { word }]) => <option key={kind} value={kind}>{word}</option>)}</SelectField>
          <SelectField label="付费方式" value={typed.isPostpaid ? (typed.isBindingConfirmed ? "bound" : "unbound") : "prepaid"} onChange={(event) => setTyped({ ...typed, isPostpaid: event.target.value !== "prepaid", isBindingConfirmed: event.target.value !== "unbound" })}>
            <option value="prepaid">预付费</option>
            <option value="bound">后付费，绑定已确认</option>
            <option value="unbound">后付费，绑定未确认</option>
          </SelectField>
          <TextField id="case-field-firstYear" label="首年费用（元）" inputMode="decimal" value={typed.firstYear} onChange={(event) => setTyped({ ...typed, firstYear: event.target.value })} error={fieldProblem(errors.firstYear)} />
          <TextField id="case-field-overdue" label="逾期天数" hint="没有欠费填 0" inputMode="numeric" value={typed.overdue} onChange={(event) => setTyped({ ...typed, overdue: event.target.value })} error={errors.overdue ? "请填写 0 至 9999 的整数" : undefined} />
        </div>
        <fieldset className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
          <legend className="mb-1.5 text-[0.9375em] font-medium">企业与额度</legend>
          {(Object.keys(yesNo) as (keyof typeof yesNo)[]).map((name) => <Checkbox key={name} checked={typed[name]} onChange={(event) => setTyped({ ...typed, [name]: event.target.checked })} label={yesNo[name]} />)}
        </fieldset>
        <div className="grid items-start gap-(--stack) sm:grid-cols-2">
          <SelectField label="应当的结论" value={typed.decision} onChange={(event) => { const decision = event.target.value as RuleCase["decision"]; setTyped({ ...typed, decision, reason: reasonFits(decision, typed.reason) ? typed.reason : (reasonCodes.find((code) => reasonFits(decision, code)) ?? typed.reason) }); }} isRequired>{channelDecisions.map((decision) => <option key={decision} value={decision}>{decisionWords[decision]}</option>)}</SelectField>
          <SelectField label="应当的说明" value={typed.reason} onChange={(event) => setTyped({ ...typed, reason: event.target.value as RuleCase["reason"] })} isRequired>{reasonCodes.filter((code) => reasonFits(typed.decision, code)).map((code) => <option key={code} value={code}>{reasonWords[code]}</option>)}</SelectField>
        </div>
        <FormProblem>{problem?.words}</FormProblem>
        <div className="flex justify-end"><Button type="submit" isBusy={isBusy}>保存用例</Button></div>
      </form>
    </Dialog>
  );
}
