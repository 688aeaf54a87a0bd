import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { decrypt, encrypt } from "../crypto";
import type { Tx } from "../db";
import type { Notification } from "../generated/prisma/client";
import { AppError, fieldError } from "../kernel/errors";
import { provincesOf } from "../platforms/province.rules";
import { enqueue } from "../queue";
import type { Scope, StaffActor } from "../scope";
import type { RobotSecret } from "./ports";
import type { AddRobot, RobotList } from "./robot.schema";

const MOST = 20;
const seal = (secret: RobotSecret) => Buffer.from(encrypt(Buffer.from(JSON.stringify(secret)))).toString("base64");

/** The platform's robots with how their last message went. */
export async function listRobots(scope: Scope<StaffActor>): Promise<z.output<typeof RobotList>> {
  const rows = await scope.db.groupRobot.findMany({ where: { removedAt: null }, orderBy: { createdAt: "asc" }, take: MOST });
  const sent = await scope.db.notification.findMany({ where: { recipient: { in: rows.map((row) => row.id) } }, orderBy: { createdAt: "desc" }, distinct: ["recipient"], select: { recipient: true, state: true, createdAt: true } });
  return rows.map(({ id, name, channel, provinceId, createdAt }) => {
    const last = sent.find((row) => row.recipient === id);
    return { id, name, channel: channel === "dingtalk" ? "dingtalk" : "wecom", provinceId, createdAt, last: last ? { state: last.state === "sent" || last.state === "failed" ? last.state : "waiting", at: last.createdAt } : null };
  });
}

/** NT6: a group that is told what waits for staff. Its key is kept encrypted and never shown again. */
export async function addRobot(scope: Scope<StaffActor>, { name, channel, provinceId, key, signs }: z.output<typeof AddRobot>): Promise<{ robotId: string }> {
  if (provinceId !== "" && !provincesOf(scope.platformId).some((province) => province.id === provinceId)) throw fieldError("provinceId", "provinceWrong");
  return scope.transaction(async (tx) => {
    if ((await tx.groupRobot.count({ where: { removedAt: null } })) >= MOST) throw fieldError("name", "tooManyRobots");
    const row = await tx.groupRobot.create({ data: { name, channel, provinceId: provinceId || null, sealedKey: seal({ key, signs }), createdAt: scope.now() } });
    await recordAudit(tx, scope, "groupRobot.add", { kind: "groupRobot", id: row.id }, { provinceId: provinceId || null, after: { name, channel } });
    return { robotId: row.id };
  });
}

export async function removeRobot(scope: Scope<StaffActor>, { robotId }: { robotId: string }): Promise<void> {
  await scope.transaction(async (tx) => {
    const removed = await tx.groupRobot.updateManyAndReturn({ where: { id: robotId, removedAt: null }, data: { removedAt: scope.now(), sealedKey: "" } });
    if (!removed[0]) throw new AppError("NOT_FOUND");
    await recordAudit(tx, scope, "groupRobot.remove", { kind: "groupRobot", id: robotId }, { provinceId: removed[0].provinceId, before: { name: removed[0].name } });
  });
}

type ToRobot = { id: string; channel: "wecom" | "dingtalk" };
type Note = { kind: string; text: string; orderId?: string };

async function write(tx: Tx, scope: Scope, { id, channel }: ToRobot, { kind, text, orderId }: Note): Promise<void> {
  const row = await tx.notification.create({ data: { kind, recipient: id, subject: "", text, html: "", channel, orderId: orderId ?? null, requestId: scope.requestId, createdAt: scope.now(), nextAttemptAt: new Date() } });
  await enqueue(tx, "notification.deliver", { platformId: scope.platformId, id: row.id });
}

/** Sends a greeting, so that whoever set a robot up sees at once whether it works. */
export async function tryRobot(scope: Scope<StaffActor>, { robotId }: { robotId: string }): Promise<void> {
  await scope.transaction(async (tx) => {
    const row = await tx.groupRobot.findFirst({ where: { id: robotId, removedAt: null } });
    if (!row) throw new AppError("NOT_FOUND");
    await write(tx, scope, { id: row.id, channel: row.channel === "dingtalk" ? "dingtalk" : "wecom" }, { kind: "group.try", text: `宽带商务：这是“${row.name}”的测试消息，收到说明提醒已接通。` });
    await recordAudit(tx, scope, "groupRobot.try", { kind: "groupRobot", id: robotId });
  });
}

/** NT6: tells the groups of a province, and those of the whole platform, in the caller's transaction. No company's contact data belongs in the text. */
export async function tellStaffGroups(tx: Tx, scope: Scope, provinceId: string, note: Note): Promise<void> {
  const rows = await tx.groupRobot.findMany({ where: { removedAt: null, OR: [{ provinceId }, { provinceId: null }] }, take: MOST });
  for (const { id, channel } of rows) await write(tx, scope, { id, channel: channel === "dingtalk" ? "dingtalk" : "wecom" }, note);
}

/** The key behind a message to a group; null for mail and SMS, and for a robot that was removed. */
export async function robotSecret(scope: Scope, { channel, recipient }: Pick<Notification, "channel" | "recipient">): Promise<RobotSecret | null> {
  if (channel !== "wecom" && channel !== "dingtalk") return null;
  const row = await scope.db.groupRobot.findFirst({ where: { id: recipient, removedAt: null }, select: { sealedKey: true } });
  return row ? (JSON.parse(Buffer.from(decrypt(Buffer.from(row.sealedKey, "base64"))).toString("utf8")) as RobotSecret) : null;
}
