import { z } from "zod";
import { noticeTopicNames } from "./notice.rules";

const filter = { topic: z.enum(noticeTopicNames).optional(), isUnread: z.boolean().optional() };
export const ListNotices = z.strictObject({ ...filter, cursor: z.uuid().optional() });
export const NoticeId = z.strictObject({ noticeId: z.uuid() });
/** Those of the filter, up to what the page had shown: what came since stays unread. */
export const ReadNotices = z.strictObject({ ...filter, until: z.date() });

export const NoticeView = z.object({
  id: z.uuid(), title: z.string(), text: z.string(), topic: z.enum(noticeTopicNames).nullable(), createdAt: z.date(), isUnread: z.boolean(),
  link: z.object({ label: z.string(), href: z.string() }).nullable(),
  /** The order that it is about, where its mail has no link of its own. */
  orderId: z.uuid().nullable(),
});
export type NoticeView = z.infer<typeof NoticeView>;
/** `at`: the instant of the list, for reading all of it. */
export const NoticePage = z.object({ rows: z.array(NoticeView), nextCursor: z.uuid().nullable(), at: z.date() });
