import type { EligibilityNeedName } from "./catalog.schema";

/** What is known about a company when it looks at a product. Unknown (null) before anyone signed in. */
export type EligibilityFacts = { isVerified: boolean; hasBroadband: boolean; hasFixedLine: boolean };
export type EligibilityProblem = EligibilityNeedName | "notOpenHere" | "salesStopped";

/** The sentence for each reason, and what to do about it (SC5). */
export const eligibilityWords = {
  verifiedCompany: { need: "营业执照已核对的企业", problem: "贵公司的证照还没有核对", remedy: "上传营业执照，一般一个工作日内核对完" },
  broadbandAccount: { need: "已有本省宽带账户", problem: "没有找到贵公司在本省的宽带账户", remedy: "先办理宽带接入，或绑定已有的宽带账户" },
  fixedLine: { need: "已有本省固定电话", problem: "没有找到贵公司名下的固定电话", remedy: "先办理固定电话，或绑定已有的号码" },
  notOpenHere: { need: "本省已开放", problem: "这个产品本省暂未开放", remedy: "可在产品页查看本省已开放的同类产品" },
  salesStopped: { need: "在售", problem: "这个产品已停止受理新客户", remedy: "已经开通的可以继续使用和续费" },
} as const satisfies Record<EligibilityProblem, { need: string; problem: string; remedy: string }>;

type Sold = { eligibility: readonly EligibilityNeedName[]; isOnSaleHere: boolean; isStopped: boolean };

const holds = {
  verifiedCompany: (facts) => facts.isVerified,
  broadbandAccount: (facts) => facts.hasBroadband,
  fixedLine: (facts) => facts.hasFixedLine,
} as const satisfies Record<EligibilityNeedName, (facts: EligibilityFacts) => boolean>;

/** Every reason at once why a company may not order a product here; an empty list means that it may (SC5). */
export function eligibilityProblems(sold: Sold, facts: EligibilityFacts | null): EligibilityProblem[] {
  const problems: EligibilityProblem[] = [];
  if (sold.isStopped) problems.push("salesStopped");
  else if (!sold.isOnSaleHere) problems.push("notOpenHere");
  if (facts) problems.push(...sold.eligibility.filter((need) => !holds[need](facts)));
  return problems;
}
