import type { z } from "zod";
import { deviceWords } from "../accounts/device.rules";
import { recordAudit } from "../audit/audit.service";
import { decrypt, encrypt, sha256 } from "../crypto";
import type { Notification } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import { allowedNetworks } from "../outer-call";
import { callbackProblem } from "../platforms/outer-network.rules";
import { privacyVersion, sayByDevice } from "../privacy/agreement.service";
import type { CustomerActor, Scope } from "../scope";
import type { AddDevice, DeviceId, DeviceList } from "./device.schema";
import { vapidKeys } from "./vapid";

const MOST = 10;
/** A browser's address at its push service and the keys for it. */
export type PushAddress = z.output<typeof AddDevice>;
const seal = (address: PushAddress) => Buffer.from(encrypt(Buffer.from(JSON.stringify(address)))).toString("base64");

/** NT2: the browsers that one is told in. */
export async function listDevices(scope: Scope<CustomerActor>): Promise<DeviceList> {
  const rows = await scope.db.pushSubscription.findMany({ where: { personId: scope.actor.id }, orderBy: { createdAt: "desc" }, take: MOST });
  return { key: vapidKeys().publicKey, devices: rows.map(({ id, device, createdAt, lastSentAt, endpointHash }) => ({ deviceId: id, device, createdAt, lastSentAt, endpointHash })) };
}

/** NT2, DP5: a browser in which somebody agreed to be told, kept as their word on pushes. One that another person used before is this one's now. Its address must lie on the open network. */
export async function addDevice(scope: Scope<CustomerActor>, address: z.output<typeof AddDevice>): Promise<{ deviceId: string }> {
  if (callbackProblem(address.endpoint, allowedNetworks()) !== null) throw new AppError("RULE_REFUSED", { reasons: ["pushAddressWrong"] });
  const personId = scope.actor.id;
  const endpointHash = sha256(address.endpoint);
  const own = { personId, device: deviceWords(scope.device), sealed: seal(address), createdAt: scope.now() };
  const policyVersion = await privacyVersion(scope);
  return scope.transaction(async (tx) => {
    if ((await tx.pushSubscription.count({ where: { personId, endpointHash: { not: endpointHash } } })) >= MOST) throw new AppError("RULE_REFUSED", { reasons: ["tooManyDevices"] });
    const { id } = await tx.pushSubscription.upsert({ where: { platformId_endpointHash: { platformId: scope.platformId, endpointHash } }, create: { ...own, endpointHash }, update: own });
    await sayByDevice(tx, scope, policyVersion);
    await recordAudit(tx, scope, "pushDevice.add", { kind: "pushSubscription", id }, { customerId: scope.actor.customerId, after: { device: own.device } });
    return { deviceId: id };
  });
}

/** NT2, DP5: consent taken back for one browser, and with the last one for pushes altogether. Throws NOT_FOUND for another's. */
export async function removeDevice(scope: Scope<CustomerActor>, { deviceId }: z.output<typeof DeviceId>): Promise<{ isDone: true }> {
  const policyVersion = await privacyVersion(scope);
  return scope.transaction(async (tx) => {
    const removed = await tx.pushSubscription.deleteMany({ where: { id: deviceId, personId: scope.actor.id } });
    if (removed.count === 0) throw new AppError("NOT_FOUND");
    await sayByDevice(tx, scope, policyVersion);
    await recordAudit(tx, scope, "pushDevice.remove", { kind: "pushSubscription", id: deviceId }, { customerId: scope.actor.customerId });
    return { isDone: true } as const;
  });
}

/** The address behind a push; null for another channel, and for a browser that was removed. */
export async function pushAddress(scope: Scope, { channel, recipient }: Pick<Notification, "channel" | "recipient">): Promise<PushAddress | null> {
  if (channel !== "push") return null;
  const row = await scope.db.pushSubscription.findFirst({ where: { id: recipient }, select: { sealed: true } });
  return row ? (JSON.parse(Buffer.from(decrypt(Buffer.from(row.sealed, "base64"))).toString("utf8")) as PushAddress) : null;
}

/** A browser whose push service took a message, for its owner's list. */
export const noteSent = (scope: Scope, id: string) => scope.db.pushSubscription.updateMany({ where: { id }, data: { lastSentAt: scope.now() } });
/** A browser whose push service says that it is gone. */
export const forgetDevice = (scope: Scope, id: string) => scope.db.pushSubscription.deleteMany({ where: { id } });
