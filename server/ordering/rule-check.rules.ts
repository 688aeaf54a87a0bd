import { type ChannelDecision, type ChannelRule, type ChannelRules, type ReasonCode, type Traits, matches, operations } from "./channel.rules";

/** A problem at a field: `rules.3.ground`, `portalProvinces`, or `rules` for the list as a whole. */
export type RuleProblem = { path: string; code: string };

const firstLetters = { portalAuto: "A", portalReview: "V", counter: "C", refuse: "R" } as const satisfies Record<ChannelDecision, string>;

/** A reason tells the customer why it was decided so, and each is written for one kind of decision. */
export const reasonFits = (decision: ChannelRule["decision"], reason: ReasonCode): boolean => reason.startsWith(`${firstLetters[decision]}_`);

/** BO5: what is wrong with one rule among the others; the form asks the same before it sends. */
export function ruleProblems(rule: ChannelRule, others: readonly ChannelRule[]): Partial<Record<"number" | "operations" | "overdueDaysFrom" | "needsSecondReviewer" | "reason" | "ground" | "isWithinCeiling", string>> {
  const { number, when, decision, needsSecondReviewer, reason, ground } = rule;
  return {
    ...(number < 1 || number > 999 ? { number: "ruleNumberRange" } : others.some((other) => other.number === number) ? { number: "ruleNumberTaken" } : {}),
    ...(when.operations?.length === 0 ? { operations: "chooseOperations" } : {}),
    ...(when.overdueDaysFrom !== undefined && (when.overdueDaysFrom < 1 || when.overdueDaysFrom > 3650) ? { overdueDaysFrom: "daysRange" } : {}),
    ...(when.isWithinCeiling && when.exceptWithinCeiling && when.operations?.every((operation) => operation === "seats") ? { isWithinCeiling: "conditionsExclude" } : {}),
    ...(needsSecondReviewer && decision !== "portalReview" ? { needsSecondReviewer: "secondOnlyReview" } : {}),
    ...(reasonFits(decision, reason) ? {} : { reason: "reasonUnfit" }),
    ...(ground.trim().length < 2 ? { ground: "groundMissing" } : ground.length > 60 ? { ground: "tooLong" } : {}),
  };
}

/** BO5: everything that keeps a set from being saved: at its rules, and at settings that name a province which the platform does not have. */
export function setProblems({ rules, portalProvinces, onlineFlows, provinceLimitsFen }: ChannelRules, provinceIds: readonly string[]): RuleProblem[] {
  const strangers = (named: readonly string[]) => named.some((id) => !provinceIds.includes(id));
  return [
    ...rules.flatMap((rule, index) => Object.entries(ruleProblems(rule, rules.filter((_, other) => other !== index))).map(([field, code]) => ({ path: `rules.${index}.${field}`, code }))),
    ...(strangers(portalProvinces) ? [{ path: "portalProvinces", code: "provinceWrong" }] : []),
    ...(strangers(Object.keys(onlineFlows)) ? [{ path: "onlineFlows", code: "provinceWrong" }] : []),
    ...(strangers(Object.keys(provinceLimitsFen)) ? [{ path: "provinceLimitsFen", code: "provinceWrong" }] : []),
  ];
}

/** The last rule answers whoever no other did, so it asks nothing. */
export const isLastRuleOpen = ({ rules }: Pick<ChannelRules, "rules">): boolean => rules.length > 0 && Object.keys(rules.at(-1)?.when ?? {}).length === 0;

const both = [false, true] as const;

/** Everything that can be asked of the rules, told apart as far as any of their conditions tells it apart. */
function* everyCase(rules: readonly ChannelRule[]): Generator<Traits> {
  const days = [...new Set([0, ...rules.flatMap(({ when }) => when.overdueDaysFrom ?? [])])];
  // A condition that no rule names changes nothing.
  const named = (name: keyof ChannelRule["when"]) => (rules.some(({ when }) => when[name] !== undefined) ? both : ([false] as const));
  const ceilings = rules.some(({ when }) => when.isWithinCeiling !== undefined || when.exceptWithinCeiling !== undefined) ? both : ([false] as const);
  for (const operation of operations)
    for (const overdueDays of days)
      for (const isIdentityRefused of named("isIdentityRefused"))
        for (const isPortalOff of named("isPortalOff"))
          for (const needs97 of named("needs97"))
            for (const isBindingOpen of named("isBindingOpen"))
              for (const isFlowOffline of named("isFlowOffline"))
                for (const isOverAmount of named("isOverAmount"))
                  for (const isFirstOrUnverified of named("isFirstOrUnverified"))
                    for (const isWithinCeiling of ceilings) yield { operation, overdueDays, isIdentityRefused, isPortalOff, needs97, isBindingOpen, isFlowOffline, isOverAmount, isFirstOrUnverified, isWithinCeiling };
}

/** BO5: numbers of the rules that never decide, since whatever they would take was taken by rules before them, one or several together. */
export function neverReached(rules: readonly ChannelRule[]): number[] {
  const waiting = new Set(rules.keys());
  for (const traits of everyCase(rules)) {
    if (waiting.size === 0) break;
    const index = rules.findIndex(({ when }) => matches(when, traits));
    if (index >= 0) waiting.delete(index);
  }
  return [...waiting].map((index) => rules[index]?.number ?? 0);
}

/** What of a set concerns a province: whether its portal is open, its flows and its limit. */
const settingsOf = ({ portalProvinces, onlineFlows, provinceLimitsFen }: ChannelRules, provinceId: string) => JSON.stringify([portalProvinces.includes(provinceId), [...(onlineFlows[provinceId] ?? [])].sort(), provinceLimitsFen[provinceId] ?? null]);

/**
 * BO5: whether two sets differ in more than what concerns these provinces: in the rules, the common limit, or another province's
 * settings. Staff whose duty is some provinces of a shared platform change no more than that.
 */
export function isBeyond(before: ChannelRules, after: ChannelRules, duty: { provinces: readonly string[]; platformProvinces: readonly string[] }): boolean {
  if (duty.provinces.length === 0) return false;
  const others = duty.platformProvinces.filter((id) => !duty.provinces.includes(id));
  return JSON.stringify(before.rules) !== JSON.stringify(after.rules) || before.amountLimitFen !== after.amountLimitFen || others.some((id) => settingsOf(before, id) !== settingsOf(after, id));
}
