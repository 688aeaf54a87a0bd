import type { z } from "zod";
import { lockAccounts } from "../accounts/account-lock.service";
import { recordAudit } from "../audit/audit.service";
import type { Reader, Tx } from "../db";
import type { Prisma, SpendingCap } from "../generated/prisma/client";
import { addDays, businessDayOf, startOfDay } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { groupBy } from "../kernel/group";
import { once } from "../platforms/idempotency.service";
import type { CustomerActor, Scope } from "../scope";
import { type CapFinding, type CapVerdict, type CapWish, type Spend, type WishesBefore, capsFor, countedBefore, judgeCaps, spendOf, uncapped } from "./cap.rules";
import type { CapsView, EndCap, ReadCaps, SetCap } from "./cap.schema";
import { type Taken, takenBy } from "./spend.service";

type Account = { id: string; parentId: string | null };
const inForce = { endedAt: null } satisfies Prisma.SpendingCapWhereInput;

/** The caps that hold an account now: its own, its group's, and those of its parent's people, who may order for it. */
const capsOver = (db: Reader, { id, parentId }: Account): Promise<SpendingCap[]> => db.spendingCap.findMany({ where: { ...inForce, OR: [{ customerId: id, kind: { not: "groupMonth" } }, { customerId: parentId ?? id, kind: { in: ["groupMonth", "personMonth"] } }] }, orderBy: { id: "asc" } });

/** Counts what the whole group orders: its own cap, and that of a person of its head. */
const isOverGroup = ({ kind, customerId }: SpendingCap, { id, parentId }: Account): boolean => kind === "groupMonth" || (kind === "personMonth" && customerId === (parentId ?? id));

const groupIds = async (db: Reader, headId: string): Promise<string[]> => [headId, ...(await db.customer.findMany({ where: { parentId: headId }, select: { id: true } })).map(({ id }) => id)];

/**
 * PC5, promise 3: two orders that count against the same cap come one after the other, by their account or, where the group has a cap, by its
 * head. Nobody waits where no cap is set.
 */
export async function lockCaps(tx: Tx, account: Account): Promise<void> {
  const caps = await capsOver(tx, account);
  if (caps.length === 0) return;
  const isShared = caps.some((cap) => isOverGroup(cap, account));
  await lockAccounts(tx, isShared ? (account.parentId ?? account.id) : account.id, [account.id]);
}

/** What counts against a cap of `account` or its head. */
function usedOf(cap: SpendingCap, account: Account, taken: readonly Taken[], personId: string | null): bigint {
  const { kind, customerId } = cap;
  if (kind === "orderApproval") return 0n;
  const counted = taken.filter((row) => (isOverGroup(cap, account) || row.customerId === customerId) && (kind !== "personMonth" || row.personId === personId));
  const { usedFen, recurringFen } = spendOf(counted);
  return kind === "accountRunning" ? recurringFen : usedFen;
}

type Asked = { customer: Account; personId: string | null; exceptOrderId?: string };

/** PC5: what the caps say of a wish of an account, ordered by a person of it or (null) by somebody for it. Ask under `lockCaps` where it is to hold. */
export async function judgeFor(db: Reader, scope: Pick<Scope, "now">, { wish, ...asked }: Asked & { wish: CapWish }): Promise<CapVerdict> {
  return (await judgeOver(db, scope, asked))(wish);
}

/** The same for many wishes, each by itself or after others that are to come too, in as many queries as for one. */
export async function judgeOver(db: Reader, scope: Pick<Scope, "now">, { customer, personId, exceptOrderId }: Asked): Promise<(wish: CapWish, before?: WishesBefore) => CapVerdict> {
  const all = await capsOver(db, customer);
  if (all.length === 0) return () => uncapped;
  const members = personId ? await db.membership.findMany({ where: { customerId: { in: [customer.id, customer.parentId ?? customer.id] }, personId }, select: { id: true, customerId: true } }) : [];
  const caps = capsFor(all, (accountId) => members.find(({ customerId }) => customerId === accountId)?.id ?? null);
  const isCounting = caps.some(({ kind }) => kind !== "orderApproval");
  const ids = caps.some((cap) => isOverGroup(cap, customer)) ? await groupIds(db, customer.parentId ?? customer.id) : [customer.id];
  const withPersons = caps.some(({ kind }) => kind === "personMonth");
  const taken = isCounting ? await takenBy(db, ids, scope.now(), { exceptOrderId, withPersons }) : [];
  const counted = caps.map((cap) => ({ ...cap, usedFen: usedOf(cap, customer, taken, personId), isOfHead: cap.kind === "personMonth" && isOverGroup(cap, customer) && customer.parentId !== null }));
  return (wish, before) => judgeCaps(before ? counted.map((cap) => ({ ...cap, usedFen: cap.usedFen + countedBefore({ kind: cap.kind, isOfHead: isOverGroup(cap, customer) }, before) })) : counted, wish);
}

