import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { spendPerAccount } from "../authority/cap.service";
import { tell97OfContact } from "../company/to-97.service";
import { hashPassword, randomToken, sha256 } from "../crypto";
import { type Tx, brokeConstraint } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { AppError, fieldError } from "../kernel/errors";
import { balanceIn } from "../ledger/ledger.service";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import { countTry } from "../platforms/limit.service";
import { nextNumber } from "../platforms/number.service";
import { SANDBOX_PLATFORM } from "../platforms/province.rules";
import type { CustomerActor, Scope } from "../scope";
import { ownAccountLocked } from "./account-lock.service";
import { inviteChildOwner } from "./child-owner.service";
import { MOST_CHILDREN, childStageOf } from "./child.rules";
import type { ChildId, ChildListRow, ChildOpened, ChildPage, ChildRow, ChildView, InviteOwner, ListChildren, OpenChild, RenameChild } from "./child.schema";
import { shownName } from "./invitation.service";
import { openAt97 } from "./opening-outcome.service";
import { takenNames } from "./opening.service";
import { childrenUnder, isLabelTaken } from "./siblings.service";

const PAGE = 25;
const alive = ["pendingActive", "active", "suspended", "pendingTerminate"] as const;
const openOrders = ["acknowledged", "pending", "held", "inProgress"] as const;
const mine = (scope: Scope<CustomerActor>) => ({ parentId: scope.actor.customerId });

/** The parent's own row, locked: its children come one after another, so that a name is never given twice. Throws RULE_REFUSED for whoever may have none. */
async function parentInTurn(tx: Tx, scope: Scope<CustomerActor>) {
  const parent = await ownAccountLocked(tx, scope);
  if (parent.parentId !== null) throw new AppError("RULE_REFUSED", { reasons: ["childHasNoChildren"] });
  if (parent.state !== "open") throw new AppError("RULE_REFUSED", { reasons: ["accountNotOpen"] });
  return parent;
}

async function refuseTwin(tx: Tx, { actor }: Scope<CustomerActor>, label: string, except: { childId?: string } = {}): Promise<void> {
  if (await isLabelTaken(tx, { parentId: actor.customerId, label }, except)) throw fieldError("label", "labelTaken");
}

/**
 * PC1, PC3: a parent opens a child account of its own company, once per key: 97 is asked to open it, and when it has, its owner is
 * invited. Throws field errors for a name that is taken, RULE_REFUSED for a child, for an account that is not open and for one child too many.
 */
export async function openChild(scope: Scope<CustomerActor>, { key, ...input }: z.output<typeof OpenChild>): Promise<z.output<typeof ChildOpened>> {
  if (scope.platformId === SANDBOX_PLATFORM) throw new AppError("RULE_REFUSED", { reasons: ["notInSandbox"] });
  await countTry(scope.db, [{ key: `child:${scope.actor.customerId}`, max: 60, windowSeconds: 3600 }]);
  // Nobody knows this password: the invitation's link sets the first real one.
  const passwordHash = await hashPassword(randomToken());
  return once(scope, { operation: "childAccount.open", key, input }, async (tx) => {
    const parent = await parentInTurn(tx, scope);
    const { label, accountName, ownerName, ownerEmail, ownerPhone } = input;
    await refuseTwin(tx, scope, label);
    if ((await childrenUnder(tx, parent.id)) >= MOST_CHILDREN) throw new AppError("RULE_REFUSED", { reasons: ["tooManyChildren"] });
    const now = scope.now();
    const { name: companyName, creditCode, industry, staffBand, address } = parent.organization;
    const opening = await tx.accountOpening.create({
      data: {
        number: await nextNumber(tx, `K${parent.provinceId}`, "accountOpening", now), state: "at97", parentId: parent.id, label, provinceId: parent.provinceId, resumeHash: sha256(randomToken()),
        companyName, creditCode, industry, staffBand, address, contactName: ownerName, contactPhone: ownerPhone, email: ownerEmail, accountName, passwordHash, payType: "prepaid",
        submittedAt: now, decidedAt: now, createdAt: now, updatedAt: now,
      },
    });
    // After the write, which waited for whoever held the name until now.
    if ((await takenNames(tx, [accountName], opening.id)).size > 0) throw fieldError("accountName", "accountNameTaken");
    await openAt97(tx, scope, opening, parent.accountName);
    await recordAudit(tx, scope, "childAccount.open", { kind: "accountOpening", id: opening.id }, { customerId: parent.id, provinceId: parent.provinceId, after: { number: opening.number, label, accountName, ownerName } });
    return { number: opening.number };
  }).catch((error: unknown) => {
    if (brokeConstraint(error, "AccountOpening_name_reserved")) throw fieldError("accountName", "accountNameTaken");
    throw error;
  });
}

