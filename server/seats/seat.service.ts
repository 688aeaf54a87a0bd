import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { type Reader, type Tx, brokeConstraint } from "../db";
import type { EnterpriseUser, Prisma, Product, SeatAssignment } from "../generated/prisma/client";
import type { SeatEnd } from "../generated/prisma/enums";
import { AppError } from "../kernel/errors";
import { allows } from "../kernel/permissions";
import { mailCustomer } from "../notifications/customer-mail.service";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import type { SeatUser } from "../provisioning/ap-request.rules";
import { resendLine } from "../provisioning/resend.service";
import { createSeatLines } from "../provisioning/seat-line.service";
import { type CustomerActor, type Scope, visibleTo } from "../scope";
import { assignBlockers, syncOf } from "./seat.rules";
import type { AssignSeat, CandidatePage, LeavingSeat, ListCandidates, ListSeats, ResendSeat, SeatPage, WithdrawSeat } from "./seat.schema";
import { joined } from "../notifications/template.rules";
import { worded } from "../notifications/templates.rules";

const PAGE = 25;
/** Seats on their way out that a page shows; more are few. */
const MOST_LEAVING = 50;

export const withParts = { _count: { select: { parts: true } } } satisfies Prisma.ProductInclude;
export type SeatedProduct = Prisma.ProductGetPayload<{ include: typeof withParts }>;
export const partsOf = <P extends { _count: { parts: number } }>(product: P) => ({ ...product, parts: product._count.parts });

/** A product of the person's company or its children, for whoever sees these or minds this one. Throws NOT_FOUND for anybody else's, FORBIDDEN for other employees. */
export async function seatProductOf(db: Reader, scope: Scope<CustomerActor>, productId: string): Promise<SeatedProduct> {
  const product = await db.product.findFirst({ where: { id: productId, ...visibleTo(scope.actor) }, include: withParts });
  if (!product) throw new AppError("NOT_FOUND");
  if (!allows([scope.actor.role], "product.read") && !(await maySeat(db, scope, productId))) throw new AppError("FORBIDDEN");
  return product;
}

/** Whether this person gives and takes the seats of a product: by their role, or as its administrator (AI10). */
export async function maySeat(db: Reader, { actor }: Scope<CustomerActor>, productId: string): Promise<boolean> {
  return allows([actor.role], "seat.assign") || (await mindedBy(db, actor, [productId])).has(productId);
}

/** Of these products the ones whose administrator this person is. */
export async function mindedBy(db: Reader, { membershipId }: Pick<CustomerActor, "membershipId">, productIds?: readonly string[]): Promise<Set<string>> {
  const membership = await db.membership.findFirst({ where: { id: membershipId, isActive: true }, select: { enterpriseUserId: true } });
  if (!membership?.enterpriseUserId) return new Set();
  const rows = await db.productAdministrator.findMany({ where: { userId: membership.enterpriseUserId, endedAt: null, ...(productIds ? { productId: { in: [...productIds] } } : {}) }, take: 200, select: { productId: true } });
  return new Set(rows.map(({ productId }) => productId));
}

/** The same for whoever gives and takes its seats; throws NOT_FOUND and FORBIDDEN. */
export async function keptProduct(db: Reader, scope: Scope<CustomerActor>, productId: string): Promise<SeatedProduct> {
  const product = await seatProductOf(db, scope, productId);
  if (!(await maySeat(db, scope, productId))) throw new AppError("FORBIDDEN");
  return product;
}

const wordsIn = (search: string): Prisma.EnterpriseUserWhereInput => {
  const has = { contains: search, mode: "insensitive" } as const;
  return search === "" ? {} : { OR: [{ name: has }, { employeeNumber: has }, { department: has }, { email: has }, { phone: has }] };
};

/** The newest line of each assignment, in one query. */
async function linesOf(db: Reader, assignmentIds: readonly string[]) {
  const rows = await db.serviceOrder.findMany({ where: { seatAssignmentId: { in: [...assignmentIds] } }, orderBy: [{ createdAt: "asc" }, { id: "asc" }], select: { id: true, seatAssignmentId: true, state: true, needsPerson: true, lastAnswer: true } });
  return new Map(rows.map((row) => [row.seatAssignmentId, row]));
}
const heldOf = (productId: string) => ({ productId, withdrawnAt: null }) satisfies Prisma.SeatAssignmentWhereInput;

