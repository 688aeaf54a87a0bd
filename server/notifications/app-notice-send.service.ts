import { sha256 } from "../crypto";
import type { AppNotice } from "../generated/prisma/client";
import { pageUrl } from "../platforms/page-url";
import { enqueueAll } from "../queue";
import type { Scope } from "../scope";
import { eachAlone } from "../sweep";
import { appNoticeWorded } from "./app-notice.rules";
import { inUse, usersOf, withoutSeats } from "./app-notice.service";
import { contactFields } from "./customer-mail.service";
import { mailRow } from "./notification.service";

/** People told in one transaction, and batches in one turn of the worker. */
const BATCH = 100;
const BATCHES = 20;
/** Of the two lists that a notice goes through: people of companies' lists, then contacts of companies that gave nobody a seat. */
const LAST_PHASE = 1;

type Told = { id: string; recipient: string; name: string; customerId: string; provinceId: string; productId: string };

async function usersAfter({ db }: Scope, notice: AppNotice): Promise<Told[]> {
  const users = await db.enterpriseUser.findMany({
    where: { ...usersOf(notice), ...(notice.cursor ? { id: { gt: notice.cursor } } : {}) }, orderBy: { id: "asc" }, take: BATCH,
    select: {
      id: true, name: true, email: true, customerId: true, customer: { select: { provinceId: true } },
      seats: { where: { withdrawnAt: null, product: inUse(notice) }, select: { productId: true }, take: 1 }, administers: { where: { endedAt: null, product: inUse(notice) }, select: { productId: true }, take: 1 },
    },
  });
  // Whoever signs in here is told at the mailbox of their sign-in, so that it stands in their notice centre.
  const members = await db.membership.findMany({ where: { enterpriseUserId: { in: users.map(({ id }) => id) }, isActive: true }, select: { enterpriseUserId: true, person: { select: { email: true } } } });
  return users.map(({ id, name, email, customerId, customer, seats, administers }) => ({ id, name, recipient: members.find(({ enterpriseUserId }) => enterpriseUserId === id)?.person.email ?? email, customerId, provinceId: customer.provinceId, productId: (seats[0] ?? administers[0])?.productId ?? "" }));
}

async function contactsAfter({ db }: Scope, notice: AppNotice): Promise<Told[]> {
  const products = await db.product.findMany({ where: { ...withoutSeats(notice), ...(notice.cursor ? { id: { gt: notice.cursor } } : {}) }, orderBy: { id: "asc" }, take: BATCH, select: { id: true, customerId: true } });
  const customers = await db.customer.findMany({ where: { id: { in: products.map(({ customerId }) => customerId) } }, select: contactFields });
  return products.map(({ id, customerId }) => {
    const contact = customers.find((row) => row.id === customerId);
    return { id, recipient: contact?.contactEmail ?? "", name: contact?.contactName ?? "", customerId, provinceId: contact?.provinceId ?? "", productId: id };
  });
}

/**
 * PR11: takes the notices under way further, each batch in a transaction of its own with the place up to which it went: a worker that dies, or
 * works beside another, tells nobody twice, and a mailbox that stands in several lists is told once. True while there is more.
 */
export async function sendAppNotices(scope: Scope): Promise<boolean> {
  const open = await scope.db.appNotice.findMany({ where: { state: "sending" }, orderBy: { releasedAt: "asc" }, take: 5, select: { id: true } });
  let isMore = false;
  await eachAlone(scope, "sendAppNotices", open.map(({ id }) => id), async (id) => {
    for (let n = 0; n < BATCHES; n += 1) if (!(await sendBatch(scope, id))) return;
    isMore = true;
  });
  return isMore;
}

async function sendBatch(scope: Scope, id: string): Promise<boolean> {
  const notice = await scope.db.appNotice.findFirst({ where: { id, state: "sending" } });
  if (!notice) return false;
  const found = await (notice.phase === 0 ? usersAfter : contactsAfter)(scope, notice);
  const isListOver = found.length < BATCH;
  const isEnd = isListOver && notice.phase === LAST_PHASE;
  const place = isListOver ? { phase: notice.phase + 1, cursor: null } : { cursor: found.at(-1)?.id ?? null };
  await scope.transaction(async (tx) => {
    const moved = await tx.appNotice.updateMany({ where: { id, state: "sending", phase: notice.phase, cursor: notice.cursor }, data: { ...place, ...(isEnd ? { state: "sent", endedAt: scope.now() } : {}) } });
    if (moved.count === 0) return;
    const readers = new Map(found.filter(({ recipient }) => recipient !== "").map((reader) => [sha256(reader.recipient.toLowerCase()), reader] as const));
    const fresh = await tx.appNoticeReader.createManyAndReturn({ data: [...readers.keys()].map((recipientHash) => ({ noticeId: id, recipientHash, at: scope.now() })), skipDuplicates: true, select: { recipientHash: true } });
    const mails = fresh.flatMap(({ recipientHash }) => {
      const reader = readers.get(recipientHash);
      return reader ? [mailOf(scope, notice, reader)] : [];
    });
    await tx.notification.createMany({ data: mails });
    await enqueueAll(tx, "notification.deliver", { platformId: scope.platformId, ids: mails.map((mail) => mail.id) });
    await tx.appNotice.updateMany({ where: { id }, data: { told: { increment: mails.length } } });
  });
  return !isEnd;
}

const mailOf = (scope: Scope, notice: AppNotice, { recipient, name, customerId, provinceId, productId }: Told) =>
  mailRow(scope, { ...appNoticeWorded(notice), recipient, customerId, greets: name, url: pageUrl(provinceId, `/account/apps/${productId}`) });
