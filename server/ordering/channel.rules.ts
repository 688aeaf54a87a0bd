import { z } from "zod";
import { SANDBOX_PLATFORM } from "../platforms/province.rules";

export const operations = ["openAccount", "order", "trial", "change", "seats", "suspend", "resume", "cancel", "close", "rebind", "transfer"] as const;
export type Operation = (typeof operations)[number];

export const reasonCodes = ["R_IDENTITY", "C_PROVINCE", "C_NEEDS_97", "C_BINDING", "R_ARREARS", "C_FLOW97", "V_AMOUNT", "V_FIRST", "A_AUTO", "A_TRIAL", "A_SELF", "V_DEFAULT"] as const;
export type ReasonCode = (typeof reasonCodes)[number];

export const channelDecisions = ["portalAuto", "portalReview", "counter", "refuse"] as const;

/** A rule matches when every condition that it names holds; a condition left out asks nothing. */
export const ChannelRule = z.strictObject({
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
  decision: z.enum(channelDecisions),
  needsSecondReviewer: z.boolean().default(false),
  reason: z.enum(reasonCodes),
  ground: z.string(),
});

export type ChannelRule = z.output<typeof ChannelRule>;

const fen = z.string().regex(/^\d{1,15}$/, { error: "amountMissing" });

/** The dated rule set of a platform as it stands in the database (OR4, rules 4.3.A). */
export const ChannelRules = z.strictObject({
  /** Provinces that take applications on the portal. */
  portalProvinces: z.array(z.string()),
  /** Operations that a province has opened online although 97 owns their flow. */
  onlineFlows: z.record(z.string(), z.array(z.enum(operations))),
  /** First-year sum in fen above which two reviewers decide. */
  amountLimitFen: fen,
  /** Of provinces that have a limit of their own. */
  provinceLimitsFen: z.record(z.string(), fen).default({}),
  rules: z.array(ChannelRule),
});
export type ChannelRules = z.output<typeof ChannelRules>;

/** What the rules judge, as an order keeps it (BO5): sums in fen as text. */
export const RecordedFacts = z.strictObject({
  provinceId: z.string().length(2),
  operation: z.enum(operations),
  productClass: z.string().nullable(),
  needsLine: z.boolean(),
  isBundle: z.boolean().default(false),
  isPostpaid: z.boolean(),
  isBindingConfirmed: z.boolean(),
  isVerified: z.boolean(),
  isFirstOrder: z.boolean(),
  isIdentityRefused: z.boolean(),
  isWithinCeiling: z.boolean(),
  firstYearFen: fen,
  overdueDays: z.int().min(0).max(10_000),
});
export type RecordedFacts = z.output<typeof RecordedFacts>;
export type ChannelFacts = Omit<RecordedFacts, "firstYearFen" | "isBundle"> & { firstYearFen: bigint; isBundle?: boolean };

export const recordedFacts = (facts: ChannelFacts): RecordedFacts => ({ ...facts, isBundle: facts.isBundle === true, firstYearFen: facts.firstYearFen.toString() });
export const factsOfRecord = (facts: RecordedFacts): ChannelFacts => ({ ...facts, firstYearFen: BigInt(facts.firstYearFen) });

export type ChannelDecision = (typeof channelDecisions)[number];
export const ChannelVerdict = z.object({ decision: z.enum(channelDecisions), ruleNumber: z.int(), reasons: z.array(z.enum(reasonCodes)), needsSecondReviewer: z.boolean() });
export type ChannelVerdict = z.output<typeof ChannelVerdict>;

/** OR4: who may accept what, where: the first rule that matches decides. Throws when no rule does, since the last must be open. */
export function decideChannel(set: ChannelRules, facts: ChannelFacts): ChannelVerdict {
  const traits = traitsOf(set, facts);
  const rule = set.rules.find(({ when }) => matches(when, traits));
  if (!rule) throw new Error("the channel rules have no last rule that always matches");
  return { decision: rule.decision, ruleNumber: rule.number, reasons: [rule.reason], needsSecondReviewer: rule.needsSecondReviewer };
}

/** The facts as a condition asks for them, by the settings of the set. */
export type Traits = Pick<ChannelFacts, "operation" | "isIdentityRefused" | "isWithinCeiling" | "overdueDays"> & Record<"isPortalOff" | "needs97" | "isBindingOpen" | "isFlowOffline" | "isOverAmount" | "isFirstOrUnverified", boolean>;

function traitsOf(set: ChannelRules, facts: ChannelFacts): Traits {
  const { provinceId, operation, isIdentityRefused, isWithinCeiling, overdueDays } = facts;
  return {
    operation, isIdentityRefused, isWithinCeiling, overdueDays,
    isPortalOff: !set.portalProvinces.includes(provinceId),
    // A bundle with a line among its parts needs 97 as the line does.
    needs97: facts.productClass === "basicCommunication" || (facts.needsLine && (facts.productClass === "valueAddedCommunication" || facts.isBundle === true)),
    isBindingOpen: facts.isPostpaid && !facts.isBindingConfirmed,
    isFlowOffline: !(set.onlineFlows[provinceId] ?? []).includes(operation),
    isOverAmount: facts.firstYearFen > BigInt(set.provinceLimitsFen[provinceId] ?? set.amountLimitFen),
    isFirstOrUnverified: facts.isFirstOrder || !facts.isVerified,
  };
}

/** Whether a rule takes what it is asked; every condition that it names must hold. */
export function matches(when: ChannelRule["when"], traits: Traits): boolean {
  const is = (asked: boolean | undefined, holds: boolean) => asked === undefined || asked === holds;
  return (
    (when.operations === undefined || when.operations.includes(traits.operation)) &&
    (when.exceptWithinCeiling !== true || !(traits.operation === "seats" && traits.isWithinCeiling)) &&
    is(when.isIdentityRefused, traits.isIdentityRefused) &&
    is(when.isPortalOff, traits.isPortalOff) &&
    is(when.needs97, traits.needs97) &&
    is(when.isBindingOpen, traits.isBindingOpen) &&
    (when.overdueDaysFrom === undefined || traits.overdueDays >= when.overdueDaysFrom) &&
    is(when.isFlowOffline, traits.isFlowOffline) &&
    is(when.isOverAmount, traits.isOverAmount) &&
    is(when.isFirstOrUnverified, traits.isFirstOrUnverified) &&
    is(when.isWithinCeiling, traits.isWithinCeiling)
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

/** PN9: each operation of a province with the decision of a rule set's version. */
export const PublicOffer = z.object({ version: z.int(), rows: z.array(z.object({ operation: z.enum(operations), productKind: z.enum(["application", "line"]), verdict: ChannelVerdict })) });
export type PublicOffer = z.output<typeof PublicOffer>;

/** PN9: for each operation, what the rules say to a verified company with nothing owed. */
export function publicOffer(set: ChannelRules, provinceId: string): PublicOffer["rows"] {
  const usual = { provinceId, needsLine: false, isPostpaid: false, isBindingConfirmed: true, isVerified: true, isFirstOrder: false, isIdentityRefused: false, isWithinCeiling: false, firstYearFen: 0n, overdueDays: 0 };
  return operations.flatMap((operation) => {
    const application = { operation, productKind: "application" as const, verdict: decideChannel(set, { ...usual, operation, productClass: "internalApplication" }) };
    if (operation !== "order" && operation !== "change") return [application];
    return [application, { operation, productKind: "line" as const, verdict: decideChannel(set, { ...usual, operation, productClass: "basicCommunication" }) }];
  });
}
