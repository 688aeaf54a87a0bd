import { recordAudit } from "../audit/audit.service";
import { completeChange } from "../changes/complete.service";
import { crashPoint } from "../crash-point";
import { type Db, type Tx, asBusy } from "../db";
import { Prisma } from "../generated/prisma/client";
import { addDays, businessDayOf } from "../kernel/calendar";
import { log } from "../log";
import { enqueue } from "../queue";
import type { Scope } from "../scope";
import { type ProviderAnswer, callProvider } from "./ap-call.service";
import { apRequest } from "./ap-request.rules";
import { callbackUrlFor } from "./callback-url";
import { type ApAnswer, pauseAfter, readAdministratorAnswer, readApAnswer, readCancelAnswer, readChangeAnswer, readEraseAnswer, readResult, readSeatAnswer, readStateAnswer } from "./service-order.rules";
import { createCancelLine } from "./service-order.service";
import { tellStuck } from "./failed.service";
import { openProduct } from "./opened.service";
import { endOpening } from "./part.service";
import { callChange, isChangeLine } from "./change-line.service";
import { putOff } from "./put-off.service";
import { callAdministrator, writeAdministrator } from "./administrator-line.service";
import { callSeat, isSeatLine, maySeatGoNow } from "./seat-line.service";
import { callState, isStateLine, mayGoNow, writeStateSet } from "./state-line.service";

const ASK_TIMEOUT_MS = 1500;
/** How long a line is one worker's: a call and its write. A dead worker's line is due after that, when its job comes back (promise 15). */
const LEASE_MS = 6000;
const CALLBACK_GRACE_SECONDS = 120;
/** Data can be taken out for so long after a service ended (DP7). */
const EXPORT_DAYS = 30;

type Line = Prisma.ServiceOrderGetPayload<object>;

/**
 * Takes a provisioning line one step further: claims it with a fence, calls the AP outside any transaction, and writes
 * what came of it. Safe to run twice, in parallel, or after a kill at any point: the key makes the AP's effect one, the
 * fence keeps a stale worker's write out, and every later write is guarded by the line's state (promises 14–16). What fails by a fault
 * of our own counts as a try, so that it ends with a person and not in a circle (promise 18).
 */
export async function sendServiceOrder(ownScope: Scope, { id }: { id: string }): Promise<void> {
  const claimed = await ownScope.db.serviceOrder.updateManyAndReturn({
    where: { id, state: { in: ["acknowledged", "inProgress", "pending"] }, needsPerson: false, nextAttemptAt: { lte: ownScope.now() } },
    data: { fence: { increment: 1 }, takenUpAt: ownScope.now(), state: "inProgress", nextAttemptAt: new Date(ownScope.now().getTime() + LEASE_MS) },
  });
  const line = claimed[0];
  if (!line) return;
  // What follows belongs to the request that asked for it, and is traced under its number (SY3).
  const scope = { ...ownScope, requestId: line.requestId ?? ownScope.requestId };
  crashPoint("claimed");
  try {
    if (isStateLine(line) && !(await mayGoNow(scope, line))) return;
    if (isSeatLine(line) && !(await maySeatGoNow(scope, line))) return;
    await sendClaimed(scope, line);
  } catch (error) {
    // A busy or absent database is no fault of the line; its job comes back.
    if (asBusy(error) !== error) throw error;
    log.error({ requestId: scope.requestId, serviceOrderId: id, message: String((error as Error).stack) }, "a line could not be sent");
    await applyAnswer(scope, line, { kind: "tryAgain", reason: `平台处理出错，编号 ${scope.requestId}` });
  }
}

