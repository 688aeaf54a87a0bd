import type { z } from "zod";
import { companyNames } from "../accounts/company-names.service";
import { recordAudit } from "../audit/audit.service";
import type { Tx } from "../db";
import { env } from "../env";
import type { Product, SeatCheck, SeatDifference } from "../generated/prisma/client";
import { productName } from "../inventory/product.words";
import { AppError } from "../kernel/errors";
import { pageAfter, pageOf } from "../paging";
import { type Called, connectionOf } from "../partners/connection.service";
import { once } from "../platforms/idempotency.service";
import { callAp } from "../provisioning/ap-call.service";
import { apRequest } from "../provisioning/ap-request.rules";
import { createSeatLines } from "../provisioning/seat-line.service";
import { type SeatUserThere, pauseAfter, readSeatUsers } from "../provisioning/service-order.rules";
import { type CustomerActor, type Scope, type StaffActor, visibleTo } from "../scope";
import type { SignedAnswer } from "../signed-call";
import { eachAlone } from "../sweep";
import { driftOf, hasSeats } from "./seat.rules";
import type { CheckSeatsNow, DriftPage, ListDrift, SeatDriftOf, SeatDriftView, SendSeatAgain } from "./seat.schema";
import { holderId, keptProduct, maySeat, partsOf, seatProductOf, seatUserOf } from "./seat.service";

const BATCH = 50;
const SIDE_BY_SIDE = 4;
const PAGE = 200;
const MOST_PAGES = 100;
/** How long a product's check is one worker's: every page and the write. */
const LEASE_MS = 120_000;
const LONGEST_PAUSE_SECONDS = 86_400;
/** What was sent again is compared after so long. */
const LOOK_AGAIN_MS = 15_000;
const SHOWN = 50;

/** Asks an AP who has a seat of a service, after an id in its order. */
export type AskSeats = (businessId: string, after: string, called: Called) => Promise<SignedAnswer>;
const askProvider: AskSeats = async (businessId, after, called) => callAp(await connectionOf(called), { ...apRequest.seatUsers(businessId, after, PAGE), key: "" });

/** PR7: compares the seats of products whose time has come with what their APs have. Each stands for itself: what fails waits longer each time. */
export async function checkDueSeats(scope: Scope, ask: AskSeats = askProvider): Promise<void> {
  const due = await scope.db.seatCheck.findMany({ where: { nextCheckAt: { lte: scope.now() } }, orderBy: { nextCheckAt: "asc" }, take: BATCH, select: { productId: true } });
  await eachAlone(scope, "checkSeats", due.map(({ productId }) => productId), (productId) => checkSeats(scope, productId, ask), SIDE_BY_SIDE);
}

/** One product, if its time has come. */
export async function checkSeats(scope: Scope, productId: string, ask: AskSeats = askProvider): Promise<void> {
  const begun = scope.now();
  const [check] = await scope.db.seatCheck.updateManyAndReturn({ where: { productId, nextCheckAt: { lte: begun } }, data: { fence: { increment: 1 }, nextCheckAt: new Date(begun.getTime() + LEASE_MS) } });
  if (!check) return;
  const product = await scope.db.product.findFirstOrThrow({ where: { id: productId } });
  if (product.state === "terminated" || product.businessId === null) return endCheck(scope, check, product);
  const there = await readAll(product, ask);
  if (typeof there === "string") return noteProblem(scope, check, there);
  await compare(scope, { check, product, there, begun });
}

/** An ended product has nothing to compare; one that is not open yet has not either, until it is. */
async function endCheck(scope: Scope, { productId, fence }: SeatCheck, product: Product): Promise<void> {
  const isOver = product.state === "terminated";
  await scope.transaction(async (tx) => {
    const ours = await tx.seatCheck.updateMany({ where: { productId, fence }, data: { nextCheckAt: isOver ? null : new Date(scope.now().getTime() + env().SEAT_CHECK_SECONDS * 1000), problem: null } });
    if (ours.count === 1 && isOver) await tx.seatDifference.updateMany({ where: { productId, endedAt: null }, data: { endedAt: scope.now() } });
  });
}

/** Everybody who has a seat at the AP, or a sentence that says why that cannot be told. */
async function readAll(product: Product, ask: AskSeats): Promise<SeatUserThere[] | string> {
  const users: SeatUserThere[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { status, body } = await ask(product.businessId ?? "", users.at(-1)?.id ?? "", product).catch((): SignedAnswer => ({ status: 0, body: null }));
    const read = readSeatUsers(status, body);
    if (!read) return status === 0 ? "应用方没有答复" : `应用方的答复不能识别（HTTP ${status}）`;
    users.push(...read.users);
    if (!read.hasMore) return users;
    if (read.users.length === 0) break;
  }
  return "应用方给出的名单没有尽头";
}