/** Why a wish needs its company's word first; null where it does not. Throws RULE_REFUSED for one over a hard cap. */
export function askingFindings({ outcome, findings }: CapVerdict): CapFinding[] | null {
  if (outcome === "refused") throw new AppError("RULE_REFUSED", { reasons: ["overHardCap"] });
  return outcome === "approval" ? findings : null;
}

/** An account whose caps the actor's account sets: itself, unless it has a parent, or one of its children. Throws NOT_FOUND, and RULE_REFUSED for a child's own. */
async function cappedAccount(db: Reader, { actor }: Scope<CustomerActor>, accountId: string) {
  const account = await db.customer.findFirst({ where: { id: accountId, state: { notIn: ["closed", "purged"] }, OR: [{ id: actor.customerId }, { parentId: actor.customerId }] }, select: { id: true, parentId: true, provinceId: true } });
  if (!account) throw new AppError("NOT_FOUND");
  if (account.id === actor.customerId && account.parentId !== null) throw new AppError("RULE_REFUSED", { reasons: ["parentSetsCaps"] });
  return account;
}

/** PC5, PC15: sets a cap, once per key; the one of the same kind that was in force ends with it and stays readable. Throws errors at fields. */
export async function setCap(scope: Scope<CustomerActor>, { key, ...input }: z.output<typeof SetCap>): Promise<{ isDone: true }> {
  return once(scope, { operation: "spendingCap.set", key, input }, async (tx) => {
    const { accountId, kind, limitFen, isHard, membershipId } = input;
    const account = await cappedAccount(tx, scope, accountId);
    if (kind === "groupMonth" && account.parentId !== null) throw fieldError("kind", "groupCapIsParents");
    if (kind === "orderApproval" && isHard) throw fieldError("isHard", "orderCapIsSoft");
    if (membershipId !== null && (kind !== "personMonth" || (await tx.membership.count({ where: { id: membershipId, customerId: accountId, isActive: true } })) === 0)) throw fieldError("membershipId", "chooseOne");
    // Orders that are being placed come before it or after it.
    await lockAccounts(tx, account.id);
    const ended = await end(tx, scope, { customerId: accountId, kind, membershipId });
    const cap = await tx.spendingCap.create({ data: { ownerId: scope.actor.customerId, customerId: accountId, provinceId: account.provinceId, kind, membershipId, limitFen, isHard, setAt: scope.now(), setByName: scope.actor.name }, select: { id: true } });
    await recordAudit(tx, scope, "spendingCap.set", { kind: "spendingCap", id: cap.id }, { customerId: accountId, provinceId: account.provinceId, before: ended.map(({ limitFen: was, isHard: wasHard }) => ({ limitFen: was.toString(), isHard: wasHard })), after: { kind, membershipId, limitFen: limitFen.toString(), isHard } });
    return { isDone: true } as const;
  });
}

const end = (tx: Tx, scope: Scope<CustomerActor>, where: Prisma.SpendingCapWhereInput) => tx.spendingCap.updateManyAndReturn({ where: { ...where, ...inForce }, data: { endedAt: scope.now(), endedByName: scope.actor.name } });

/** PC5: takes a cap away: no limit any more. Throws NOT_FOUND for another company's and for one that has ended. */
export async function endCap(scope: Scope<CustomerActor>, { key, capId }: z.output<typeof EndCap>): Promise<{ isDone: true }> {
  return once(scope, { operation: "spendingCap.end", key, input: { capId } }, async (tx) => {
    const [cap] = await end(tx, scope, { id: capId, ownerId: scope.actor.customerId });
    if (!cap) throw new AppError("NOT_FOUND");
    await recordAudit(tx, scope, "spendingCap.end", { kind: "spendingCap", id: cap.id }, { customerId: cap.customerId, provinceId: cap.provinceId, before: { kind: cap.kind, limitFen: cap.limitFen.toString(), isHard: cap.isHard } });
    return { isDone: true } as const;
  });
}