const owner = { where: { role: "owner", isActive: true }, select: { firstUsedAt: true } } satisfies Prisma.Customer$membershipsArgs;
const shown = { id: true, label: true, accountName: true, state: true, contactName: true, contactEmail: true, openedAt: true, memberships: owner } satisfies Prisma.CustomerSelect;
type Shown = Prisma.CustomerGetPayload<{ select: typeof shown }>;

const rowOf = ({ id, label, accountName, state, contactName, contactEmail, openedAt, memberships }: Shown, { cashFen, running }: { cashFen: bigint; running: number }): ChildRow & { openedAt: Date } => ({
  id, label, accountName, stage: childStageOf({ state, isUsed: memberships.some(({ firstUsedAt }) => firstUsedAt !== null) }), ownerName: contactName, ownerEmail: contactEmail, openedAt, cashFen, running,
});

const spentOf = (spend: { usedFen: bigint; limitFen: bigint | null } | undefined) => ({ usedFen: spend?.usedFen ?? 0n, limitFen: spend?.limitFen ?? null });

/** PC9: the parent's children by what it calls them, found by their words; those that 97 has not opened yet come first. The queries do not grow with the children. */
export async function listChildren(scope: Scope<CustomerActor>, { search, isClosed, cursor }: z.output<typeof ListChildren>): Promise<z.output<typeof ChildPage>> {
  const has = { contains: search, mode: "insensitive" } as const;
  const found = search === "" ? {} : { OR: [{ label: has }, { accountName: has }, { contactName: has }] };
  // One that 97 opens between the two reads is in both this way, never in neither, and is shown as it was at first.
  const openings = cursor === undefined && !isClosed ? await scope.db.accountOpening.findMany({ where: { ...mine(scope), state: "at97", ...found }, orderBy: { id: "asc" }, take: MOST_CHILDREN }) : [];
  const names = openings.flatMap(({ accountName }) => accountName ?? []);
  const where: Prisma.CustomerWhereInput = { ...mine(scope), state: isClosed ? "closed" : { notIn: ["closed", "purged"] }, ...found, NOT: { accountName: { in: names } } };
  const [rows, total] = await Promise.all([
    scope.db.customer.findMany({ where, orderBy: [{ label: "asc" }, { id: "asc" }], select: shown, ...pageAfter(scope, PAGE, cursor) }),
    scope.db.customer.count({ where }),
  ]);
  const { page, nextCursor } = pageOf(rows, PAGE);
  const ids = page.map(({ id }) => id);
  const [cash, products, spend] = await Promise.all([
    scope.db.ledgerAccount.findMany({ where: { kind: "prepaidCash", customerId: { in: ids } }, select: { customerId: true, balanceFen: true } }),
    scope.db.product.groupBy({ by: ["customerId"], where: { customerId: { in: ids }, bundleId: null, state: { in: [...alive] } }, _count: true }),
    spendPerAccount(scope.db, ids, scope.now()),
  ]);
  const opened = page.map((row) => ({ ...spentOf(spend.get(row.id)), ...rowOf(row, { cashFen: cash.find(({ customerId }) => customerId === row.id)?.balanceFen ?? 0n, running: products.find(({ customerId }) => customerId === row.id)?._count ?? 0 }) }));
  const waiting = openings.map((row): ChildListRow => ({ ...spentOf(undefined), id: row.id, label: row.label, accountName: row.accountName ?? "", stage: "opening", ownerName: row.contactName, ownerEmail: row.email, openedAt: null, cashFen: 0n, running: 0 }));
  return { rows: [...waiting, ...opened], nextCursor, total: total + waiting.length };
}