/** PR7: who has a seat of a product, the latest first, how far the application is with each, and how many are left. */
export async function listSeats(scope: Scope<CustomerActor>, { productId, search, cursor }: z.output<typeof ListSeats>): Promise<SeatPage> {
  const product = await seatProductOf(scope.db, scope, productId);
  const [rows, held, leaving, account, mayAssign] = await Promise.all([
    scope.db.seatAssignment.findMany({ where: { ...heldOf(productId), user: wordsIn(search) }, orderBy: { id: "desc" }, include: { user: true }, ...pageAfter(scope, PAGE, cursor) }),
    scope.db.seatAssignment.count({ where: heldOf(productId) }),
    cursor === undefined ? leavingOf(scope, product) : [],
    scope.db.customer.findFirstOrThrow({ where: { id: product.customerId }, select: { state: true } }),
    maySeat(scope.db, scope, productId),
  ]);
  const { page, nextCursor } = pageOf(rows, PAGE);
  const lines = await linesOf(scope.db, page.map(({ id }) => id));
  const { seats, seatName, state } = product;
  return {
    seats, held, seatName, state, blockers: assignBlockers(partsOf(product), account), mayAssign, nextCursor, leaving,
    rows: page.map(({ id, userId, user: { name, employeeNumber, department }, assignedAt, assignedByName }) => ({ id, userId, name, employeeNumber, department, assignedAt, assignedByName, ...syncView(lines.get(id)) })),
  };
}

function syncView(line: { state: Prisma.ServiceOrderGetPayload<object>["state"]; needsPerson: boolean; lastAnswer: string | null } | undefined) {
  const sync = syncOf(line);
  return { sync, said: sync === "synced" ? null : (line?.lastAnswer ?? null) };
}

/** Seats that were taken back and that the application has not let go of yet. */
async function leavingOf(scope: Scope, { orderItemId, state }: Product): Promise<LeavingSeat[]> {
  if (state === "terminated") return [];
  const lines = await scope.db.serviceOrder.findMany({ where: { orderItemId, operation: "withdrawSeat", state: { in: ["acknowledged", "inProgress", "pending"] }, seatAssignmentId: { not: null } }, orderBy: { createdAt: "desc" }, take: MOST_LEAVING });
  const assignments = await scope.db.seatAssignment.findMany({ where: { id: { in: lines.flatMap(({ seatAssignmentId }) => seatAssignmentId ?? []) } }, include: { user: { select: { name: true, employeeNumber: true } } } });
  return lines.flatMap((line) => {
    const seat = assignments.find(({ id }) => id === line.seatAssignmentId);
    return seat?.withdrawnAt ? [{ id: seat.id, name: seat.user.name, employeeNumber: seat.user.employeeNumber, withdrawnAt: seat.withdrawnAt, ...syncView(line) }] : [];
  });
}

/** People of the product's account who have no seat of it yet, by employee number. */
export async function listCandidates(scope: Scope<CustomerActor>, { productId, search, cursor }: z.output<typeof ListCandidates>): Promise<z.output<typeof CandidatePage>> {
  const product = await keptProduct(scope.db, scope, productId);
  const everybody = { customerId: product.customerId, removedAt: null };
  const [rows, held, people] = await Promise.all([
    scope.db.enterpriseUser.findMany({ where: { ...everybody, ...wordsIn(search), seats: { none: heldOf(productId) } }, orderBy: [{ employeeNumber: "asc" }, { id: "asc" }], ...pageAfter(scope, PAGE, cursor) }),
    scope.db.seatAssignment.count({ where: heldOf(productId) }),
    scope.db.enterpriseUser.count({ where: everybody }),
  ]);
  const { page, nextCursor } = pageOf(rows, PAGE);
  return { rows: page.map(({ id, name, employeeNumber, department, email }) => ({ id, name, employeeNumber, department, email })), nextCursor, free: Math.max(0, product.seats - held), people };
}

