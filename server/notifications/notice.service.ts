import type { z } from "zod";
import type { Prisma } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import { pageAfter, pageOf } from "../paging";
import { pageUrl } from "../platforms/page-url";
import { firstProvinceOf } from "../platforms/province.rules";
import type { CustomerActor, Scope } from "../scope";
import { MOST_COUNTED, noticeBody, noticeTopics, topicOf } from "./notice.rules";
import type { ListNotices, NoticeId, NoticePage, ReadNotices } from "./notice.schema";

const SIZE = 20;

/** One's own notices: those of the account that one works for, and those that are of no account. */
const own = ({ actor }: Scope<CustomerActor>): Prisma.NoticeWhereInput => ({ personId: actor.id, OR: [...(actor.isByCompany ? [] : [{ customerId: null }]), { customerId: { in: actor.customerIds } }] });

type Filter = Pick<z.output<typeof ListNotices>, "topic" | "isUnread">;
const matching = ({ topic, isUnread }: Filter): Prisma.NoticeWhereInput => ({ ...(topic ? { family: { in: [...noticeTopics[topic]] } } : {}), ...(isUnread ? { readAt: null } : {}) });

/** Where mails of this platform lead, whatever domain the reader came by. */
const mailOrigin = (platformId: string): string => new URL(pageUrl(firstProvinceOf(platformId), "/")).origin;

/** NT8: one's notices, the newest first. */
export async function listNotices(scope: Scope<CustomerActor>, { cursor, ...filter }: z.output<typeof ListNotices>): Promise<z.output<typeof NoticePage>> {
  const rows = await scope.db.notice.findMany({
    where: { ...own(scope), ...matching(filter) }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], ...pageAfter(scope, SIZE, cursor),
    select: { id: true, family: true, createdAt: true, readAt: true, notification: { select: { subject: true, text: true, orderId: true } } },
  });
  const origin = mailOrigin(scope.platformId);
  const { page, nextCursor } = pageOf(rows, SIZE);
  return { rows: page.map(({ id, family, createdAt, readAt, notification: { subject, text, orderId } }) => ({ id, title: subject, topic: topicOf(family), createdAt, isUnread: readAt === null, orderId, ...noticeBody(text, origin) })), nextCursor, at: scope.now() };
}

/** How many of one's notices are unread, for the header: one more than are counted stands for more. */
export const countUnread = (scope: Scope<CustomerActor>): Promise<number> => scope.db.notice.count({ where: { ...own(scope), readAt: null }, take: MOST_COUNTED + 1 });

/** NT8: one of one's notices is read, on every device. Reading one again changes nothing. Throws NOT_FOUND for another's. */
export async function readNotice(scope: Scope<CustomerActor>, { noticeId }: z.output<typeof NoticeId>): Promise<{ isDone: true }> {
  const marked = await scope.db.notice.updateMany({ where: { id: noticeId, ...own(scope), readAt: null }, data: { readAt: scope.now() } });
  if (marked.count === 0 && !(await scope.db.notice.findFirst({ where: { id: noticeId, ...own(scope) }, select: { id: true } }))) throw new AppError("NOT_FOUND");
  return { isDone: true };
}

/** NT8: all of one's notices of a filter that were there when the list was read; what came since stays unread. */
export async function readNotices(scope: Scope<CustomerActor>, { until, ...filter }: z.output<typeof ReadNotices>): Promise<{ read: number }> {
  const marked = await scope.db.notice.updateMany({ where: { ...own(scope), ...matching(filter), readAt: null, createdAt: { lte: until } }, data: { readAt: scope.now() } });
  return { read: marked.count };
}
