import { z } from "zod";
import { SANDBOX_PLATFORM } from "../platforms/province.rules";

export const operations = ["openAccount", "order", "trial", "change", "seats", "suspend", "resume", "cancel", "close", "rebind", "transfer"] as const;
export type Operation = (typeof operations)[number];

export const reasonCodes = ["R_IDENTITY", "C_PROVINCE", "C_NEEDS_97", "C_BINDING", "R_ARREARS", "C_FLOW97", "V_AMOUNT", "V_FIRST", "A_AUTO", "A_TRIAL", "A_SELF", "V_DEFAULT"] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** A rule matches when every condition that it names holds; a condition left out asks nothing. */
const Rule = z.strictObject({
  number: z.int(),
  when: z.strictObject({
    operations: z.array(z.enum(operations)).optional(),
    exceptWithinCeiling: z.boolean().optional(),
    isIdentityRefused: z.literal(true).optional(),
    isPortalOff: z.literal(true).optional(),
    needs97: z.literal(true).optional(),
    isBindingOpen: z.literal(true).optional(),
    overdueDaysFrom: z.int().optional(),
    isFlowOffline: z.literal(true).optional(),
    isOverAmount: z.literal(true).optional(),
    isFirstOrUnverified: z.literal(true).optional(),
    isWithinCeiling: z.literal(true).optional(),
  }),
  decision: z.enum(["portalAuto", "portalReview", "counter", "refuse"]),
  needsSecondReviewer: z.boolean().default(false),
  reason: z.enum(reasonCodes),
  ground: z.string(),
});

/** The dated rule set of a platform as it stands in the database (OR4, rules 4.3.A). */
export const ChannelRules = z.strictObject({
  /** Provinces that take applications on the portal. */
  portalProvinces: z.array(z.string()),
  /** Operations that a province has opened online although 97 owns their flow. */
  onlineFlows: z.record(z.string(), z.array(z.enum(operations))),
  /** First-year sum in fen above which two reviewers decide. */
  amountLimitFen: z.string().regex(/^\d+$/),
  rules: z.array(Rule),
});
export type ChannelRules = z.output<typeof ChannelRules>;

export type ChannelFacts = {
  provinceId: string;
  operation: Operation;
  productClass: string | null;
  needsLine: boolean;
  isBundle?: boolean;
  isPostpaid: boolean;
  isBindingConfirmed: boolean;
  isVerified: boolean;
  isFirstOrder: boolean;
  isIdentityRefused: boolean;
  isWithinCeiling: boolean;
  firstYearFen: bigint;
  overdueDays: number;
};

export type ChannelDecision = "portalAuto" | "portalReview" | "counter" | "refuse";
export type ChannelVerdict = { decision: ChannelDecision; ruleNumber: number; reasons: ReasonCode[]; needsSecondReviewer: boolean };

/** OR4: who may accept what, where: the first rule that matches decides. Throws when no rule does, since the last must be open. */
export function decideChannel(set: ChannelRules, facts: ChannelFacts): ChannelVerdict {
  const rule = set.rules.find(({ when }) => matches(set, when, facts));
  if (!rule) throw new Error("the channel rules have no last rule that always matches");
  return { decision: rule.decision, ruleNumber: rule.number, reasons: [rule.reason], needsSecondReviewer: rule.needsSecondReviewer };
}

function matches(set: ChannelRules, when: ChannelRules["rules"][number]["when"], facts: ChannelFacts): boolean {
  const is = (asked: boolean | undefined, holds: boolean) => asked === undefined || asked === holds;
  // A bundle with a line among its parts needs 97 as the line does.
  const needs97 = facts.productClass === "basicCommunication" || (facts.needsLine && (facts.productClass === "valueAddedCommunication" || facts.isBundle === true));
  return (
    (when.operations === undefined || when.operations.includes(facts.operation)) &&
    (when.exceptWithinCeiling !== true || !(facts.operation === "seats" && facts.isWithinCeiling)) &&
    is(when.isIdentityRefused, facts.isIdentityRefused) &&
    is(when.isPortalOff, !set.portalProvinces.includes(facts.provinceId)) &&
    is(when.needs97, needs97) &&
    is(when.isBindingOpen, facts.isPostpaid && !facts.isBindingConfirmed) &&
    (when.overdueDaysFrom === undefined || facts.overdueDays >= when.overdueDaysFrom) &&
    is(when.isFlowOffline, !(set.onlineFlows[facts.provinceId] ?? []).includes(facts.operation)) &&
    is(when.isOverAmount, facts.firstYearFen > BigInt(set.amountLimitFen)) &&
    is(when.isFirstOrUnverified, facts.isFirstOrder || !facts.isVerified) &&
    is(when.isWithinCeiling, facts.isWithinCeiling)
  );
}

