"use client";

import { useState } from "react";
import { outcomeTones, reasonWords } from "@/messages/zh-CN";
import type { ChannelRule } from "@/server/ordering/channel.rules";
import { FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Card, Row, Stack } from "../ui/card";
import { RuleForm } from "./rule-form";
import { ConditionList } from "./rule-table";
import { outcomeText } from "./rule-words";
import { type Draft, useDraft } from "./use-draft";

const moved = <Item,>(items: readonly Item[], from: number, to: number): Item[] => {
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, to), items[from] as Item, ...rest.slice(to)];
};

/** BO5: the rules of a draft, in their order: each can be changed, moved up and down, and deleted. */
export function RuleEditor({ draft }: { draft: Draft }) {
  const { set } = draft;
  const { write, isBusy, problem } = useDraft(draft);
  const [said, setSaid] = useState("");
  const change = async (rules: ChannelRule[], words: string) => {
    if (await write({ rules: { ...set, rules } })) setSaid(words);
  };
  const last = set.rules.length - 1;
  return (
    <Stack>
      <Row justify="between">
        <p className="text-ink-soft">从上到下对照，第一条符合的决定结果。改一处保存一处。</p>
        <RuleForm draft={draft} at={null} />
      </Row>
      {draft.neverReached.length > 0 && <Alert tone="warning" title="有规则永远轮不到">第 {draft.neverReached.join("、")} 条前面的规则已经接走了它要接的全部申请。可以上移，或删除。</Alert>}
      <FormProblem>{problem && !problem.fields ? problem.words : problem?.fields ? "有规则填写不完整，请逐条检查。" : null}</FormProblem>
      <p role="status" className="sr-only">{said}</p>
      <ol aria-label="受理规则" className="flex flex-col gap-2">
        {set.rules.map((rule, index) => (
          <li key={rule.number}>
            <Card as="article" labelledBy={`rule-${rule.number}`}>
              <div className="grid gap-x-5 gap-y-2 lg:grid-cols-[5.5rem_minmax(0,1.3fr)_minmax(0,1fr)_auto]">
                <h3 id={`rule-${rule.number}`} className="font-semibold">第 <span className="figures">{rule.number}</span> 条</h3>
                <div className="min-w-0"><span className="sr-only">符合条件：</span><ConditionList when={rule.when} isUnreached={draft.neverReached.includes(rule.number)} /></div>
                <div className="min-w-0">
                  <Badge tone={outcomeTones[rule.decision]}>{outcomeText(rule)}</Badge>
                  <p className="text-[0.9em] text-ink-soft">{reasonWords[rule.reason]}（依据：{rule.ground}）</p>
                </div>
                <div className="flex flex-wrap items-start gap-1.5 lg:justify-end">
                  <MoveButton label={`第 ${rule.number} 条上移`} sign="↑" isAtEnd={index === 0 || isBusy} onMove={() => change(moved(set.rules, index, index - 1), `第 ${rule.number} 条已移到第 ${index} 位`)} />
                  <MoveButton label={`第 ${rule.number} 条下移`} sign="↓" isAtEnd={index === last || isBusy} onMove={() => change(moved(set.rules, index, index + 1), `第 ${rule.number} 条已移到第 ${index + 2} 位`)} />
                  <RuleForm draft={draft} at={index} />
                  <Button size="sm" variant="ghost" aria-label={`删除第 ${rule.number} 条`} aria-disabled={isBusy} onClick={() => !isBusy && change(set.rules.filter((_, other) => other !== index), `第 ${rule.number} 条已删除`)}>删除</Button>
                </div>
              </div>
            </Card>
          </li>
        ))}
      </ol>
    </Stack>
  );
}

/** Stays in the order of the keys at the ends of the list, so that the focus is not lost with the last move. */
function MoveButton({ label, sign, isAtEnd, onMove }: { label: string; sign: string; isAtEnd: boolean; onMove: () => void }) {
  return <Button size="sm" variant="secondary" aria-label={label} aria-disabled={isAtEnd} onClick={() => !isAtEnd && onMove()}><span aria-hidden="true" className={isAtEnd ? "opacity-40" : ""}>{sign}</span></Button>;
}
