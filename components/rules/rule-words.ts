import { conditionFlagWords, operationWords, outcomeWords } from "@/messages/zh-CN";
import { formatFen } from "@/server/kernel/money";
import { type ChannelRule, type RecordedFacts, operations } from "@/server/ordering/channel.rules";
import type { SettingChange } from "@/server/ordering/rule-diff.rules";
import { provinceName } from "@/server/platforms/province.rules";

/** The conditions of a rule, each as a phrase; one that asks nothing takes every request. */
export function conditionPhrases({ operations: named, overdueDaysFrom, ...flags }: ChannelRule["when"]): string[] {
  const asked = (Object.keys(conditionFlagWords) as (keyof typeof conditionFlagWords)[]).filter((name) => flags[name]);
  const phrases = [
    ...(named ? [`业务：${operations.filter((one) => named.includes(one)).map((one) => operationWords[one]).join("、")}`] : []),
    ...asked.map((name) => conditionFlagWords[name].label),
    ...(overdueDaysFrom === undefined ? [] : [`逾期 ${overdueDaysFrom} 天及以上`]),
  ];
  return phrases.length > 0 ? phrases : ["所有申请"];
}

export const conditionText = (when: ChannelRule["when"]) => conditionPhrases(when).join("；");
export const outcomeText = ({ decision, needsSecondReviewer }: Pick<ChannelRule, "decision" | "needsSecondReviewer">) => `${outcomeWords[decision]}${needsSecondReviewer ? "（二人）" : ""}`;

export const productKinds = {
  application: { word: "信息化应用", productClass: "internalApplication", needsLine: false, isBundle: false },
  valueAdded: { word: "增值通信，不带号码", productClass: "valueAddedCommunication", needsLine: false, isBundle: false },
  number: { word: "增值通信，带号码", productClass: "valueAddedCommunication", needsLine: true, isBundle: false },
  line: { word: "固定电话、宽带等线路", productClass: "basicCommunication", needsLine: true, isBundle: false },
  bundle: { word: "含线路的套餐", productClass: "internalApplication", needsLine: true, isBundle: true },
  none: { word: "不涉及产品", productClass: null, needsLine: false, isBundle: false },
} as const;
export type ProductKind = keyof typeof productKinds;

export function kindOfFacts({ productClass, needsLine, isBundle }: RecordedFacts): ProductKind {
  if (isBundle && needsLine) return "bundle";
  if (productClass === "basicCommunication") return "line";
  if (productClass === "valueAddedCommunication") return needsLine ? "number" : "valueAdded";
  return productClass ? "application" : "none";
}

/** The facts of a case in a line, without those that are as usual. */
export function factsText(facts: RecordedFacts): string {
  const kind = kindOfFacts(facts);
  return [
    operationWords[facts.operation],
    ...(kind === "none" || kind === "application" ? [] : [productKinds[kind].word]),
    facts.isPostpaid ? `后付费${facts.isBindingConfirmed ? "" : "、绑定未确认"}` : "预付费",
    ...(facts.isIdentityRefused ? ["身份未通过"] : facts.isVerified ? [] : ["未核验"]),
    ...(facts.isFirstOrder ? ["首次"] : []),
    ...(facts.isWithinCeiling ? ["额度内"] : []),
    ...(facts.overdueDays > 0 ? [`逾期 ${facts.overdueDays} 天`] : []),
    ...(facts.firstYearFen === "0" ? [] : [`首年 ${formatFen(BigInt(facts.firstYearFen))}`]),
  ].join("，");
}

const yuan = (fen: string | null, none: string) => (fen === null ? none : formatFen(BigInt(fen)));

export function settingText(change: SettingChange): string {
  if (change.kind === "portal") return `${provinceName(change.provinceId)}：${change.isOpen ? "开通" : "停止"}网上受理`;
  if (change.kind === "flow") return `${provinceName(change.provinceId)}：${operationWords[change.operation]}${change.isOnline ? "放到网上" : "改回营业厅"}`;
  const where = change.provinceId ? `${provinceName(change.provinceId)}的限额` : "首年费用限额";
  return `${where}：${yuan(change.beforeFen, "按统一限额")} → ${yuan(change.afterFen, "按统一限额")}`;
}