async function noteProblem(scope: Scope, { productId, fence, failures }: SeatCheck, problem: string): Promise<void> {
  const pause = pauseAfter(failures + 1) ?? LONGEST_PAUSE_SECONDS;
  await scope.db.seatCheck.updateMany({ where: { productId, fence }, data: { failures: { increment: 1 }, problem, nextCheckAt: new Date(scope.now().getTime() + pause * 1000) } });
}

type Read = { check: SeatCheck; product: Product; there: SeatUserThere[]; begun: Date };

/** Writes what differs now, and ends what does so no more; a worker whose time was over writes nothing. */
async function compare(scope: Scope, { check: { productId, fence }, product, there, begun }: Read): Promise<void> {
  await scope.transaction(async (tx) => {
    const ours = await tx.seatCheck.updateMany({ where: { productId, fence }, data: { checkedAt: begun, problem: null, failures: 0, nextCheckAt: new Date(scope.now().getTime() + env().SEAT_CHECK_SECONDS * 1000) } });
    if (ours.count === 0) return;
    const [seats, lines, known] = [
      await tx.seatAssignment.findMany({ where: { productId, withdrawnAt: null }, select: { userId: true, providerUserId: true, user: { select: { name: true } } } }),
      await tx.serviceOrder.findMany({ where: { orderItemId: product.orderItemId, operation: { in: ["assignSeat", "withdrawSeat"] }, OR: [{ state: { in: ["acknowledged", "inProgress", "pending"] } }, { completedAt: { gte: begun } }] }, select: { seatUserId: true } }),
      await tx.seatDifference.findMany({ where: { productId, endedAt: null } }),
    ];
    const moving = new Set(lines.flatMap(({ seatUserId }) => seatUserId ?? []));
    const found = driftOf({ held: seats.map(({ user, ...seat }) => ({ id: holderId(seat), name: user.name })), there, moving });
    const isFound = (row: SeatDifference) => moving.has(row.seatUserId) || found.some(({ kind, userId }) => kind === row.kind && userId === row.seatUserId);
    await tx.seatDifference.updateMany({ where: { id: { in: known.filter((row) => !isFound(row)).map(({ id }) => id) } }, data: { endedAt: begun } });
    const names = await namesOf(tx, product, found.map(({ userId }) => userId));
    await tx.seatDifference.createMany({ data: found.map(({ kind, userId, userName }) => ({ productId, customerId: product.customerId, provinceId: product.provinceId, kind, seatUserId: userId, userName: names.get(userId) ?? userName, foundAt: begun })), skipDuplicates: true });
  });
}

