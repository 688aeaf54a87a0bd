import { z } from "zod";
import { type ChannelDecision, type ChannelRules, type ChannelVerdict, type Operation, RecordedFacts, type ReasonCode, channelDecisions, decideChannel, factsOfRecord, reasonCodes } from "./channel.rules";

/** BO5: what the rules must say to these facts; kept with the rules, so that who changes them is told what else they change. */
export const RuleCase = z.strictObject({
  name: z.string().trim().min(2, { error: "textTooShort" }).max(60, { error: "tooLong" }),
  facts: RecordedFacts,
  decision: z.enum(channelDecisions),
  reason: z.enum(reasonCodes),
});
export type RuleCase = z.output<typeof RuleCase>;

export type CaseResult = { verdict: ChannelVerdict | null; isRight: boolean };

/** Each case by the rules; a null verdict where no rule matches at all. */
export function caseResults(set: ChannelRules, cases: readonly RuleCase[]): CaseResult[] {
  return cases.map(({ facts, decision, reason }) => {
    const verdict = hasAnswer(set) ? decideChannel(set, factsOfRecord(facts)) : null;
    return { verdict, isRight: verdict !== null && verdict.decision === decision && verdict.reasons.includes(reason) };
  });
}

const hasAnswer = ({ rules }: ChannelRules) => Object.keys(rules.at(-1)?.when ?? { none: true }).length === 0;

/** A verified company with nothing owed that has ordered before, asking for an application of its own. */
export const usualFacts = (provinceId: string): RecordedFacts => ({
  provinceId, operation: "order", productClass: "internalApplication", needsLine: false, isBundle: false, isPostpaid: false, isBindingConfirmed: true,
  isVerified: true, isFirstOrder: false, isIdentityRefused: false, isWithinCeiling: false, firstYearFen: "0", overdueDays: 0,
});

/** The rows of the specification's table 4.3.A as cases of a province, written out by hand; where the portal takes nothing, those that still say something of it. */
export function specificationCases(set: ChannelRules, provinceId: string): RuleCase[] {
  const usual = usualFacts(provinceId);
  const one = (name: string, facts: Partial<RecordedFacts>, decision: ChannelDecision, reason: ReasonCode): RuleCase => ({ name, facts: { ...usual, ...facts }, decision, reason });
  const on = (operation: Operation) => ({ operation });
  const everywhere = [
    one("身份未通过核验，什么都不受理", { isIdentityRefused: true }, "refuse", "R_IDENTITY"),
    one("授权额度内增加数量，自动受理", { ...on("seats"), isWithinCeiling: true }, "portalAuto", "A_AUTO"),
  ];
  if (!set.portalProvinces.includes(provinceId)) {
    return [...everywhere, one("未开通网上受理，订购到营业厅", {}, "counter", "C_PROVINCE"), one("未开通网上受理，开户到营业厅", { ...on("openAccount"), productClass: null, isFirstOrder: true, isVerified: false }, "counter", "C_PROVINCE")];
  }
  const isChangeOnline = (set.onlineFlows[provinceId] ?? []).includes("change");
  return [
    ...everywhere,
    one("基础通信订购，到营业厅", { productClass: "basicCommunication", needsLine: true }, "counter", "C_NEEDS_97"),
    one("增值通信带号码，到营业厅", { productClass: "valueAddedCommunication", needsLine: true }, "counter", "C_NEEDS_97"),
    one("后付费绑定未确认，到营业厅", { isPostpaid: true, isBindingConfirmed: false }, "counter", "C_BINDING"),
    one("逾期 4 天仍可订购", { overdueDays: 4 }, "portalReview", "V_DEFAULT"),
    one("逾期 5 天不能订购", { overdueDays: 5 }, "refuse", "R_ARREARS"),
    one("逾期 14 天仍可在额度内加量", { ...on("seats"), isWithinCeiling: true, overdueDays: 14 }, "portalAuto", "A_AUTO"),
    one("逾期 15 天不能加量", { ...on("seats"), isWithinCeiling: true, overdueDays: 15 }, "refuse", "R_ARREARS"),
    one("销户到营业厅", { ...on("close"), productClass: "" }, "counter", "C_FLOW97"),
    isChangeOnline ? one("更改套餐，人工审核", on("change"), "portalReview", "V_DEFAULT") : one("更改套餐到营业厅", on("change"), "counter", "C_FLOW97"),
    one("首年正好到限额，一人审核", { firstYearFen: set.amountLimitFen }, "portalReview", "V_DEFAULT"),
    one("首年超过限额，二人审核", { firstYearFen: String(BigInt(set.amountLimitFen) + 1n) }, "portalReview", "V_AMOUNT"),
    one("首次订购，人工审核", { isFirstOrder: true }, "portalReview", "V_FIRST"),
    one("开户，人工审核", { ...on("openAccount"), productClass: null, isFirstOrder: true, isVerified: false }, "portalReview", "V_FIRST"),
    one("试用自动受理", on("trial"), "portalAuto", "A_TRIAL"),
    one("暂停自助办理", on("suspend"), "portalAuto", "A_SELF"),
  ];
}