/** Caps that were in force at the end of a past day. */
const inForceOn = (day: string): Prisma.SpendingCapWhereInput => {
  const until = startOfDay(addDays(day, 1));
  return { setAt: { lt: until }, OR: [{ endedAt: null }, { endedAt: { gte: until } }] };
};

/**
 * PC5, PC15: an account's caps with what counts against them now, its spend by parts, and its people; or the caps as they were on a past
 * day. A parent reads its own and its children's, a child its own. Throws NOT_FOUND for anybody else's.
 */
export async function readCaps(scope: Scope<CustomerActor>, { accountId = scope.actor.customerId, onDay }: z.output<typeof ReadCaps>): Promise<CapsView> {
  const { actor } = scope;
  const account = await scope.db.customer.findFirst({ where: { id: accountId, OR: [{ id: actor.customerId }, { parentId: actor.customerId }], state: { not: "purged" } }, select: { id: true, parentId: true } });
  if (!account) throw new AppError("NOT_FOUND");
  const today = businessDayOf(scope.now());
  const isPast = onDay !== undefined && onDay < today;
  const headId = account.parentId ?? account.id;
  const own: Prisma.SpendingCapWhereInput = { OR: [{ customerId: account.id, kind: { not: "groupMonth" } }, { customerId: headId, kind: "groupMonth" }] };
  const [caps, ownTaken, members] = await Promise.all([
    scope.db.spendingCap.findMany({ where: { AND: [own, isPast ? inForceOn(onDay) : inForce] }, orderBy: [{ kind: "asc" }, { setAt: "asc" }] }),
    takenBy(scope.db, [account.id], scope.now(), { withPersons: true }),
    scope.db.membership.findMany({ where: { customerId: account.id }, orderBy: { createdAt: "asc" }, take: 200, select: { id: true, personId: true, isActive: true, invitedName: true, firstUsedAt: true, person: { select: { name: true } } } }),
  ]);
  // What a whole group, or a person of its head in all of it, has used is its head's to know, and only read for a cap on it.
  const isOfGroup = !isPast && headId === actor.customerId && caps.some((cap) => isOverGroup(cap, account));
  const groupTaken = isOfGroup ? await takenBy(scope.db, await groupIds(scope.db, headId), scope.now(), { withPersons: true }) : [];
  const takenFor = (cap: SpendingCap) => (isOfGroup && isOverGroup(cap, account) ? groupTaken : ownTaken);
  const byPerson = isOfGroup && account.parentId === null && caps.some(({ kind }) => kind === "personMonth") ? groupTaken : ownTaken;
  const nameOf = (id: string | null) => members.find((member) => member.id === id)?.person.name ?? null;
  const personOf = (id: string | null) => members.find((member) => member.id === id)?.personId ?? null;
  return {
    accountId: account.id, today, onDay: isPast ? onDay : today, isOwn: account.id === actor.customerId, hasParent: account.parentId !== null, maySet: account.id !== actor.customerId || account.parentId === null,
    spend: spendOf(ownTaken),
    caps: caps.map((cap) => ({
      id: cap.id, kind: cap.kind, limitFen: cap.limitFen, isHard: cap.isHard, setAt: cap.setAt, setByName: cap.setByName, membershipId: cap.membershipId, personName: nameOf(cap.membershipId), isEnded: cap.endedAt !== null,
      // What a cap on each person has used differs from one to the next, and a group's total is not a child's to know.
      usedFen: cap.kind === "orderApproval" || (cap.kind === "personMonth" && cap.membershipId === null) || (cap.kind === "groupMonth" && headId !== actor.customerId) ? null : usedOf(cap, account, takenFor(cap), personOf(cap.membershipId)),
    })),
    people: members.filter(({ isActive }) => isActive).map(({ id, personId, person }) => ({ membershipId: id, name: person.name, usedFen: spendOf(byPerson.filter((row) => row.personId === personId)).usedFen })),
  };
}

/** An account's spend and the caps on it, for many accounts in as many queries as for one. */
export async function spendPerAccount(db: Reader, accountIds: readonly string[], now: Date): Promise<Map<string, Spend & { limitFen: bigint | null }>> {
  const [taken, caps] = [await takenBy(db, accountIds, now), await db.spendingCap.findMany({ where: { customerId: { in: [...accountIds] }, kind: "accountMonth", ...inForce }, select: { customerId: true, limitFen: true } })];
  const rows = groupBy(taken, ({ customerId }) => customerId);
  return new Map(accountIds.map((id) => [id, { ...spendOf(rows.get(id) ?? []), limitFen: caps.find(({ customerId }) => customerId === id)?.limitFen ?? null }]));
}