/** A child as its parent sees it. Throws NOT_FOUND for anybody else's. */
export async function getChild(scope: Scope<CustomerActor>, { childId }: z.output<typeof ChildId>): Promise<ChildView> {
  const child = await scope.db.customer.findFirst({ where: { id: childId, ...mine(scope), state: { not: "purged" } }, include: { memberships: owner } });
  if (!child) throw new AppError("NOT_FOUND");
  const [balance, running, orders, members] = await Promise.all([
    balanceIn(scope.db, childId),
    scope.db.product.count({ where: { customerId: childId, bundleId: null, state: { in: [...alive] } } }),
    scope.db.productOrder.count({ where: { customerId: childId, state: { in: [...openOrders] } } }),
    scope.db.membership.findMany({ where: { customerId: childId, isActive: true, role: { not: "employee" } }, orderBy: { createdAt: "asc" }, take: 50, include: { person: { select: { name: true, email: true } } } }),
  ]);
  const { id, ...row } = rowOf(child, { cashFen: balance.cashFen, running });
  return {
    ...row, childId: id, accountNumber97: child.accountNumber97, ownerPhone: child.contactPhone, heldFen: balance.heldFen, openOrders: orders,
    members: members.map(({ id: memberId, role, firstUsedAt, invitedName, person }) => ({ id: memberId, role, firstUsedAt, name: shownName({ firstUsedAt, invitedName, person }), email: person.email ?? "" })),
  };
}

/**
 * PC1: hands the first sign-in over again, to the same mailbox or, as long as nobody has signed in, to somebody else; whoever was
 * invited before comes in no more. Throws RULE_REFUSED once it was used.
 */
export async function inviteOwner(scope: Scope<CustomerActor>, { key, childId, ownerName, ownerEmail, ownerPhone }: z.output<typeof InviteOwner>): Promise<{ isDone: true }> {
  await countTry(scope.db, [{ key: `child:invite:${childId}`, max: 10, windowSeconds: 3600 }]);
  const lockedHash = await hashPassword(randomToken());
  return once(scope, { operation: "childAccount.invite", key, input: { childId, ownerName, ownerEmail, ownerPhone } }, async (tx) => {
    const [child] = await tx.customer.updateManyAndReturn({ where: { id: childId, ...mine(scope), state: { in: ["open", "suspended"] } }, data: { contactName: ownerName, contactEmail: ownerEmail, contactPhone: ownerPhone, version: { increment: 1 } } });
    if (!child) throw new AppError("NOT_FOUND");
    const before = await tx.membership.findMany({ where: { customerId: childId, role: "owner", isActive: true }, include: { person: { select: { name: true, email: true } } } });
    // Once anybody of it has worked with it, it is the child's own.
    if ((await tx.membership.count({ where: { customerId: childId, firstUsedAt: { not: null } } })) > 0) throw new AppError("RULE_REFUSED", { reasons: ["handedOver"] });
    const out = await tx.membership.updateMany({ where: { id: { in: before.map(({ id }) => id) }, firstUsedAt: null }, data: { isActive: false } });
    if (out.count !== before.length) throw new AppError("CHANGED_MEANWHILE");
    const organization = await tx.organization.findFirstOrThrow({ where: { id: child.organizationId }, select: { name: true } });
    await inviteChildOwner(tx, scope, { customer: child, companyName: organization.name, lockedHash });
    await tell97OfContact(tx, scope, childId);
    await recordAudit(tx, scope, "childAccount.invite", { kind: "customer", id: childId }, { customerId: childId, provinceId: child.provinceId, before: { owners: before.map(({ person }) => person.email) }, after: { owner: ownerEmail } });
    return { isDone: true } as const;
  });
}

/** What the parent calls a child. Throws a field error for a sibling's name. */
export async function renameChild(scope: Scope<CustomerActor>, { childId, label }: z.output<typeof RenameChild>): Promise<{ isDone: true }> {
  return scope.transaction(async (tx) => {
    await parentInTurn(tx, scope);
    const before = await tx.customer.findFirst({ where: { id: childId, ...mine(scope), state: { notIn: ["closed", "purged"] } }, select: { label: true, provinceId: true } });
    if (!before) throw new AppError("NOT_FOUND");
    await refuseTwin(tx, scope, label, { childId });
    await tx.customer.updateMany({ where: { id: childId, ...mine(scope) }, data: { label, version: { increment: 1 } } });
    await recordAudit(tx, scope, "childAccount.rename", { kind: "customer", id: childId }, { customerId: childId, provinceId: before.provinceId, before: { label: before.label }, after: { label } });
    return { isDone: true } as const;
  });
}
