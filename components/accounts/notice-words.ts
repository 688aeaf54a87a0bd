import { MOST_COUNTED, type NoticeTopic } from "@/server/notifications/notice.rules";

/** The filter's words. */
export const noticeTopicWords: Record<NoticeTopic, string> = { orders: "订单与产品", money: "费用与余额", people: "成员与安全", service: "服务与报障" };

/** How many unread ones, as the header says it. */
export const unreadWords = (count: number): string => (count > MOST_COUNTED ? `${MOST_COUNTED}+` : String(count));