/** The specification's table 4.3.A with its default settings; what a platform starts from. */
export function defaultChannelRules(portalProvinces: string[], onlineFlows: ChannelRules["onlineFlows"] = {}): ChannelRules {
  return ChannelRules.parse({
    portalProvinces,
    onlineFlows,
    amountLimitFen: "2000000",
    rules: [
      { number: 10, when: { isIdentityRefused: true }, decision: "refuse", reason: "R_IDENTITY", ground: "实名与资质" },
      { number: 20, when: { isPortalOff: true, exceptWithinCeiling: true }, decision: "counter", reason: "C_PROVINCE", ground: "规范 4.3.1:条件具备的省" },
      { number: 30, when: { operations: ["order", "trial", "change"], needs97: true }, decision: "counter", reason: "C_NEEDS_97", ground: "规范 2.6 备注" },
      { number: 40, when: { isBindingOpen: true }, decision: "counter", reason: "C_BINDING", ground: "规范 4.2" },
      { number: 50, when: { operations: ["order", "trial", "change"], overdueDaysFrom: 5 }, decision: "refuse", reason: "R_ARREARS", ground: "欠费管理" },
      { number: 51, when: { operations: ["seats"], overdueDaysFrom: 15 }, decision: "refuse", reason: "R_ARREARS", ground: "欠费管理" },
      { number: 60, when: { operations: ["close", "change"], isFlowOffline: true }, decision: "counter", reason: "C_FLOW97", ground: "规范图 4-4、4-5" },
      { number: 70, when: { isOverAmount: true }, decision: "portalReview", needsSecondReviewer: true, reason: "V_AMOUNT", ground: "大额双人审核" },
      { number: 80, when: { operations: ["openAccount", "order"], isFirstOrUnverified: true }, decision: "portalReview", reason: "V_FIRST", ground: "规范 4.3.1 第 3 步" },
      { number: 90, when: { operations: ["seats"], isWithinCeiling: true }, decision: "portalAuto", reason: "A_AUTO", ground: "额度内自动受理" },
      { number: 91, when: { operations: ["trial"] }, decision: "portalAuto", reason: "A_TRIAL", ground: "试用自动受理" },
      { number: 92, when: { operations: ["suspend", "resume"] }, decision: "portalAuto", reason: "A_SELF", ground: "企业自助停复机" },
      { number: 99, when: {}, decision: "portalReview", reason: "V_DEFAULT", ground: "规范 4.3.1 第 3 步" },
    ],
  });
}

/** IN9: in the sandbox nobody reviews: a partner sees at once what its own system makes of an order. */
export function sandboxChannelRules(): ChannelRules {
  return ChannelRules.parse({
    portalProvinces: [SANDBOX_PLATFORM], onlineFlows: { [SANDBOX_PLATFORM]: ["change", "close"] }, amountLimitFen: "100000000",
    rules: [{ number: 99, when: {}, decision: "portalAuto", reason: "A_AUTO", ground: "合作伙伴沙箱" }],
  });
}

/** PN9: for each operation, what the rules say to a verified company with nothing owed. */
export function publicOffer(set: ChannelRules, provinceId: string): { operation: Operation; productKind: "application" | "line"; verdict: ChannelVerdict }[] {
  const usual = { provinceId, needsLine: false, isPostpaid: false, isBindingConfirmed: true, isVerified: true, isFirstOrder: false, isIdentityRefused: false, isWithinCeiling: false, firstYearFen: 0n, overdueDays: 0 };
  return operations.flatMap((operation) => {
    const application = { operation, productKind: "application" as const, verdict: decideChannel(set, { ...usual, operation, productClass: "internalApplication" }) };
    if (operation !== "order" && operation !== "change") return [application];
    return [application, { operation, productKind: "line" as const, verdict: decideChannel(set, { ...usual, operation, productClass: "basicCommunication" }) }];
  });
}
