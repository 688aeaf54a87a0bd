import { lockAccounts } from "../accounts/account-lock.service";
import { recordAudit } from "../audit/audit.service";
import { tell97OfContact } from "../company/to-97.service";
import type { Tx } from "../db";
import type { Customer, RelationshipChange } from "../generated/prisma/client";
import { businessDayOf, dateOf, dayOf } from "../kernel/calendar";
import { returnReceived } from "../ledger/fund.service";
import { lockCashOf } from "../ledger/payer.service";
import { mailCustomer } from "../notifications/customer-mail.service";
import type { Scope } from "../scope";
import { eachAlone, turns } from "../sweep";
import { judgeJoin, judgeLeave } from "./relationship-judge.service";
import { payAsBefore, payItself } from "./relationship.service";
import type { RelationshipBlocker } from "./relationship.schema";
import { relationshipBlockersSaid } from "../notifications/said.words";
import { worded } from "../notifications/templates.rules";

/** What nobody answered for so long has lapsed. */
const ANSWER_DAYS = 30;

const changesATurn = turns("relationships", 100);

/**
 * PC11: accounts whose edge has come leave their parent or come under one, each in a transaction of its own, after what goes from account to
 * account with the same edge; one that something stands in the way of stays, and both are told. Returns how many were looked at.
 */
export async function carryOutRelationships(scope: Scope, only?: { customerId: string }): Promise<number> {
  const due = await scope.db.relationshipChange.findMany({ where: { state: "scheduled", effectiveOn: { lte: dateOf(businessDayOf(scope.now())) }, ...(only ?? { id: changesATurn.after(scope) }) }, orderBy: { id: "asc" }, take: changesATurn.size, select: { id: true } });
  const ids = due.map(({ id }) => id);
  await eachAlone(scope, "carryOutRelationships", ids, (id) => scope.transaction((tx) => carryOut(tx, scope, id)));
  if (!only) changesATurn.note(scope, ids);
  return due.length;
}

async function carryOut(tx: Tx, scope: Scope, id: string): Promise<void> {
  const seen = await tx.relationshipChange.findFirst({ where: { id, state: "scheduled" } });
  if (!seen) return;
  await lockAccounts(tx, seen.parentId, [seen.customerId]);
  const edgeOn = dayOf(seen.effectiveOn);
  if ((await tx.productTransfer.count({ where: { state: "scheduled", effectiveOn: { lte: seen.effectiveOn }, OR: [{ fromCustomerId: seen.customerId }, { toCustomerId: seen.customerId }] } })) > 0) return;
  const [account, parent] = [await tx.customer.findFirstOrThrow({ where: { id: seen.customerId } }), await tx.customer.findFirstOrThrow({ where: { id: seen.parentId } })];
  const { blockers } = seen.kind === "leave" ? await judgeLeave(tx, scope, { account, edgeOn, exceptId: id }) : await judgeJoin(tx, scope, { account, parent, label: seen.label, exceptId: id });
  const found: RelationshipBlocker[] = seen.kind === "leave" && account.parentId !== parent.id ? ["hasParent"] : blockers;
  const [change] = await tx.relationshipChange.updateManyAndReturn({ where: { id, state: "scheduled" }, data: found.length > 0 ? { state: "failed", blockers: found, endedAt: scope.now() } : { state: "done", endedAt: scope.now() } });
  if (!change) return;
  if (found.length > 0) return stay(tx, scope, { change, account, parent, blockers: found });
  if (change.kind === "leave") await standAlone(tx, scope, { change, account, parent });
  else await comeUnder(tx, scope, { change, account, parent });
  await tell97OfContact(tx, scope, account.id);
  for (const each of [account.id, parent.id]) await recordAudit(tx, scope, `accountRelationship.${change.kind === "leave" ? "left" : "joined"}`, { kind: "customer", id: account.id }, { customerId: each, provinceId: account.provinceId, after: { parentId: parent.id, effectiveOn: edgeOn } });
}

type Both = { change: RelationshipChange; account: Customer; parent: Customer };