async function sendClaimed(scope: Scope, line: Line): Promise<void> {
  const started = Date.now();
  const answer = await callOf(scope.db, line);
  crashPoint("afterCall");
  // Nobody was asked: the line goes as soon as its provider answers somebody again.
  if (answer.heldBackMs !== undefined) return putOff(scope, line, { afterMs: answer.heldBackMs, lastAnswer: "应用方的系统没有应答，恢复后马上发送" });
  const said = await meaningOf(scope.db, line, answer);
  // The same key gets the first answer for ever: what became of work that was accepted is asked by the key.
  const meaning = said.kind === "accepted" && line.lastAnswerAt !== null ? ((await askResult(line)) ?? said) : said;
  await recordCall(scope, line, answer, meaning, Date.now() - started);
  await applyAnswer(scope, line, meaning);
  crashPoint("afterCommit");
}

function callOf(db: Db, line: Line): Promise<ProviderAnswer> {
  if (isStateLine(line)) return callState(db, line);
  if (isChangeLine(line)) return callChange(db, line);
  if (isSeatLine(line)) return callSeat(line);
  if (line.operation === "administrator") return callAdministrator(line);
  if (line.operation === "erase") return callErase(db, line);
  return line.operation === "cancel" ? callCancel(db, line) : callOpen(db, line);
}

async function meaningOf(db: Db, line: Line, { status, body }: ProviderAnswer): Promise<ApAnswer> {
  const { operation } = line;
  if (isChangeLine(line)) return readChangeAnswer(await db.productOrderItem.findFirstOrThrow({ where: { id: line.orderItemId }, select: { offeringCode: true, seats: true } }), status, body);
  if (operation === "suspend" || operation === "resume") return readStateAnswer(operation, status, body);
  if (operation === "assignSeat" || operation === "withdrawSeat") return readSeatAnswer({ operation, userId: line.seatUserId ?? "" }, status, body);
  if (operation === "administrator") return readAdministratorAnswer(status, body);
  if (operation === "erase") return readEraseAnswer(status, body);
  return operation === "cancel" ? readCancelAnswer(status, body) : readApAnswer(status, body);
}

/** The open request of a line, as the company stands now. */
async function openRequestOf(db: Db, line: Line): Promise<Prisma.InputJsonObject> {
  const order = await db.productOrder.findFirstOrThrow({ where: { id: line.orderId }, include: { items: { where: { id: line.orderItemId } } } });
  const customer = await db.customer.findFirstOrThrow({ where: { id: line.customerId }, include: { organization: true } });
  const item = order.items[0];
  if (!item) throw new Error(`service order ${line.id} names no item`);
  // Of a bundle's facts a provider hears what its own product needs.
  const needed: readonly string[] | null = item.parentItemId === null ? null : ((await db.productSpecification.findFirst({ where: { code: item.specificationCode }, select: { openFacts: true } }))?.openFacts ?? []);
  const facts = Object.fromEntries(Object.entries(order.facts as Record<string, string>).filter(([kind]) => needed === null || needed.includes(kind)));
  return {
    serviceOrderId: line.id, orderNumber: order.number, platformId: line.platformId, provinceId: line.provinceId,
    product: { specificationCode: item.specificationCode, offeringCode: item.offeringCode, seats: item.seats, facts: { ...facts, ...(facts.mailDomain ? { domain: facts.mailDomain } : {}) } },
    company: { name: customer.organization.name, creditCode: customer.organization.creditCode },
    // Whom the order names for it; only where the product does not ask, the company's contact.
    administrator: { name: customer.contactName, email: facts.administratorEmail ?? customer.contactEmail, phone: customer.contactPhone },
    callbackUrl: callbackUrlFor(line.platformId),
  };
}

async function callOpen(db: Db, line: Line): Promise<ProviderAnswer> {
  // Kept before it is sent: a company that changes its name between two tries must not make the AP refuse a reused key.
  const body = line.requestBody ?? (await openRequestOf(db, line));
  if (line.requestBody === null) await db.serviceOrder.updateMany({ where: { id: line.id, requestBody: { equals: Prisma.DbNull } }, data: { requestBody: body as Prisma.InputJsonObject } });
  crashPoint("beforeCall");
  return callProvider(line, apRequest.open(body as Prisma.InputJsonObject));
}

