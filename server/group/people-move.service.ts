import { recordAudit } from "../audit/audit.service";
import { type Tx, newId } from "../db";
import type { Customer, Product, ProductTransfer } from "../generated/prisma/client";
import type { Scope } from "../scope";
import { holderId } from "../seats/seat.service";
import { peopleOf } from "./transfer-judge.service";

type Move = { products: readonly Product[]; from: Customer; to: Customer; transfer: ProductTransfer };

/**
 * PC16: whoever has a seat of a product, or minds it, has it on at its new account, put on that one's list where they are not, and able to
 * sign in there where they could before. To the application they are who they were, so that nothing of theirs is lost there; it hears nothing.
 */
export async function movePeople(tx: Tx, scope: Scope, { products, from, to, transfer }: Move): Promise<void> {
  const productIds = products.map(({ id }) => id);
  const { placed } = await peopleOf(tx, productIds, to);
  if (placed.length === 0) return;
  const holders = await tx.enterpriseUser.findMany({ where: { id: { in: placed.map(({ holder }) => holder.id) } } });
  const newIds = new Map<string, string>();
  for (const { holder, userId } of placed) {
    const { employeeNumber, name, department, email, phone } = holders.find(({ id }) => id === holder.id) ?? { ...holder, department: "", phone: "" };
    newIds.set(holder.id, userId ?? (await tx.enterpriseUser.create({ data: { customerId: to.id, employeeNumber, name, department, email, phone, createdAt: scope.now() }, select: { id: true } })).id);
  }
  await moveSeats(tx, scope, { productIds, to, newIds });
  await moveAdministrators(tx, scope, { productIds, to, newIds, byName: transfer.askedByName });
  await letThemIn(tx, scope, { to, newIds });
  await recordAudit(tx, scope, "seat.move", { kind: "product", id: transfer.productId }, { customerId: to.id, provinceId: transfer.provinceId, before: { customerId: from.id }, after: { people: placed.map(({ holder }) => holder.name) } });
}

type To = { productIds: readonly string[]; to: Customer; newIds: ReadonlyMap<string, string> };

async function moveSeats(tx: Tx, scope: Scope, { productIds, to, newIds }: To): Promise<void> {
  const ended = await tx.seatAssignment.updateManyAndReturn({ where: { productId: { in: [...productIds] }, withdrawnAt: null }, data: { withdrawnAt: scope.now(), withdrawnByName: scope.actor.name, end: "moved" } });
  const moved = new Map(ended.map(({ id }) => [id, newId()]));
  await tx.seatAssignment.createMany({
    data: ended.map((seat) => {
      const userId = newIds.get(seat.userId);
      if (!userId) throw new Error(`the holder of seat ${seat.id} was not placed`);
      const known = holderId(seat);
      return { id: moved.get(seat.id) ?? newId(), productId: seat.productId, customerId: to.id, provinceId: seat.provinceId, userId, providerUserId: known === userId ? null : known, assignedAt: scope.now(), assignedByName: seat.assignedByName };
    }),
  });
  // What the application has not answered for yet goes on for the seat that it is now.
  const waiting = await tx.serviceOrder.findMany({ where: { seatAssignmentId: { in: [...moved.keys()] }, state: { notIn: ["completed", "cancelled"] } }, select: { id: true, seatAssignmentId: true } });
  for (const { id, seatAssignmentId } of waiting) await tx.serviceOrder.updateMany({ where: { id }, data: { seatAssignmentId: moved.get(seatAssignmentId ?? "") ?? null } });
}

async function moveAdministrators(tx: Tx, scope: Scope, { productIds, to, newIds, byName }: To & { byName: string }): Promise<void> {
  const ended = await tx.productAdministrator.updateManyAndReturn({ where: { productId: { in: [...productIds] }, endedAt: null }, data: { endedAt: scope.now(), endedByName: scope.actor.name } });
  await tx.productAdministrator.createMany({ data: ended.map(({ productId, provinceId, userId }) => ({ productId, customerId: to.id, provinceId, userId: newIds.get(userId) ?? userId, appointedAt: scope.now(), appointedByName: byName })) });
}

/** Who signed in for the account before opens its applications from the new one; whom that one has taken out of its people stays out. */
async function letThemIn(tx: Tx, scope: Scope, { to, newIds }: Omit<To, "productIds">): Promise<void> {
  const before = await tx.membership.findMany({ where: { enterpriseUserId: { in: [...newIds.keys()] }, isActive: true }, select: { personId: true, enterpriseUserId: true, person: { select: { name: true } } } });
  const there = await tx.membership.findMany({ where: { customerId: to.id, OR: [{ personId: { in: before.map(({ personId }) => personId) } }, { enterpriseUserId: { in: [...newIds.values()] } }] } });
  for (const { personId, enterpriseUserId, person } of before) {
    const userId = newIds.get(enterpriseUserId ?? "");
    const own = there.find((membership) => membership.personId === personId);
    if (!userId || there.some((membership) => membership.enterpriseUserId === userId)) continue;
    if (!own) await tx.membership.create({ data: { customerId: to.id, personId, role: "employee", invitedName: person.name, enterpriseUserId: userId, createdAt: scope.now() } });
    else if (own.isActive && own.enterpriseUserId === null) await tx.membership.updateMany({ where: { id: own.id }, data: { enterpriseUserId: userId } });
  }
}