/** What its parent's word stood over ends; old bills stay with whoever was to pay them. */
async function standAlone(tx: Tx, scope: Scope, { change, account, parent }: Both): Promise<void> {
  const ended = { endedAt: scope.now(), endedByName: scope.actor.name };
  const own = { customerId: account.id };
  await lockCashOf(tx, [account.id, parent.id]);
  await returnReceived(tx, scope, account.id);
  await payItself(tx, scope, { parentId: parent.id, account, edgeOn: dayOf(change.effectiveOn), setAt: scope.now() });
  await tx.childAuthorisation.updateMany({ where: { ...own, withdrawnAt: null }, data: { withdrawnAt: scope.now(), withdrawnByName: scope.actor.name } });
  await tx.spendingCap.updateMany({ where: { ...own, ownerId: parent.id, endedAt: null }, data: ended });
  // What its parent was about to order for it, it orders itself.
  await tx.cartItem.deleteMany({ where: { customerId: account.id, orderId: null, cart: { customerId: parent.id } } });
  await tx.customer.updateMany({ where: { id: account.id, parentId: parent.id }, data: { parentId: null, label: "", version: { increment: 1 } } });
  const left = (isParent: boolean) => worded("relationship.left", { isParent, child: account.label, accountName: account.accountName, fromOn: { day: dayOf(change.effectiveOn) } });
  await mailCustomer(tx, scope, account, { ...left(false), path: "/balance" });
  await mailCustomer(tx, scope, parent, { ...left(true), path: "/bills/group" });
}

/** It comes with what it has; everything that runs is authorised as it is, so that nothing of it stops. */
async function comeUnder(tx: Tx, scope: Scope, { change, account, parent }: Both): Promise<void> {
  await tx.customer.updateMany({ where: { id: account.id, parentId: null }, data: { parentId: parent.id, label: change.label, version: { increment: 1 } } });
  await tx.spendingCap.updateMany({ where: { customerId: account.id, ownerId: account.id, endedAt: null }, data: { endedAt: scope.now(), endedByName: scope.actor.name } });
  const running = await tx.product.findMany({ where: { customerId: account.id, bundleId: null, state: { in: ["pendingActive", "active", "suspended", "pendingTerminate"] } }, orderBy: { id: "asc" }, select: { specificationCode: true, offeringCode: true, seats: true } });
  const codes = [...new Set(running.map(({ specificationCode }) => specificationCode))];
  await tx.childAuthorisation.createMany({
    data: codes.map((specificationCode) => {
      const own = running.filter((product) => product.specificationCode === specificationCode);
      return { parentId: parent.id, customerId: account.id, provinceId: account.provinceId, specificationCode, productClass: null, offeringCodes: [...new Set(own.map(({ offeringCode }) => offeringCode))], seatCeiling: own.reduce((sum, { seats }) => sum + seats, 0), startsOn: change.effectiveOn, grantedAt: scope.now(), grantedByName: change.askedByName };
    }),
  });
  const joinedNow = (isParent: boolean) => worded("relationship.joined", { isParent, parent: parent.accountName, child: change.label, accountName: account.accountName, fromOn: { day: dayOf(change.effectiveOn) } });
  await mailCustomer(tx, scope, account, { ...joinedNow(false), path: "/may-buy" });
  await mailCustomer(tx, scope, parent, { ...joinedNow(true), path: `/children/${account.id}` });
}

async function stay(tx: Tx, scope: Scope, { change, account, parent, blockers }: Both & { blockers: readonly RelationshipBlocker[] }): Promise<void> {
  if (change.kind === "leave" && account.parentId === parent.id) await payAsBefore(tx, scope, change);
  const told = worded("relationship.failed", { accountName: account.accountName, isJoin: change.kind === "join", fromOn: { day: dayOf(change.effectiveOn) }, reason: relationshipBlockersSaid(blockers) });
  for (const each of [account, parent]) await mailCustomer(tx, scope, each, told);
  await recordAudit(tx, scope, "accountRelationship.fail", { kind: "customer", id: account.id }, { customerId: account.id, provinceId: account.provinceId, after: { kind: change.kind, blockers } });
}

/** What nobody answered for thirty days has lapsed, and whoever asked is told. Returns how many. */
export async function lapseRelationships(scope: Scope): Promise<number> {
  const old = await scope.db.relationshipChange.findMany({ where: { state: "asked", askedAt: { lt: new Date(scope.now().getTime() - ANSWER_DAYS * 86_400_000) } }, orderBy: { id: "asc" }, take: 50, select: { id: true } });
  await eachAlone(scope, "carryOutRelationships", old.map(({ id }) => id), (id) => scope.transaction(async (tx) => {
    const [change] = await tx.relationshipChange.updateManyAndReturn({ where: { id, state: "asked" }, data: { state: "lapsed", endedAt: scope.now() } });
    if (!change) return;
    await mailCustomer(tx, scope, change.isByParent ? change.parentId : change.customerId, worded("relationship.lapsed", {}));
    await recordAudit(tx, scope, "accountRelationship.lapse", { kind: "customer", id: change.customerId }, { customerId: change.customerId, provinceId: change.provinceId });
  }));
  return old.length;
}