/** Asks the AP to end what it opened after its order was over; the key makes a repeat harmless. */
async function callCancel(db: Db, line: Line): Promise<ProviderAnswer> {
  const { number } = await db.productOrder.findFirstOrThrow({ where: { id: line.orderId }, select: { number: true } });
  const order = { serviceOrderId: line.id, orderNumber: number, reason: line.cause === "arrears" || line.cause === "customer" ? line.cause : ("lateActivation" as const), exportUntil: line.cause === "arrears" || line.cause === "customer" ? addDays(businessDayOf(line.createdAt), EXPORT_DAYS) : null };
  return callProvider(line, apRequest.cancel(line.businessId ?? "", order));
}

/** DP7: asks the AP to delete what it still holds of a company; only an answer with its proof ends the line. */
async function callErase(db: Db, line: Line): Promise<ProviderAnswer> {
  const { number } = await db.productOrder.findFirstOrThrow({ where: { id: line.orderId }, select: { number: true } });
  return callProvider(line, apRequest.erase(line.businessId ?? "", { serviceOrderId: line.id, orderNumber: number }));
}

async function askResult(line: Line): Promise<ApAnswer | null> {
  const answer = await callProvider(line, { ...apRequest.result(line.requestKey), timeoutMs: ASK_TIMEOUT_MS });
  return readResult(answer.status, answer.body);
}

async function recordCall(scope: Scope, line: Line, answer: ProviderAnswer, meaning: ApAnswer, tookMs: number): Promise<void> {
  const outcome = meaning.kind === "tryAgain" ? `tryAgain: ${meaning.reason}` : meaning.kind === "failed" ? `failed: ${meaning.code}` : meaning.kind;
  await scope.db.serviceOrderCall.create({ data: { serviceOrderId: line.id, attempt: line.attempt + 1, at: scope.now(), tookMs, httpStatus: answer.status || null, outcome: outcome.slice(0, 300) } });
}

/** `fence` is left out where whoever has the line in hand does not matter: an AP's own message and a clerk's word stand for themselves. */
type Answered = { id: string; fence?: number; attempt: number };

/** Writes an AP's answer in a transaction of its own. A write with an old fence, or to a line that has ended, changes nothing of it. */
export async function applyAnswer(scope: Scope, line: Answered, meaning: ApAnswer): Promise<void> {
  await scope.transaction((tx) => writeAnswer(tx, scope, line, meaning));
}

