import type { QuoteState, QuoteTurn } from "@/server/generated/prisma/enums";
import type { OfferProblem } from "@/server/quotes/quote.rules";
import type { Words } from "./money.zh-CN";

/** A quote's states in its company's words. */
export const quoteStateWords: Words<QuoteState> = {
  inProgress: { word: "等待报价", tone: "info" },
  pending: { word: "等待报价", tone: "info" },
  approved: { word: "已报价", tone: "warning" },
  accepted: { word: "已按报价下单", tone: "success" },
  rejected: { word: "未成交", tone: "neutral" },
  cancelled: { word: "已撤回", tone: "neutral" },
  expired: { word: "已过期", tone: "neutral" },
};
/** The same as staff read them. */
export const quoteStateStaffWords: Words<QuoteState> = { ...quoteStateWords, inProgress: { word: "待报价", tone: "warning" }, pending: { word: "待核准", tone: "warning" }, approved: { word: "已发企业", tone: "info" }, accepted: { word: "企业已下单", tone: "success" } };
/** Whose move it is, as staff choose by it. */
export const quoteTurnWords: Record<QuoteTurn, string> = { operator: "等我们答复", secondPerson: "等第二人核准", company: "等企业决定", nobody: "已结束" };
/** Whose move it is, as the company reads it. */
export const quoteTurnText: Record<QuoteTurn, string> = { operator: "我们在准备答复", secondPerson: "我们在准备答复", company: "等您决定", nobody: "已结束" };
export const quoteGroupWords = { open: "进行中", ended: "已结束" } as const;

export const quoteFieldWords = {
  seatsWrong: "请填写 1 以上的整数", seatsToWrong: "不能少于报价数量", quoteDays: "请选择今天起 90 天以内的日期", rateWrong: "请填写 0.1 至 10 的折数，例如 8.5；不打折请留空",
  quoteSeats: "数量不在报价的范围内",
} as const;
export const quoteReasonWords: Record<OfferProblem | "quoteAlone" | "quoteRate" | "quotesFull" | "quoteFull", string> = {
  quoteClosed: "这份报价已经用过或已结束，不能再下单。需要的话请重新询价。",
  quoteRunOut: "这份报价已过有效期。需要的话请重新询价。",
  quoteAlone: "报价单已是最终价格，不能再用优惠券或试用。",
  quoteRate: "这是给一家企业的报价，在有效期和使用期内不能停用，也不能发给别的企业。",
  quotesFull: "贵企业有 20 份报价还在进行中，请先处理完再询价。",
  quoteFull: "这份报价的留言或方案已满，请另开一份询价。",
};
