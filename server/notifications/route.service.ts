import type { Tx } from "../db";
import type { Notification, Prisma } from "../generated/prisma/client";
import { whoAgreesTo } from "../privacy/agreement.service";
import type { Scope } from "../scope";
import { type Choice, type NoticeChannel, type Way, isTold, noTimes, wayOf } from "./choice.rules";
import { type NoticeEvent, eventOf, purposeOf } from "./kind.rules";
import { writePushes } from "./push.service";
import { localeAt, wordAnew } from "./words.service";
import { languageOf } from "./template.rules";

type Reader = { personId: string; email: string | null; locale: string; role: string | null };
type Facts = { readers: Reader[]; own: (Choice & { personId: string })[]; byRole: (Choice & { role: string })[]; times: { personId: string; quietFrom: number | null; quietUntil: number | null; digestAt: number | null }[]; /** Who agreed to what the message is for; null where it belongs to the service (DP5). */ agreeing: ReadonlySet<string> | null };

/** Everybody in whose notice centre the message stands, with what they and their company chose, in as many queries for many as for one. */
async function factsOf(tx: Tx, { id, kind, customerId }: Notification): Promise<Facts> {
  const personIds = (await tx.notice.findMany({ where: { notificationId: id }, select: { personId: true } })).map(({ personId }) => personId);
  const people = await tx.person.findMany({ where: { id: { in: personIds } }, select: { id: true, email: true, locale: true, memberships: { where: { isActive: true, ...(customerId ? { customerId } : { id: { in: [] } }) }, select: { role: true } } } });
  const readers = people.map(({ id: personId, email, locale, memberships }) => ({ personId, email, locale, role: memberships[0]?.role ?? null }));
  const times = await tx.noticeTimes.findMany({ where: { personId: { in: personIds } } });
  const purpose = purposeOf(kind);
  const agreeing = purpose ? await whoAgreesTo(tx, purpose, personIds) : null;
  if (!customerId) return { readers, own: [], byRole: [], times, agreeing };
  const own = await tx.noticeChoice.findMany({ where: { personId: { in: personIds }, customerId } });
  return { readers, own, byRole: await tx.noticeDefault.findMany({ where: { customerId } }), times, agreeing };
}

type Told = { event: NoticeEvent; channel: NoticeChannel; isUrgent: boolean; now: Date };

function wayTo({ own, byRole, times, agreeing }: Facts, reader: Pick<Reader, "personId" | "role">, asked: Told): Way {
  // A mailbox that is nobody's sign-in has nobody who could have agreed.
  if (agreeing && !agreeing.has(reader.personId)) return "never";
  const choices = { own: own.filter(({ personId }) => personId === reader.personId), byRole: byRole.filter(({ role }) => role === reader.role) };
  return wayOf({ ...asked, isOn: isTold(choices, asked.event, asked.channel), times: times.find(({ personId }) => personId === reader.personId) ?? noTimes });
}

/** Of a mailbox that is nobody's sign-in, the company's own: as its owners have it by default, at any hour. */
const asOwner = { personId: "", role: "owner", locale: "zh-CN" };

const moved = (way: Way): Prisma.NotificationUpdateManyMutationInput => (way === "now" ? {} : way === "never" ? { state: "kept", nextAttemptAt: null } : { state: "held", nextAttemptAt: null, heldUntil: way.until, isForDigest: way.isForDigest });

/**
 * NT4, NT7: the one place where it is asked whether and when a mail goes out, and in whose browsers it is pushed (NT2): once, before its first
 * try, by the choices of whoever reads it, and by their consent where it serves more than the service (DP5). In their language and their
 * province's words from here on (NT5). True: the mail goes now. What is no event of a company's people, a code, an application or a word to
 * staff, is asked nobody about.
 */
export async function routeMail(scope: Scope, row: Notification): Promise<boolean> {
  const event = eventOf(row.kind);
  return scope.transaction(async (tx) => {
    const facts = event ? await factsOf(tx, row) : null;
    const addressee = facts?.readers.find(({ email }) => email === row.recipient.toLowerCase()) ?? asOwner;
    const asked = { isUrgent: row.isUrgent, now: scope.now() };
    const way = event && facts ? wayTo(facts, addressee, { ...asked, event, channel: "mail" }) : "now";
    const { count } = await tx.notification.updateMany({ where: { id: row.id, state: "waiting", routedAt: null }, data: { routedAt: scope.now(), ...moved(way) } });
    if (count !== 1) return false;
    const locale = event || row.made === null ? addressee.locale : await localeAt(tx, row.recipient);
    const said = await wordAnew(tx, scope, row, locale);
    if (event && facts) await writePushes(tx, scope, said, event, languageOf(locale), new Map(facts.readers.map((reader) => [reader.personId, wayTo(facts, reader, { ...asked, event, channel: "push" })] as const)));
    return way === "now";
  });
}
