import { recordAudit } from "../audit/audit.service";
import { type NewRow, type Tx, newId } from "../db";
import { AppError } from "../kernel/errors";
import { enqueue } from "../queue";
import type { Scope, StaffActor } from "../scope";
import { requeueDue } from "../sweep";
import { forgetDevice, noteSent, pushAddress } from "./device.service";
import type { NoticeKind } from "./kind.rules";
import { mailHtml, plainOf } from "./mail.rules";
import { ports } from "./ports";
import { ReceiverGone } from "./push.port";
import { robotSecret } from "./robot.service";
import { routeMail } from "./route.service";
import { type Values, greeting } from "./template.rules";
import type { Made } from "./templates.rules";

type Mail = { kind: NoticeKind; recipient: string; subject: string; text: string; link?: { label: string; url: string }; customerId?: string; orderId?: string; /** Waits for nobody's quiet hours (NT7). */ isUrgent?: boolean; /** Who is greeted; without it the text begins as it is. */ greets?: string; /** What the words were filled with, as `worded` gives them (NT5). */ values?: Values };

/** A mail for whoever writes it with rows of their own; `queueMail` adds the job that delivers it. */
export function mailRow(scope: Scope, { kind, recipient, subject, text, link, customerId, orderId, isUrgent = false, greets, values }: Mail): NewRow<"Notification"> {
  const letter = { subject, text: `${greets === undefined ? "" : greeting(greets, "zh-CN")}${text}`, link: link ?? null };
  return {
    id: newId(), kind, recipient, subject, channel: "email", text: plainOf(letter), html: mailHtml(letter),
    made: values ? JSON.stringify({ values, greets: greets ?? null, link: letter.link } satisfies Made) : null,
    customerId: customerId ?? null, orderId: orderId ?? null, requestId: scope.requestId, isUrgent,
    createdAt: scope.now(), nextAttemptAt: new Date(),
  };
}

/** The job that delivers a message written by the same transaction. */
export const queueMail = (tx: Tx, scope: Scope, id: string) => enqueue(tx, "notification.deliver", { platformId: scope.platformId, id });

/** Writes a mail and the job that delivers it; both exist if and only if the caller's transaction commits (NT1). */
export async function sendMail(tx: Tx, scope: Scope, mail: Mail): Promise<void> {
  const row = mailRow(scope, mail);
  await tx.notification.createMany({ data: [row] });
  await queueMail(tx, scope, row.id);
}

/** Writes a text message and the job that delivers it through the SMS port (NT6). */
export async function sendSms(tx: Tx, scope: Scope, { kind, recipient, text }: { kind: NoticeKind; recipient: string; text: string }): Promise<void> {
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