/** As whom an application knows the holder of a seat: the user, or who they were at the account that the product came from (PC16). */
export const holderId = ({ userId, providerUserId }: Pick<SeatAssignment, "userId" | "providerUserId">): string => providerUserId ?? userId;
export const seatUserOf = ({ employeeNumber, name, email }: Pick<EnterpriseUser, "employeeNumber" | "name" | "email">, id: string): SeatUser => ({ id, employeeNumber, name, email: email === "" ? null : email });

/** Gives one person a seat once per key, and has the application told. Throws NOT_FOUND, FORBIDDEN, and RULE_REFUSED with every reason. */
export async function assignSeat(scope: Scope<CustomerActor>, { key, productId, userId }: z.output<typeof AssignSeat>): Promise<{ assignmentId: string }> {
  return once(scope, { operation: "seat.assign", key, input: { productId, userId } }, async (tx) => {
    const product = await keptProduct(tx, scope, productId);
    const assignmentId = await giveSeat(tx, scope, product, userId);
    return { assignmentId };
  });
}

/** The same with the caller's transaction, whose right it has looked at. */
export async function giveSeat(tx: Tx, scope: Scope, product: SeatedProduct, userId: string): Promise<string> {
  const [account, user] = [
    await tx.customer.findFirstOrThrow({ where: { id: product.customerId }, select: { state: true } }),
    await tx.enterpriseUser.findFirst({ where: { id: userId, customerId: product.customerId, removedAt: null } }),
  ];
  if (!user) throw new AppError("NOT_FOUND");
  const reasons = assignBlockers(partsOf(product), account);
  if (reasons.length > 0) throw new AppError("RULE_REFUSED", { reasons });
  const { id: productId, customerId, provinceId } = product;
  // Whoever came with the product is to the application who they were.
  const earlier = await tx.seatAssignment.findFirst({ where: { productId, userId, providerUserId: { not: null } }, orderBy: { id: "desc" }, select: { providerUserId: true } });
  const { id } = await tx.seatAssignment.create({ data: { productId, customerId, provinceId, userId, providerUserId: earlier?.providerUserId ?? null, assignedAt: scope.now(), assignedByName: scope.actor.name }, select: { id: true } }).catch((error: unknown) => {
    if (brokeConstraint(error, "SeatAssignment_ceiling")) throw new AppError("RULE_REFUSED", { reasons: ["noSeatLeft"] });
    throw brokeConstraint(error, "SeatAssignment_one_held") ? new AppError("RULE_REFUSED", { reasons: ["alreadySeated"] }) : error;
  });
  await createSeatLines(tx, scope, product, [{ operation: "assignSeat", user: seatUserOf(user, earlier?.providerUserId ?? userId), assignmentId: id, key: `${id}:assignSeat:1` }]);
  await tx.seatCheck.createMany({ data: [{ productId, customerId, nextCheckAt: scope.now() }], skipDuplicates: true });
  await recordAudit(tx, scope, "seat.assign", { kind: "product", id: productId }, { customerId, provinceId, after: { userId, employeeNumber: user.employeeNumber, name: user.name } });
  return id;
}

/** Takes one seat back once per key, and has the application told. Throws NOT_FOUND, FORBIDDEN, and CHANGED_MEANWHILE for one that was taken back before. */
export async function withdrawSeat(scope: Scope<CustomerActor>, { key, assignmentId }: z.output<typeof WithdrawSeat>): Promise<{ assignmentId: string }> {
  return once(scope, { operation: "seat.withdraw", key, input: { assignmentId } }, async (tx) => {
    const seat = await ownSeat(tx, scope, assignmentId);
    await keptProduct(tx, scope, seat.productId);
    if ((await endSeats(tx, scope, { id: assignmentId }, "byHand")) === 0) throw new AppError("CHANGED_MEANWHILE");
    return { assignmentId };
  });
}

async function ownSeat(tx: Reader, scope: Scope<CustomerActor>, assignmentId: string) {
  const seat = await tx.seatAssignment.findFirst({ where: { id: assignmentId, ...visibleTo(scope.actor) }, select: { productId: true } });
  if (!seat) throw new AppError("NOT_FOUND");
  return seat;
}

