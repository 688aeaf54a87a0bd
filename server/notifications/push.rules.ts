import { type NoticeEvent, noticeEvents } from "./kind.rules";
import { noticeBody } from "./notice.rules";
import type { Language } from "./template.rules";

/** Addresses of one's pages that anybody may read over one's shoulder: no secret is in them. */
const isPlain = (href: string) => /^(?:\/[a-z]{2})?\/account(?:\/|$)/.test(href) && !href.includes("token=");

const english: Record<NoticeEvent, string> = {
  orderProgress: "orders and changes", orderMessage: "an order", quote: "quotes", approval: "approval in your company", term: "trials and renewals", seat: "seats and use", appNews: "your applications", group: "moves of products",
  bill: "bills", balance: "balance and automatic top-ups", payment: "payments and refunds", budget: "budgets", fapiao: "fapiao", arrears: "arrears", contract: "contracts and accounts",
  member: "members", policy: "policies", company: "company data and licence", security: "sign-in and security", ticket: "service cases", fault: "known faults",
};

/**
 * What a lock screen shows of a message: what it is about, and never a sum or somebody's name. What is of money or people is named by its
 * event alone.
 */
export function pushTitle(event: NoticeEvent, subject: string, language: Language): string {
  const { topic, word } = noticeEvents[event];
  if ((topic === "orders" || topic === "service") && !/[¥￥]|\d元/.test(subject)) return subject.slice(0, 80);
  return language === "en" ? `New message: ${english[event]}` : `${word}：有新消息`;
}

/** Where a push leads: the mail's own link, the order that it is about, or the notice centre of that province. */
export function pushPath(text: string, { origin, base, orderId }: { origin: string; base: string; orderId: string | null }): string {
  const { link } = noticeBody(text, origin);
  if (link && isPlain(link.href)) return link.href;
  return orderId && !link ? `${base}/orders/${orderId}` : `${base}/notices`;
}