const isId = (text: string) => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text);
/** The company's own names of people, whom an AP may call otherwise; who came with the product is of the account that had it before (PC16). */
async function namesOf(tx: Tx, { id: productId, customerId }: Product, userIds: readonly string[]): Promise<Map<string, string>> {
  const before = await tx.productTransfer.findMany({ where: { productId, state: "done" }, select: { fromCustomerId: true } });
  const rows = await tx.enterpriseUser.findMany({ where: { customerId: { in: [customerId, ...before.map(({ fromCustomerId }) => fromCustomerId)] }, id: { in: userIds.filter(isId) } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** PR7: what differs between a product's seats and its AP's, for its company. */
export async function seatDrift(scope: Scope<CustomerActor>, { productId }: z.output<typeof SeatDriftOf>): Promise<SeatDriftView> {
  await seatProductOf(scope.db, scope, productId);
  const where = { productId, endedAt: null };
  const [check, rows, all] = await Promise.all([
    scope.db.seatCheck.findFirst({ where: { productId } }),
    scope.db.seatDifference.findMany({ where, orderBy: { id: "desc" }, take: SHOWN, select: { id: true, kind: true, userName: true, foundAt: true, sentAgainAt: true } }),
    scope.db.seatDifference.count({ where }),
  ]);
  return { checkedAt: check?.checkedAt ?? null, problem: check?.problem ?? null, isDue: check?.nextCheckAt != null && check.nextCheckAt <= scope.now(), rows, more: all - rows.length };
}

/** Has a product's seats compared with the next turn instead of by and by. Throws NOT_FOUND and FORBIDDEN, RULE_REFUSED for one without seats. */
export async function checkSeatsNow(scope: Scope<CustomerActor>, { productId }: z.output<typeof CheckSeatsNow>): Promise<{ isDone: true }> {
  return scope.transaction(async (tx) => {
    const product = await keptProduct(tx, scope, productId);
    if (!hasSeats(partsOf(product))) throw new AppError("RULE_REFUSED", { reasons: ["notPersonal"] });
    await tx.seatCheck.createMany({ data: [{ productId, customerId: product.customerId }], skipDuplicates: true });
    await tx.seatCheck.updateMany({ where: { productId }, data: { nextCheckAt: scope.now(), failures: 0 } });
    await recordAudit(tx, scope, "seat.check", { kind: "product", id: productId }, { customerId: product.customerId, provinceId: product.provinceId });
    return { isDone: true } as const;
  });
}

/** PR7: sends one differing seat again, for the company or by staff: given where it is missing, taken back where it is too much. Throws CHANGED_MEANWHILE for what differs no more. */
export async function sendSeatAgain(scope: Scope<CustomerActor | StaffActor>, { key, differenceId }: z.output<typeof SendSeatAgain>): Promise<{ isDone: true }> {
  return once(scope, { operation: "seat.sendAgain", key, input: { differenceId } }, async (tx) => {
    const row = await tx.seatDifference.findFirst({ where: { id: differenceId, ...visibleTo(scope.actor) } });
    if (!row) throw new AppError("NOT_FOUND");
    if (isCompany(scope) && !(await maySeat(tx, scope, row.productId))) throw new AppError("FORBIDDEN");
    const [taken] = await tx.seatDifference.updateManyAndReturn({ where: { id: differenceId, rounds: row.rounds, endedAt: null }, data: { rounds: { increment: 1 }, sentAgainAt: scope.now(), sentAgainBy: scope.actor.name } });
    if (!taken) throw new AppError("CHANGED_MEANWHILE");
    await sendRound(tx, scope, taken);
    await tx.seatCheck.updateMany({ where: { productId: row.productId }, data: { nextCheckAt: new Date(scope.now().getTime() + LOOK_AGAIN_MS) } });
    await recordAudit(tx, scope, "seat.sendAgain", { kind: "product", id: row.productId }, { customerId: row.customerId, provinceId: row.provinceId, after: { kind: row.kind, name: row.userName } });
    return { isDone: true } as const;
  });
}

const isCompany = (scope: Scope<CustomerActor | StaffActor>): scope is Scope<CustomerActor> => scope.actor.kind === "customer";

async function sendRound(tx: Tx, scope: Scope, { id, kind, productId, seatUserId, userName, rounds }: SeatDifference): Promise<void> {
  const product = await tx.product.findFirstOrThrow({ where: { id: productId } });
  if (kind === "extraThere") return createSeatLines(tx, scope, product, [{ operation: "withdrawSeat", user: { id: seatUserId, employeeNumber: "", name: userName, email: null }, assignmentId: null, key: `${id}:withdrawSeat:${rounds}` }]);
  const seat = await tx.seatAssignment.findFirst({ where: { productId, withdrawnAt: null, OR: [{ userId: seatUserId, providerUserId: null }, { providerUserId: seatUserId }] }, include: { user: true } });
  if (!seat) throw new AppError("CHANGED_MEANWHILE");
  return createSeatLines(tx, scope, product, [{ operation: "assignSeat", user: seatUserOf(seat.user, seatUserId), assignmentId: seat.id, key: `${id}:assignSeat:${rounds}` }]);
}

/** PR7: every seat that differs in the provinces of a clerk's duty, the latest first, and the products whose AP does not tell. */
export async function listDrift(scope: Scope<StaffActor>, { cursor }: z.output<typeof ListDrift>): Promise<DriftPage> {
  const [rows, failing] = await Promise.all([
    scope.db.seatDifference.findMany({ where: { endedAt: null }, orderBy: { id: "desc" }, ...pageAfter(scope, SHOWN, cursor) }),
    cursor === undefined ? scope.db.seatCheck.findMany({ where: { problem: { not: null } }, orderBy: { productId: "asc" }, take: SHOWN }) : [],
  ]);
  const { page, nextCursor } = pageOf(rows, SHOWN);
  const both = [...page, ...failing];
  const [products, companies] = await Promise.all([
    scope.db.product.findMany({ where: { id: { in: both.map(({ productId }) => productId) } }, select: { id: true, specificationName: true, offeringName: true } }),
    companyNames(scope.db, both.map(({ customerId }) => customerId)),
  ]);
  const about = ({ productId, customerId }: { productId: string; customerId: string }) => {
    const product = products.find(({ id }) => id === productId);
    return { productId, productName: product ? productName(product) : "", companyName: companies.get(customerId)?.companyName ?? "" };
  };
  return {
    rows: page.map((row) => ({ ...about(row), id: row.id, kind: row.kind, userName: row.userName, foundAt: row.foundAt, sentAgainAt: row.sentAgainAt, sentAgainBy: row.sentAgainBy, provinceId: row.provinceId })),
    nextCursor, unread: failing.map((row) => ({ ...about(row), problem: row.problem ?? "" })),
  };
}

