import { randomInt } from "node:crypto";
import type { Tx } from "../db";
import { env } from "../env";
import type { PartnerApplication } from "../generated/prisma/client";
import { log } from "../log";
import { NATIONAL_SCOPE } from "../platforms/province.rules";
import { callAp } from "../provisioning/ap-call.service";
import { apRequest } from "../provisioning/ap-request.rules";
import { type Scope, systemScope } from "../scope";
import { connectionTo } from "./connection.service";
import { afterBeat, beatReason, readHeartbeat } from "./heartbeat.rules";

const BATCH = 50;
const SIDE_BY_SIDE = 5;
const CALL_TIMEOUT_MS = 4000;

/**
 * PR12: asks the applications whose minute has come how they are, a few side by side and none of them inside a transaction. Each is
 * taken by one worker, by the row's own next minute; one that fails holds up no other.
 */
export async function askHeartbeats(only: { partnerId?: string } = {}): Promise<void> {
  const scope = await systemScope(NATIONAL_SCOPE, "心跳");
  const due = await scope.db.partnerApplication.findMany({ where: { ...only, nextAskAt: { lte: new Date() } }, orderBy: { nextAskAt: "asc" }, take: BATCH });
  for (let n = 0; n < due.length; n += SIDE_BY_SIDE)
    await Promise.all(due.slice(n, n + SIDE_BY_SIDE).map((row) => askOne(scope, row).catch((error: unknown) => log.error({ applicationId: row.id, message: String((error as Error).message) }, "an application could not be asked how it is"))));
}

/** The next minute, with a little chance in it, so that all applications are not asked in one moment for ever. */
const nextMinute = () => new Date(Date.now() + env().HEARTBEAT_SECONDS * (1000 + randomInt(-50, 51)));

async function askOne(scope: Scope, row: PartnerApplication): Promise<void> {
  const nextAskAt = nextMinute();
  const taken = await scope.db.partnerApplication.updateMany({ where: { id: row.id, nextAskAt: row.nextAskAt }, data: { nextAskAt } });
  if (taken.count === 0) return;
  const answer = await callAp(connectionTo(row), { ...apRequest.heartbeat(), key: "", timeoutMs: CALL_TIMEOUT_MS });
  const heard = readHeartbeat(answer.status, answer.body);
  // Whoever asked later writes: a worker that slept through its minute has nothing to say any more.
  await scope.transaction(async (tx) => {
    const now = await tx.partnerApplication.findFirst({ where: { id: row.id, nextAskAt } });
    if (now) await writeBeat(tx, scope, now, heard, beatReason(heard, answer.status, now.misses + 1));
  });
}

/** What was heard, and where the state turns its row in the history, in one transaction. A state closes by itself with the first good answer. */
async function writeBeat(tx: Tx, scope: Scope, row: PartnerApplication, heard: ReturnType<typeof readHeartbeat>, reason: string): Promise<void> {
  const { liveState, misses } = afterBeat(row, heard);
  const at = scope.now();
  const isTurn = liveState !== row.liveState;
  await tx.partnerApplication.updateMany({ where: { id: row.id, nextAskAt: row.nextAskAt }, data: { liveState, misses, ...(isTurn ? { liveSince: at } : {}), ...(heard === null ? {} : { lastBeatAt: at }) } });
  if (isTurn) await tx.liveStateChange.create({ data: { applicationId: row.id, state: liveState, reason, at } });
}
