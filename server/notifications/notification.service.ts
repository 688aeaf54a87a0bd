import { recordAudit } from "../audit/audit.service";
import { type NewRow, type Tx, newId } from "../db";
import { AppError } from "../kernel/errors";
import { enqueue } from "../queue";
import type { Scope, StaffActor } from "../scope";
import { requeueDue } from "../sweep";
import { forgetDevice, noteSent, pushAddress } from "./device.service";
import type { StaffKind } from "./kind.rules";
import { type Letter, mailHtml, plainOf } from "./mail.rules";
import { ports } from "./ports";
import { ReceiverGone } from "./push.port";
import { robotSecret } from "./robot.service";
import { routeMail } from "./route.service";
import { fill } from "./template.rules";
import { type Made, type Told, letterOf, templates } from "./templates.rules";

type To = { recipient: string; customerId?: string; orderId?: string; /** Waits for nobody's quiet hours (NT7). */ isUrgent?: boolean };
/** A message to a customer is of a kind whose words stand in the tables, with its data: there is no way to send a sentence (NT5). */
type Mail = Told & To & { /** Where its button leads. */ url?: string; /** Who is greeted; without it the text begins as it is. */ greets?: string; /** In whose words it is, where no account says it. */ provinceId?: string };
type StaffMail = Letter & { kind: StaffKind; recipient: string };

const rowOf = (scope: Scope, letter: Letter, { kind, recipient, made, customerId, orderId, isUrgent }: To & { kind: string; made: Made | null }): NewRow<"Notification"> => ({
  id: newId(), kind, recipient, subject: letter.subject, channel: "email", text: plainOf(letter), html: mailHtml(letter), made: made && JSON.stringify(made),
  customerId: customerId ?? null, orderId: orderId ?? null, requestId: scope.requestId, isUrgent: isUrgent ?? false, createdAt: scope.now(), nextAttemptAt: new Date(),
});

/** A mail for whoever writes it with rows of their own; `queueMail` adds the job that delivers it. */
export function mailRow(scope: Scope, { kind, values, url, greets, provinceId, ...to }: Mail): NewRow<"Notification"> {
  const made: Made = { values, greets: greets ?? null, link: url === undefined ? null : { url }, ...(provinceId === undefined ? {} : { provinceId }) };
  return rowOf(scope, letterOf(templates[kind]["zh-CN"], made, "zh-CN"), { kind, made, ...to });
}

/** The job that delivers a message written by the same transaction. */
export const queueMail = (tx: Tx, scope: Scope, id: string) => enqueue(tx, "notification.deliver", { platformId: scope.platformId, id });

async function send(tx: Tx, scope: Scope, row: NewRow<"Notification">): Promise<void> {
  await tx.notification.createMany({ data: [row] });
  await queueMail(tx, scope, row.id);
}

/** Writes a mail and the job that delivers it; both exist if and only if the caller's transaction commits (NT1). */
export const sendMail = (tx: Tx, scope: Scope, mail: Mail): Promise<void> => send(tx, scope, mailRow(scope, mail));

/** The same to the operator's own people and to a partner's, who read Chinese: the one way to send a sentence, and no customer gets one by it. */
export const sendStaffMail = (tx: Tx, scope: Scope, { kind, recipient, ...letter }: StaffMail): Promise<void> => send(tx, scope, rowOf(scope, letter, { kind, recipient, made: null }));

/** Writes a text message and the job that delivers it through the SMS port (NT6). Carriers pass only texts that were registered with them, ours in Chinese. */
export async function sendSms(tx: Tx, scope: Scope, { kind, values, recipient }: Told & Pick<To, "recipient">): Promise<void> {
  const text = `【宽带商务】${fill(templates[kind]["zh-CN"].text, values, "zh-CN")}`;
  const row = await tx.notification.create({ data: { kind, recipient, subject: "", text, html: "", channel: "sms", requestId: scope.requestId, createdAt: scope.now(), nextAttemptAt: new Date() } });
  await enqueue(tx, "notification.deliver", { platformId: scope.platformId, id: row.id });
}

const pauses = [5, 30, 120, 600, 3600];

/** Delivers one message; after a failure it waits in growing pauses and gives up after five, which staff see and may resend. A browser that is gone is forgotten at once (NT2). */
export async function deliver(scope: Scope, { id }: { id: string }): Promise<void> {
  const waiting = () => scope.db.notification.findFirst({ where: { id, state: "waiting" } });
  const found = await waiting();
  if (!found) return;
  const isToRoute = found.channel === "email" && found.routedAt === null;
  if (isToRoute && !(await routeMail(scope, found))) return;
  // Its reader may have it in other words than it was written in.
  const row = isToRoute ? await waiting() : found;
  if (!row) return;
  try {
    await ports[row.channel]({ ...row, secret: await robotSecret(scope, row), subscription: await pushAddress(scope, row) });
    await scope.db.notification.updateMany({ where: { id, state: "waiting" }, data: { state: "sent", sentAt: new Date(), attempts: { increment: 1 }, nextAttemptAt: null, lastError: null } });
    if (row.channel === "push") await noteSent(scope, row.recipient);
  } catch (error) {
    const attempts = row.attempts + 1;
    const isGone = error instanceof ReceiverGone;
    if (isGone) await forgetDevice(scope, row.recipient);
    const pause = isGone ? undefined : pauses[attempts - 1];
    await scope.transaction(async (tx) => {
      await tx.notification.updateMany({
        where: { id, state: "waiting" },
        data: { attempts, lastError: String((error as Error).message).slice(0, 300), state: pause === undefined ? "failed" : "waiting", nextAttemptAt: pause === undefined ? null : new Date(Date.now() + pause * 1000) },
      });
      if (pause !== undefined) await enqueue(tx, "notification.deliver", { platformId: scope.platformId, id }, pause);
    });
  }
}

/** NT1: sends a message again at a clerk's word, whatever its reader chose, with a record. Throws NOT_FOUND outside the clerk's duty. */
export async function resendNotification(scope: Scope<StaffActor>, { notificationId }: { notificationId: string }): Promise<void> {
  const row = await scope.db.notification.findFirst({ where: { id: notificationId } });
  if (!row || row.kind.startsWith("code.")) throw new AppError("NOT_FOUND");
  await scope.transaction(async (tx) => {
    await tx.notification.updateMany({ where: { id: row.id }, data: { state: "waiting", attempts: 0, nextAttemptAt: new Date(), heldUntil: null, routedAt: row.routedAt ?? scope.now() } });
    await enqueue(tx, "notification.deliver", { platformId: scope.platformId, id: row.id });
    await recordAudit(tx, scope, "notification.resend", { kind: "notification", id: row.id }, { customerId: row.customerId });
  });
}

/** Messages that are due but have no job, as after a lost queue; returns how many were put back. */
export function requeueDueNotifications(scope: Scope): Promise<number> {
  const due = { state: "waiting" as const, nextAttemptAt: { lt: new Date(Date.now() - 15_000) } };
  return requeueDue(scope, "notification.deliver", {
    find: (most) => scope.db.notification.findMany({ where: due, take: most, select: { id: true } }),
    take: (tx, id) => tx.notification.updateMany({ where: { id, ...due }, data: { nextAttemptAt: new Date() } }),
  });
}