/** The same with the caller's transaction. */
export async function writeAnswer(tx: Tx, scope: Scope, line: Answered, meaning: ApAnswer): Promise<void> {
  const now = scope.now();
  const open = { id: line.id, ...(line.fence === undefined ? {} : { fence: line.fence }), state: { in: ["inProgress" as const, "pending" as const, "acknowledged" as const] } };
  const answered = { lastAnswerAt: now, attempt: line.attempt + 1 };
  if (meaning.kind === "active") {
    const done = await tx.serviceOrder.updateManyAndReturn({ where: open, data: { ...answered, state: "completed", businessId: meaning.businessId, completedAt: now, nextAttemptAt: null, needsPerson: false, lastAnswer: "已开通" } });
    if (done[0]) await openProduct(tx, scope, done[0], meaning);
    else await undoLateActivation(tx, scope, line.id, meaning.businessId);
    crashPoint("beforeCommit");
    return;
  }
  if (meaning.kind === "cancelled") {
    await tx.serviceOrder.updateMany({ where: { ...open, operation: "cancel" }, data: { ...answered, state: "completed", completedAt: now, nextAttemptAt: null, needsPerson: false, lastAnswer: "已注销" } });
    return;
  }
  if (meaning.kind === "erased") {
    await tx.serviceOrder.updateMany({ where: { ...open, operation: "erase" }, data: { ...answered, state: "completed", completedAt: now, nextAttemptAt: null, needsPerson: false, lastAnswer: "数据已删除", proof: meaning.proof } });
    return;
  }
  if (meaning.kind === "administratorSet") {
    const done = await tx.serviceOrder.updateManyAndReturn({ where: { ...open, operation: "administrator" }, data: { ...answered, state: "completed", completedAt: now, nextAttemptAt: null, needsPerson: false, lastAnswer: "已办理" } });
    if (done[0]) await writeAdministrator(tx, done[0], meaning.name);
    return;
  }
  if (meaning.kind === "stateSet") {
    const done = await tx.serviceOrder.updateManyAndReturn({ where: { ...open, operation: { in: ["suspend", "resume", "seats", "change", "assignSeat", "withdrawSeat", "administrator"] } }, data: { ...answered, state: "completed", completedAt: now, nextAttemptAt: null, needsPerson: false, lastAnswer: "已办理" } });
    if (done[0] && isChangeLine(done[0])) await completeChange(tx, scope, done[0].orderItemId);
    else if (done[0]) await writeStateSet(tx, scope, done[0]);
    return;
  }
  if (meaning.kind === "failed") {
    const refused = await tx.serviceOrder.updateMany({ where: { ...open, operation: { not: "open" } }, data: { ...answered, state: "pending", nextAttemptAt: null, needsPerson: true, lastAnswer: `${meaning.code} ${meaning.message}`.trim() } });
    if (refused.count === 1) return tellStuck(tx, scope, line.id, "应用方没有按要求注销、暂停、恢复、变更或分配席位");
    const ended = await tx.serviceOrder.updateManyAndReturn({ where: open, data: { ...answered, state: "failed", nextAttemptAt: null, needsPerson: true, lastAnswer: `${meaning.code} ${meaning.message}`.trim() } });
    if (ended[0]) await endOpening(tx, scope, ended[0], meaning.message || meaning.code);
    crashPoint("beforeCommit");
    return;
  }
  // An AP that accepted is asked again after a while, in case its callback is lost; the key makes that harmless.
  const pause = meaning.kind === "accepted" ? CALLBACK_GRACE_SECONDS : pauseAfter(line.attempt + 1);
  const waiting = await tx.serviceOrder.updateMany({
    where: open,
    data: { ...answered, ...(meaning.kind === "accepted" ? { attempt: line.attempt } : {}), state: meaning.kind === "accepted" ? "inProgress" : "pending", lastAnswer: meaning.kind === "accepted" ? "已受理，等待结果" : meaning.reason, nextAttemptAt: pause === null ? null : new Date(now.getTime() + pause * 1000), needsPerson: pause === null },
  });
  if (waiting.count === 1 && pause === null) await tellStuck(tx, scope, line.id, "多次重发仍没有结果");
  if (waiting.count === 1 && pause !== null) await enqueue(tx, "provisioning.send", { platformId: scope.platformId, id: line.id }, pause);
}

/**
 * BI3: an AP opened what had failed and was paid back. Nothing is booked: the AP is asked, once per business id, to cancel it,
 * and staff see it until it has. Does nothing for a line that did not fail.
 */
async function undoLateActivation(tx: Tx, scope: Scope, id: string, businessId: string): Promise<void> {
  const line = await tx.serviceOrder.findFirst({ where: { id, state: { in: ["failed", "cancelled"] }, operation: "open" } });
  const cancelId = line && (await createCancelLine(tx, scope, line, { businessId }));
  if (!line || !cancelId) return;
  await tellStuck(tx, scope, cancelId, `应用方在订单结束后才报告开通（业务标识 ${businessId}），没有扣费，正在请对方注销`);
  await recordAudit(tx, scope, "serviceOrder.lateActivation", { kind: "serviceOrder", id: cancelId }, { customerId: line.customerId, provinceId: line.provinceId, after: { orderId: line.orderId, businessId } });
}
