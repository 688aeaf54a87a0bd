import { outcomeTones, reasonWords } from "@/messages/zh-CN";
import type { ChannelRule, ChannelRules } from "@/server/ordering/channel.rules";
import type { RuleCase } from "@/server/ordering/rule-case.rules";
import { type RuleChange, diffRules, isSameRules } from "@/server/ordering/rule-diff.rules";
import { EmptyState } from "../patterns/empty-state";
import { Badge } from "../ui/badge";
import { Card, CardHeader, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { conditionText, outcomeText, settingText } from "./rule-words";

type Content = { set: ChannelRules; cases: readonly RuleCase[] };
const kindWords = { added: { word: "新增", tone: "success" }, removed: { word: "删除", tone: "danger" }, changed: { word: "修改", tone: "info" } } as const;
const caseWords = { added: "新增", removed: "删除", changed: "修改" } as const;

function Turn({ before, after }: { before: string; after: string }) {
  return (
    <>
      <del className="block text-danger no-underline"><span className="sr-only">原来：</span><span aria-hidden="true">− </span>{before}</del>
      <ins className="block text-success no-underline"><span className="sr-only">现在：</span><span aria-hidden="true">+ </span>{after}</ins>
    </>
  );
}

const wordsOf = { when: ({ when }: ChannelRule) => conditionText(when), decision: outcomeText, needsSecondReviewer: outcomeText, reason: ({ reason }: ChannelRule) => reasonWords[reason], ground: ({ ground }: ChannelRule) => ground };
const terms = { when: "符合条件", decision: "结论", needsSecondReviewer: "结论", reason: "对客户的说明", ground: "依据", place: "顺序" } as const;

function ChangeCard({ change }: { change: RuleChange }) {
  const { word, tone } = kindWords[change.kind];
  const items = change.kind === "changed"
    ? change.aspects.filter((aspect) => aspect !== "needsSecondReviewer" || !change.aspects.includes("decision")).map((aspect) => ({
        term: terms[aspect],
        value: aspect === "place" ? <Turn before={`第 ${change.placeBefore} 位`} after={`第 ${change.placeAfter} 位`} /> : <Turn before={wordsOf[aspect](change.before)} after={wordsOf[aspect](change.after)} />,
      }))
    : whole(change.kind === "added" ? change.after : change.before);
  return (
    <Card as="article" labelledBy={`change-${change.number}`}>
      <CardHeader id={`change-${change.number}`} level={3} title={<>第 {change.number} 条 <Badge tone={tone}>{word}</Badge></>} />
      <DescriptionList items={items} />
    </Card>
  );
}

const whole = (rule: ChannelRule) => [
  { term: terms.when, value: conditionText(rule.when) },
  { term: terms.decision, value: <Badge tone={outcomeTones[rule.decision]}>{outcomeText(rule)}</Badge> },
  { term: terms.reason, value: reasonWords[rule.reason] },
  { term: terms.ground, value: rule.ground },
];

/** BO5: what `after` has that `before` has not, rule by rule, in words. */
export function RuleDiffView({ before, after }: { before: Content; after: Content }) {
  const diff = diffRules(before, after);
  if (isSameRules(diff)) return <EmptyState title="没有差异" text="与对照的版本完全一样。" />;
  return (
    <Stack>
      {diff.rules.map((change) => <ChangeCard key={change.number} change={change} />)}
      {diff.settings.length > 0 && (
        <Card as="section" labelledBy="change-settings">
          <CardHeader id="change-settings" level={3} title="设置" />
          <ul className="flex list-disc flex-col gap-1 pl-5">{diff.settings.map((change) => <li key={JSON.stringify(change)}>{settingText(change)}</li>)}</ul>
        </Card>
      )}
      {diff.cases.length > 0 && (
        <Card as="section" labelledBy="change-cases">
          <CardHeader id="change-cases" level={3} title="用例" />
          <ul className="flex list-disc flex-col gap-1 pl-5">{diff.cases.map(({ kind, name }) => <li key={name}>{caseWords[kind]}：{name}</li>)}</ul>
        </Card>
      )}
    </Stack>
  );
}