/** Ends held seats for one cause, has the applications of living products told, and leaves a record of each. Returns how many. */
export async function endSeats(tx: Tx, scope: Scope, which: Prisma.SeatAssignmentWhereInput, end: SeatEnd): Promise<number> {
  const ended = await tx.seatAssignment.updateManyAndReturn({ where: { ...which, withdrawnAt: null }, data: { withdrawnAt: scope.now(), withdrawnByName: scope.actor.name, end } });
  if (ended.length === 0) return 0;
  const [users, products] = [
    await tx.enterpriseUser.findMany({ where: { id: { in: ended.map(({ userId }) => userId) } } }),
    await tx.product.findMany({ where: { id: { in: ended.map(({ productId }) => productId) } } }),
  ];
  for (const product of products) {
    const own = ended.flatMap((seat) => {
      const user = users.find(({ id }) => id === seat.userId);
      return seat.productId === product.id && user ? [{ seat, user }] : [];
    });
    if (product.state !== "terminated") await createSeatLines(tx, scope, product, own.map(({ seat, user }) => ({ operation: "withdrawSeat", user: seatUserOf(user, holderId(seat)), assignmentId: seat.id, key: `${seat.id}:withdrawSeat:1` })));
    await recordAudit(tx, scope, "seat.withdraw", { kind: "product", id: product.id }, { customerId: product.customerId, provinceId: product.provinceId, before: { people: own.map(({ user }) => user.name) }, after: { end } });
  }
  return ended.length;
}

/** A person who leaves the company's list gives every seat back, with the caller's transaction. */
export const withdrawSeatsOf = (tx: Tx, scope: Scope, userId: string): Promise<number> => endSeats(tx, scope, { userId }, "userRemoved");

/** Products that have fewer seats now: the latest assigned go, the company is told by whose, with the transaction that gave the new terms. */
export async function withdrawSurplus(tx: Tx, scope: Scope, products: readonly Pick<Product, "id" | "seats" | "customerId" | "specificationName" | "offeringName">[]): Promise<void> {
  const held = await tx.seatAssignment.groupBy({ by: ["productId"], where: { productId: { in: products.map(({ id }) => id) }, withdrawnAt: null }, _count: { _all: true } });
  for (const product of products) {
    const surplus = (held.find(({ productId }) => productId === product.id)?._count._all ?? 0) - product.seats;
    if (surplus <= 0) continue;
    const last = await tx.seatAssignment.findMany({ where: heldOf(product.id), orderBy: { id: "desc" }, take: surplus, select: { id: true, user: { select: { name: true, employeeNumber: true } } } });
    await endSeats(tx, scope, { id: { in: last.map(({ id }) => id) } }, "fewerSeats");
    const people = joined(last.slice(0, 20).map(({ user: { name, employeeNumber } }) => ({ "zh-CN": `${name}（工号 ${employeeNumber}）`, en: `${name} (employee ${employeeNumber})` })));
    await mailCustomer(tx, scope, product.customerId, {
      ...worded("seat.surplus", { product: product.specificationName, plan: product.offeringName, seats: String(product.seats), count: String(last.length), people, isMore: last.length > 20 }), path: `/products/${product.id}/seats`,
    });
  }
}

/** Asks the application again at once, under the same key, about a seat that it has not answered for. Throws CHANGED_MEANWHILE for one that is done. */
export async function resendSeat(scope: Scope<CustomerActor>, { key, assignmentId }: z.output<typeof ResendSeat>): Promise<{ assignmentId: string }> {
  return once(scope, { operation: "seat.resend", key, input: { assignmentId } }, async (tx) => {
    const seat = await ownSeat(tx, scope, assignmentId);
    await keptProduct(tx, scope, seat.productId);
    const line = (await linesOf(tx, [assignmentId])).get(assignmentId);
    if (!line) throw new AppError("CHANGED_MEANWHILE");
    await resendLine(tx, scope, line.id);
    return { assignmentId };
  });
}

