import type { z } from "zod";
import { operationWords, outcomeTones, reasonWords } from "@/messages/zh-CN";
import { formatFen } from "@/server/kernel/money";
import type { ChannelRules } from "@/server/ordering/channel.rules";
import type { RuleCase } from "@/server/ordering/rule-case.rules";
import type { DraftView } from "@/server/ordering/rule.schema";
import { provinceName, provincesOf } from "@/server/platforms/province.rules";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Badge } from "../ui/badge";
import { conditionPhrases, factsText, outcomeText } from "./rule-words";

/** BO5: the rules in the order in which they are asked. */
export function RuleTable({ rules, neverReached = [] }: { rules: ChannelRules["rules"]; neverReached?: readonly number[] }) {
  return (
    <DataTable
      caption="受理规则，从上到下，第一条符合的决定"
      items={rules}
      rowKey={({ number }) => String(number)}
      rowTone={({ number }) => (neverReached.includes(number) ? "warning" : "plain")}
      columns={[
        { key: "n", name: "编号", isTitle: true, cell: ({ number }) => <span className="figures">{number}</span> },
        { key: "c", name: "符合条件", cell: (rule) => <ConditionList when={rule.when} isUnreached={neverReached.includes(rule.number)} /> },
        { key: "d", name: "结论", cell: (rule) => <Badge tone={outcomeTones[rule.decision]}>{outcomeText(rule)}</Badge> },
        { key: "r", name: "对客户的说明", cell: (rule) => reasonWords[rule.reason] },
        { key: "g", name: "依据", cell: (rule) => rule.ground },
      ]}
      whenEmpty={<EmptyState title="还没有规则" />}
    />
  );
}

export function ConditionList({ when, isUnreached }: { when: ChannelRules["rules"][number]["when"]; isUnreached: boolean }) {
  return (
    <>
      {conditionPhrases(when).map((phrase) => <span key={phrase} className="block">{phrase}</span>)}
      {isUnreached && <span className="block text-[0.9em] font-medium text-warning">前面的规则已经全部接走，轮不到这一条</span>}
    </>
  );
}

/** BO5: the settings that conditions ask for, province by province. */
export function SettingTable({ set, platformId }: { set: ChannelRules; platformId: string }) {
  return (
    <DataTable
      caption="各省设置"
      items={provincesOf(platformId)}
      rowKey={({ id }) => id}
      columns={[
        { key: "p", name: "省份", isTitle: true, cell: ({ name }) => name },
        { key: "o", name: "网上受理", cell: ({ id }) => (set.portalProvinces.includes(id) ? "已开通" : "未开通") },
        { key: "f", name: "已放到网上的业务", cell: ({ id }) => (set.onlineFlows[id] ?? []).map((one) => operationWords[one]).join("、") || "无" },
        { key: "l", name: "二人审核的首年限额", cell: ({ id }) => `${formatFen(BigInt(set.provinceLimitsFen[id] ?? set.amountLimitFen))}${set.provinceLimitsFen[id] ? "" : "（统一）"}` },
      ]}
      whenEmpty={null}
    />
  );
}

type Result = z.output<typeof DraftView>["results"][number];
/** BO5: the cases that the rules are held to; with results, what they say now. */
export function CaseTable({ cases, results, platformId }: { cases: readonly RuleCase[]; results?: readonly Result[]; platformId: string }) {
  const isShared = provincesOf(platformId).length > 1;
  return (
    <DataTable
      caption="用例"
      items={cases.map((one, index) => ({ ...one, result: results?.[index] }))}
      rowKey={({ name }) => name}
      rowTone={({ result }) => (result && !result.isRight ? "danger" : "plain")}
      columns={[
        { key: "n", name: "用例", isTitle: true, cell: ({ name, facts }) => <>{name}<span className="block text-[0.9em] font-normal text-ink-soft">{isShared ? `${provinceName(facts.provinceId)}，` : ""}{factsText(facts)}</span></> },
        { key: "e", name: "应当", cell: (one) => <><Badge tone={outcomeTones[one.decision]}>{outcomeText({ ...one, needsSecondReviewer: false })}</Badge><span className="block text-[0.9em] text-ink-soft">{reasonWords[one.reason]}</span></> },
        ...(results ? [{ key: "r", name: "现在", cell: ({ result }: { result: Result | undefined }) => <CaseResultWords result={result} /> }] : []),
      ]}
      whenEmpty={<EmptyState title="还没有用例" text="写下“什么情况应当怎样受理”，发布前自动核对。" />}
    />
  );
}

export function CaseResultWords({ result }: { result: Result | undefined }) {
  if (!result?.decision) return <Badge tone="danger">没有结论</Badge>;
  return <Badge tone={result.isRight ? "success" : "danger"}>{result.isRight ? "符合" : `不符：第 ${result.ruleNumber} 条${outcomeText({ decision: result.decision, needsSecondReviewer: false })}`}</Badge>;
}
