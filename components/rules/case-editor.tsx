"use client";

import { outcomeTones, reasonWords } from "@/messages/zh-CN";
import { provinceName } from "@/server/platforms/province.rules";
import { EmptyState } from "../patterns/empty-state";
import { FormProblem } from "../patterns/form-layout";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Card, Row, Stack } from "../ui/card";
import { CaseForm } from "./case-form";
import { CaseResultWords } from "./rule-table";
import { factsText, outcomeText } from "./rule-words";
import { type Draft, useDraft } from "./use-draft";

type Province = { id: string; name: string };

/** BO5: the cases of a draft with what its rules say to them now. */
export function CaseEditor({ draft, provinces }: { draft: Draft; provinces: readonly Province[] }) {
  const { cases, results } = draft;
  const { write, isBusy, problem } = useDraft(draft);
  // Those that fail first: they are what must be looked at.
  const inOrder = cases.map((one, index) => ({ one, index })).sort((a, b) => Number(results[a.index]?.isRight) - Number(results[b.index]?.isRight));
  const failing = results.filter(({ isRight }) => !isRight).length;
  return (
    <Stack>
      <Row justify="between">
        <p role="status" className={failing > 0 ? "font-medium text-danger" : "text-ink-soft"}>{failing > 0 ? `${failing} 个用例与规则不符，改好才能提交复核。` : `${cases.length} 个用例全部符合。`}</p>
        <CaseForm draft={draft} at={null} provinces={provinces} />
      </Row>
      <FormProblem>{problem?.words}</FormProblem>
      {cases.length === 0 && <EmptyState title="还没有用例" text="写下“什么情况应当怎样受理”，提交复核前自动核对。" />}
      <ul aria-label="用例" className="flex flex-col gap-2">
        {inOrder.map(({ one, index }) => (
          <li key={one.name}>
            <Card as="article" labelledBy={`case-${index}`}>
              <div className="grid gap-x-5 gap-y-2 lg:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,0.8fr)_auto]">
                <div className="min-w-0">
                  <h3 id={`case-${index}`} className="font-semibold">{one.name}</h3>
                  <p className="text-[0.9em] text-ink-soft">{provinces.length > 1 ? `${provinceName(one.facts.provinceId)}，` : ""}{factsText(one.facts)}</p>
                </div>
                <div className="min-w-0"><span className="sr-only">应当：</span><Badge tone={outcomeTones[one.decision]}>{outcomeText({ decision: one.decision, needsSecondReviewer: false })}</Badge><p className="text-[0.9em] text-ink-soft">{reasonWords[one.reason]}</p></div>
                <div><span className="sr-only">现在：</span><CaseResultWords result={results[index]} /></div>
                <div className="flex flex-wrap items-start gap-1.5 lg:justify-end">
                  <CaseForm draft={draft} at={index} provinces={provinces} />
                  <Button size="sm" variant="ghost" aria-label={`删除用例：${one.name}`} aria-disabled={isBusy} onClick={() => !isBusy && void write({ cases: cases.filter((_, other) => other !== index) })}>删除</Button>
                </div>
              </div>
            </Card>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
