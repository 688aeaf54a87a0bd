import type { ChannelRule, ChannelRules, Operation } from "./channel.rules";
import type { RuleCase } from "./rule-case.rules";

type Aspect = "when" | "decision" | "needsSecondReviewer" | "reason" | "ground" | "place";
/** A rule that differs, known by its number. `aspects` are what differs of one that is in both; `place`: others that are in both now come before or after it. */
export type RuleChange =
  | { kind: "added"; number: number; after: ChannelRule }
  | { kind: "removed"; number: number; before: ChannelRule }
  | { kind: "changed"; number: number; before: ChannelRule; after: ChannelRule; aspects: Aspect[]; placeBefore: number; placeAfter: number };

export type SettingChange =
  | { kind: "portal"; provinceId: string; isOpen: boolean }
  | { kind: "flow"; provinceId: string; operation: Operation; isOnline: boolean }
  | { kind: "limit"; provinceId: string | null; beforeFen: string | null; afterFen: string | null };

export type CaseChange = { kind: "added" | "removed" | "changed"; name: string };
export type RuleDiff = { rules: RuleChange[]; settings: SettingChange[]; cases: CaseChange[] };

const same = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);

/** Numbers of both lists whose order among each other is the same in both, as many as there can be: the others were moved. */
function inStep(before: readonly number[], after: readonly number[]): Set<number> {
  const places = after.filter((number) => before.includes(number)).map((number) => before.indexOf(number));
  // Longest rising run of places, by the lengths of the best run that ends at each.
  const best = places.map(() => ({ length: 1, from: -1 }));
  for (let at = 0; at < places.length; at += 1)
    for (let earlier = 0; earlier < at; earlier += 1) {
      const run = best[earlier]?.length ?? 0;
      if ((places[earlier] ?? 0) < (places[at] ?? 0) && run + 1 > (best[at]?.length ?? 0)) best[at] = { length: run + 1, from: earlier };
    }
  let at = best.reduce((top, { length }, index) => (length > (best[top]?.length ?? 0) ? index : top), 0);
  const kept = new Set<number>();
  for (; at >= 0 && at < places.length; at = best[at]?.from ?? -1) kept.add(before[places[at] ?? 0] ?? 0);
  return kept;
}

/** BO5: what one set has that the other has not, rule by rule and setting by setting; empty lists where they say the same. */
export function diffRules(before: { set: ChannelRules; cases: readonly RuleCase[] }, after: { set: ChannelRules; cases: readonly RuleCase[] }): RuleDiff {
  const [old, now] = [before.set.rules, after.set.rules];
  const stayed = inStep(old.map(({ number }) => number), now.map(({ number }) => number));
  const rules = [
    ...now.flatMap((rule, index): RuleChange[] => {
      const placeBefore = old.findIndex(({ number }) => number === rule.number);
      const was = old[placeBefore];
      if (!was) return [{ kind: "added", number: rule.number, after: rule }];
      const aspects: Aspect[] = (["when", "decision", "needsSecondReviewer", "reason", "ground"] as const).filter((name) => !same(was[name], rule[name]));
      if (!stayed.has(rule.number)) aspects.push("place");
      return aspects.length > 0 ? [{ kind: "changed", number: rule.number, before: was, after: rule, aspects, placeBefore: placeBefore + 1, placeAfter: index + 1 }] : [];
    }),
    ...old.filter(({ number }) => !now.some((rule) => rule.number === number)).map((rule): RuleChange => ({ kind: "removed", number: rule.number, before: rule })),
  ];
  return { rules, settings: diffSettings(before.set, after.set), cases: diffCases(before.cases, after.cases) };
}

function diffSettings(before: ChannelRules, after: ChannelRules): SettingChange[] {
  const provinces = [...new Set([before, after].flatMap((set) => [...set.portalProvinces, ...Object.keys(set.onlineFlows), ...Object.keys(set.provinceLimitsFen)]))].sort();
  const common: SettingChange[] = before.amountLimitFen === after.amountLimitFen ? [] : [{ kind: "limit", provinceId: null, beforeFen: before.amountLimitFen, afterFen: after.amountLimitFen }];
  return [
    ...common,
    ...provinces.flatMap((provinceId): SettingChange[] => {
      const isOpen = after.portalProvinces.includes(provinceId);
      const [was, are] = [before.onlineFlows[provinceId] ?? [], after.onlineFlows[provinceId] ?? []];
      const [beforeFen, afterFen] = [before.provinceLimitsFen[provinceId] ?? null, after.provinceLimitsFen[provinceId] ?? null];
      return [
        ...(before.portalProvinces.includes(provinceId) === isOpen ? [] : [{ kind: "portal" as const, provinceId, isOpen }]),
        ...are.filter((operation) => !was.includes(operation)).map((operation) => ({ kind: "flow" as const, provinceId, operation, isOnline: true })),
        ...was.filter((operation) => !are.includes(operation)).map((operation) => ({ kind: "flow" as const, provinceId, operation, isOnline: false })),
        ...(beforeFen === afterFen ? [] : [{ kind: "limit" as const, provinceId, beforeFen, afterFen }]),
      ];
    }),
  ];
}

function diffCases(before: readonly RuleCase[], after: readonly RuleCase[]): CaseChange[] {
  const find = (cases: readonly RuleCase[], name: string) => cases.find((one) => one.name === name);
  return [
    ...after.flatMap((one): CaseChange[] => {
      const was = find(before, one.name);
      return !was ? [{ kind: "added", name: one.name }] : same(was, one) ? [] : [{ kind: "changed", name: one.name }];
    }),
    ...before.filter((one) => !find(after, one.name)).map(({ name }): CaseChange => ({ kind: "removed", name })),
  ];
}

export const isSameRules = ({ rules, settings, cases }: RuleDiff): boolean => rules.length + settings.length + cases.length === 0;
