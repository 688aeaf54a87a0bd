/** What a notice is about, as the centre's filter names it, by what comes before the dot of its mail's kind. */
export const noticeTopics = {
  orders: ["opening", "order", "quote", "change", "trial", "product", "closing", "account", "usage", "orderApproval", "childAuthorisation", "seat", "productAdministrator", "relationship", "app"],
  money: ["balance", "payment", "refund", "transfer", "withdrawal", "dunning", "budget", "fund", "bill", "fapiao", "childPayer", "autoTopUp", "coupon"],
  people: ["membership", "joinRequest", "recovery", "secondFactor", "password", "company", "companyChange", "licence", "policy"],
  service: ["troubleTicket", "problem"],
} as const satisfies Record<string, readonly string[]>;
export type NoticeTopic = keyof typeof noticeTopics;
export const noticeTopicNames = Object.keys(noticeTopics) as [NoticeTopic, ...NoticeTopic[]];

/** The topic of a notice; null for what has none, which stands among all. */
export const topicOf = (family: string): NoticeTopic | null => noticeTopicNames.find((topic) => (noticeTopics[topic] as readonly string[]).includes(family)) ?? null;

/** More unread ones than the header counts. */
export const MOST_COUNTED = 99;

export type NoticeBody = { text: string; link: { label: string; href: string } | null };

/** A mail's text without its greeting and last line, and that line's link as a path of this host; an address elsewhere is no link here. */
export function noticeBody(text: string, origin: string): NoticeBody {
  const match = /\n\n([^\n：]{1,40})：(https?:\/\/\S+)$/.exec(text);
  const body = (match ? text.slice(0, match.index) : text).replace(/^(?:[^\n]{1,60}，您好：|Dear [^\n]{1,60},)\n/, "");
  const address = match?.[2] ?? "";
  const isHere = address === origin || address.startsWith(`${origin}/`);
  return { text: body, link: match?.[1] && isHere ? { label: match[1], href: address.slice(origin.length) || "/" } : null };
}
