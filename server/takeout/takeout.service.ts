import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { decrypt } from "../crypto";
import { type Tx, brokeConstraint, newId } from "../db";
import { businessDayOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { allows } from "../kernel/permissions";
import { once } from "../platforms/idempotency.service";
import { countTry } from "../platforms/limit.service";
import { enqueue } from "../queue";
import type { CustomerActor, Scope } from "../scope";
import { takeoutKinds } from "./takeout.words";
import type { AskTakeout, TakeoutList } from "./takeout.schema";

const SHOWN = 10;
const underWay = { state: { in: ["waiting" as const, "running" as const] } };

/** DP1: the account's exports, newest first. */
export async function listTakeouts(scope: Scope<CustomerActor>): Promise<z.output<typeof TakeoutList>> {
  const { customerId, customerIds } = scope.actor;
  const rows = await scope.db.dataTakeout.findMany({ where: { customerId }, orderBy: { id: "desc" }, take: SHOWN });
  return {
    rows: rows.map(({ id, state, askedByName, askedAt, kindsDone, kindsTotal, rowCount, sizeBytes, readyAt, expiresAt, downloads }) => ({ id, state, askedByName, askedAt, kindsDone, kindsTotal, rowCount, sizeBytes, readyAt, expiresAt, downloads })),
    isUnderWay: rows.some(({ state }) => state === "waiting" || state === "running"), hasChildren: customerIds.length > 1,
  };
}

const running = async (tx: Pick<Tx, "dataTakeout">, customerId: string) => tx.dataTakeout.findFirst({ where: { customerId, ...underWay }, select: { id: true } });

/**
 * DP1: asks for all data of the account, and of its children as far as their parent sees them; made in the background. While one is under
 * way that one is the answer, whoever asks. Row, job and audit record commit together.
 */
export async function askTakeout(scope: Scope<CustomerActor>, { key }: z.output<typeof AskTakeout>): Promise<{ takeoutId: string }> {
  const { customerId, id: askedById, name: askedByName } = scope.actor;
  await countTry(scope.db, [{ key: `takeout:${customerId}`, max: 20, windowSeconds: 86_400 }]);
  return once(scope, { operation: "dataTakeout.ask", key, input: {} }, async (tx) => {
    const known = await running(tx, customerId);
    if (known) return { takeoutId: known.id };
    const { provinceId, state } = await tx.customer.findFirstOrThrow({ where: { id: customerId }, select: { provinceId: true, state: true } });
    if (state === "purged") throw new AppError("NOT_FOUND");
    const id = newId();
    await tx.dataTakeout.create({ data: { id, customerId, provinceId, askedById, askedByName, askedAt: scope.now(), kindsTotal: Object.keys(takeoutKinds).length, leaseUntil: new Date() } });
    await enqueue(tx, "data.takeout", { platformId: scope.platformId, id });
    await recordAudit(tx, scope, "dataTakeout.ask", { kind: "dataTakeout", id }, { customerId, provinceId });
    return { takeoutId: id };
  }).catch(async (error: unknown) => {
    // Somebody else of the company asked at the same moment.
    const other = brokeConstraint(error, "DataTakeout_one_under_way") ? await running(scope.db, customerId) : null;
    if (!other) throw error;
    return { takeoutId: other.id };
  });
}

export type TakeoutFile = { fileName: string; sizeBytes: number; stream: ReadableStream<Uint8Array> };

/** DP1: the file, piece by piece, for an owner of the account that asked; each time with a record. Throws NOT_FOUND for another's and for one that is gone. */
export async function takeoutFile(scope: Scope, { takeoutId }: { takeoutId: string }): Promise<TakeoutFile> {
  const { actor } = scope;
  if (actor.kind !== "customer") throw new AppError("NOT_FOUND");
  if (!allows([actor.role], "dataTakeout.take")) throw new AppError("FORBIDDEN");
  const row = await scope.transaction(async (tx) => {
    const [taken] = await tx.dataTakeout.updateManyAndReturn({ where: { id: takeoutId, customerId: actor.customerId, state: "ready", expiresAt: { gt: scope.now() } }, data: { downloads: { increment: 1 } } });
    if (!taken) throw new AppError("NOT_FOUND");
    await recordAudit(tx, scope, "dataTakeout.download", { kind: "dataTakeout", id: takeoutId }, { customerId: taken.customerId, provinceId: taken.provinceId });
    return taken;
  });
  let seq = 0;
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const part = await scope.db.dataTakeoutPart.findFirst({ where: { takeoutId, fence: row.fence, seq } });
      if (!part) return controller.close();
      seq += 1;
      controller.enqueue(decrypt(part.content));
    },
  });
  return { fileName: `企业资料-${businessDayOf(row.askedAt)}.zip`, sizeBytes: row.sizeBytes, stream };
}
