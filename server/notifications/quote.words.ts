import type { NoticeKind } from "./kind.rules";
import type { Pair } from "./template.rules";

/** Words of what is told of quotes (OR15). */
export const quoteWords = {
  "quote.issued": {
    "zh-CN": { subject: "{product} 的报价已出：{number}", text: "您询价的 {product} 有了新的报价方案（{plan}，{quantity}），{validTo}之前有效。请登录查看价格，满意可以直接按报价下单。", link: "查看报价" },
    en: { subject: "Your quote for {product} is ready: {number}", text: "There is a new offer for {product} ({plan}, {quantity}), valid until {validTo}. Please sign in to see the price; you may order at it right away.", link: "View quote" },
  },
  "quote.message": {
    "zh-CN": { subject: "询价 {number} 有新留言", text: "关于 {product} 的询价 {number}，我们给您留言：{said}", link: "查看报价" },
    en: { subject: "New message about quote {number}", text: "We wrote to you about your quote {number} for {product}: {said}", link: "View quote" },
  },
  "quote.refused": {
    "zh-CN": { subject: "询价 {number} 无法报价", text: "很抱歉，{product} 的询价 {number} 无法报价：{reason}\n您可以换一个套餐或数量再问，也可以直接在线订购标准套餐。", link: "查看报价" },
    en: { subject: "We cannot make an offer: {number}", text: "We are sorry: we cannot make an offer for {product} ({number}): {reason}\nYou may ask again for another plan or number, or order a standard plan online.", link: "View quote" },
  },
  "quote.expiring": {
    "zh-CN": { subject: "报价 {number} 快到期了", text: "{product} 的报价 {number} 到{validTo}为止有效。需要的话请在此之前按报价下单；过期后要重新询价。", link: "查看报价" },
    en: { subject: "Quote {number} runs out soon", text: "Your quote {number} for {product} is valid until {validTo}. If you want it, please order before then; afterwards you would have to ask again.", link: "View quote" },
  },
  "quote.waiting": {
    "zh-CN": { subject: "询价 {number} 在等您回复", text: "{product} 的询价 {number} 我们已经给您留言，还没有收到回复。{lastDay}之前没有回复，询价会自动结束；需要时可以重新询价。", link: "去回复" },
    en: { subject: "Quote {number} waits for your reply", text: "We wrote to you about your quote {number} for {product} and have not heard from you. Without a reply by {lastDay} it ends by itself; you may ask again at any time.", link: "Reply" },
  },
  "quote.lapsed": {
    "zh-CN": { subject: "询价 {number} 已自动结束", text: "{?isByUs}很抱歉，{product} 的询价 {number} 我们 {days} 天内没有答复，已自动结束。需要的话请重新询价，或拨打客服热线，我们会尽快答复。{/isByUs}{!isByUs}{product} 的询价 {number} 有 {days} 天没有收到您的回复，已自动结束。需要的话可以重新询价。{/isByUs}", link: "查看询价" },
    en: { subject: "Quote {number} has ended", text: "{?isByUs}We are sorry: we did not answer your quote {number} for {product} within {days} days, and it has ended by itself. Please ask again or call us, and we will answer soon.{/isByUs}{!isByUs}We have not heard from you about your quote {number} for {product} for {days} days, and it has ended by itself. You may ask again at any time.{/isByUs}", link: "View quote" },
  },
} as const satisfies Partial<Record<NoticeKind, Pair>>;
