import type { z } from "zod";
import { lockAccounts } from "../accounts/account-lock.service";
import { nameOfAccount } from "../accounts/child.rules";
import { recordAudit } from "../audit/audit.service";
import { cutOffOf, edgeAt } from "../changes/change.rules";
import { type Reader, type Tx, brokeConstraint } from "../db";
import type { Customer, RelationshipChange } from "../generated/prisma/client";
import { dateOf, dayOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { allows } from "../kernel/permissions";
import { payerOf } from "../ledger/payer.service";
import { mailCustomer } from "../notifications/customer-mail.service";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import type { CustomerActor, Scope } from "../scope";
import { judgeAlone, judgeLeave } from "./relationship-judge.service";
import type { AskLeave, DecideRelationship, ListRelationships, ReadRelationship, RelationshipBlocker, RelationshipPage, RelationshipRow, RelationshipView, UndoRelationship } from "./relationship.schema";
import { worded } from "../notifications/templates.rules";

const PAGE = 20;
const SHOWN = 10;
const sidesOf = ({ customerId }: CustomerActor) => ({ OR: [{ parentId: customerId }, { customerId }] });

async function relationshipRows(scope: Scope<CustomerActor>, rows: readonly RelationshipChange[]): Promise<RelationshipRow[]> {
  const accounts = await scope.db.customer.findMany({ where: { id: { in: rows.flatMap(({ parentId, customerId }) => [parentId, customerId]) } }, select: { id: true, accountName: true, label: true } });
  const of = (id: string) => accounts.find((account) => account.id === id);
  return rows.map(({ id, kind, state, parentId, customerId, label, isByParent, effectiveOn, askedAt, askedByName, decidedAt, decidedByName, blockers }) => {
    const isParentSide = scope.actor.customerId === parentId;
    const may = allows([scope.actor.role], "accountRelationship.manage");
    return {
      id, kind, state, parentName: of(parentId)?.accountName ?? "", accountName: of(customerId)?.accountName ?? "", label, isByParent, effectiveOn: dayOf(effectiveOn), askedAt, askedByName, decidedAt, decidedByName, blockers: blockers as RelationshipBlocker[],
      mayDecide: may && state === "asked" && isByParent !== isParentSide, mayUndo: may && (state === "asked" ? isByParent === isParentSide : state === "scheduled" && scope.now() < cutOffOf(dayOf(effectiveOn))),
    };
  });
}

/** The account that is spoken of: a child of the actor's, or its own. Throws NOT_FOUND for anybody else's. */
async function aboutWhom(db: Reader, { actor }: Scope<CustomerActor>, childId: string | undefined): Promise<Customer> {
  const account = await db.customer.findFirst({ where: childId === undefined ? { id: actor.customerId } : { id: childId, parentId: actor.customerId, state: { notIn: ["closed", "purged"] } } });
  if (!account) throw new AppError("NOT_FOUND");
  return account;
}

/** PC11: how an account stands to its parent, what was asked, and what leaving or joining would mean; of a child for its parent, of itself for its own people. Throws NOT_FOUND. */
export async function readRelationship(scope: Scope<CustomerActor>, { childId }: z.output<typeof ReadRelationship>): Promise<RelationshipView> {
  const { db, actor } = scope;
  const account = await aboutWhom(db, scope, childId);
  const edgeOn = edgeAt(scope.now());
  const mayManage = allows([actor.role], "accountRelationship.manage");
  const found = await db.relationshipChange.findMany({ where: { customerId: account.id, ...sidesOf(actor) }, orderBy: { id: "desc" }, take: SHOWN });
  const rows = await relationshipRows(scope, found);
  const open = rows.find(({ state }) => state === "asked" || state === "scheduled") ?? null;
  const parent = account.parentId === null ? null : await db.customer.findFirst({ where: { id: account.parentId }, select: { accountName: true } });
  const code = await db.joinCode.findFirst({ where: { customerId: account.id, endedAt: null, expiresAt: { gt: scope.now() } }, orderBy: { id: "desc" }, select: { expiresAt: true } });
  return {
    edgeOn, parentName: parent?.accountName ?? null, accountName: account.accountName, label: nameOfAccount(account), isParentSide: childId !== undefined, mayManage, open, past: rows.filter((row) => row !== open),
    leave: mayManage && account.parentId !== null ? await judgeLeave(db, scope, { account, edgeOn, ...(open ? { exceptId: open.id } : {}) }) : null,
    join: mayManage && account.parentId === null && childId === undefined ? { blockers: await judgeAlone(db, account), codeUntil: code?.expiresAt ?? null } : null,
  };
}

/** PC11: everything that was asked of joining and leaving with the actor's account on either side, the latest first. */
export async function listRelationships(scope: Scope<CustomerActor>, { cursor }: z.output<typeof ListRelationships>): Promise<RelationshipPage> {
  const found = await scope.db.relationshipChange.findMany({ where: sidesOf(scope.actor), orderBy: { id: "desc" }, ...pageAfter(scope, PAGE, cursor) });
  const { page, nextCursor } = pageOf(found, PAGE);
  return { rows: await relationshipRows(scope, page), nextCursor };
}

const oneOpen = (error: unknown): never => {
  throw brokeConstraint(error, "RelationshipChange_one_open") ? new AppError("RULE_REFUSED", { reasons: ["alreadyAsked"] }) : error;
};
export const createChange = (tx: Tx, data: Omit<Parameters<Tx["relationshipChange"]["create"]>[0]["data"], "platformId">): Promise<RelationshipChange> => tx.relationshipChange.create({ data: data as never }).catch(oneOpen);

/** PC11: a parent or its child asks that the child stands alone from an account period on, once per key; the other side answers. Throws RULE_REFUSED with everything in the way, NOT_FOUND. */
export async function askLeave(scope: Scope<CustomerActor>, { key, childId }: z.output<typeof AskLeave>): Promise<{ changeId: string }> {
  return once(scope, { operation: "accountRelationship.leave", key, input: { childId } }, async (tx) => {
    const seen = await aboutWhom(tx, scope, childId);
    if (seen.parentId === null) throw new AppError("RULE_REFUSED", { reasons: ["hasParent"] });
    await lockAccounts(tx, seen.parentId, [seen.id]);
    const account = await aboutWhom(tx, scope, childId);
    const { id: customerId, parentId, provinceId } = account;
    if (parentId === null) throw new AppError("RULE_REFUSED", { reasons: ["hasParent"] });
    const edgeOn = edgeAt(scope.now());
    const { blockers } = await judgeLeave(tx, scope, { account, edgeOn });
    if (blockers.length > 0) throw new AppError("RULE_REFUSED", { reasons: blockers });
    const isByParent = childId !== undefined;
    const change = await createChange(tx, { kind: "leave", state: "asked", parentId, customerId, provinceId, label: account.label, isByParent, effectiveOn: dateOf(edgeOn), askedAt: scope.now(), askedByName: scope.actor.name });
    await mailCustomer(tx, scope, isByParent ? customerId : parentId, {
      ...worded("relationship.asked", { isByParent, child: nameOfAccount(account), accountName: account.accountName, fromOn: { day: edgeOn } }), path: isByParent ? "/company/parent" : `/children/${customerId}/leave`,
    });
    for (const each of [customerId, parentId]) await recordAudit(tx, scope, "accountRelationship.leave", { kind: "customer", id: customerId }, { customerId: each, provinceId, after: { isByParent, effectiveOn: edgeOn } });
    return { changeId: change.id };
  });
}

/** PC11: the other side's answer, once per key; agreed, the child stands alone from the next edge on, and pays for itself from then. Throws RULE_REFUSED, CHANGED_MEANWHILE, NOT_FOUND. */
export async function decideRelationship(scope: Scope<CustomerActor>, { key, changeId, isAgreed }: z.output<typeof DecideRelationship>): Promise<{ isDone: true }> {
  return once(scope, { operation: "accountRelationship.decide", key, input: { changeId, isAgreed } }, async (tx) => {
    const asked = await tx.relationshipChange.findFirst({ where: { id: changeId, ...sidesOf(scope.actor) } });
    if (!asked || asked.isByParent === (asked.parentId === scope.actor.customerId)) throw new AppError("NOT_FOUND");
    await lockAccounts(tx, asked.parentId, [asked.customerId]);
    const now = scope.now();
    const edgeOn = edgeAt(now);
    const account = await tx.customer.findFirstOrThrow({ where: { id: asked.customerId } });
    const { blockers } = isAgreed ? await judgeLeave(tx, scope, { account, edgeOn, exceptId: changeId }) : { blockers: [] };
    if (blockers.length > 0) throw new AppError("RULE_REFUSED", { reasons: blockers });
    const decided = { decidedAt: now, decidedByName: scope.actor.name };
    const moved = await tx.relationshipChange.updateMany({ where: { id: changeId, state: "asked" }, data: isAgreed ? { ...decided, state: "scheduled", effectiveOn: dateOf(edgeOn) } : { ...decided, state: "refused", endedAt: now } });
    if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
    if (isAgreed) await payItself(tx, scope, { parentId: asked.parentId, account, edgeOn, setAt: now });
    const other = asked.isByParent ? asked.parentId : asked.customerId;
    await mailCustomer(tx, scope, other, worded("relationship.decided", { isRefused: !isAgreed, child: nameOfAccount(account), accountName: account.accountName, fromOn: { day: edgeOn } }));
    for (const each of [asked.customerId, asked.parentId]) await recordAudit(tx, scope, "accountRelationship.decide", { kind: "customer", id: asked.customerId }, { customerId: each, provinceId: asked.provinceId, after: { isAgreed, effectiveOn: edgeOn } });
    return { isDone: true } as const;
  });
}

type Stand = { parentId: string; account: Pick<Customer, "id" | "provinceId">; edgeOn: string; /** The instant of the word, by which `payAsBefore` finds it. */ setAt: Date };

/** PC4, PC11: from an edge on an account pays for itself; the coming month is charged the evening before. Words for later periods are answered alike. */
export async function payItself(tx: Tx, scope: Scope, { parentId, account, edgeOn, setAt }: Stand): Promise<void> {
  const later = await tx.childPayer.findMany({ where: { customerId: account.id, fromPeriod: { gt: dateOf(edgeOn) }, isParent: true }, distinct: ["fromPeriod"], select: { fromPeriod: true } });
  const periods = [...((await payerOf(tx, account.id, edgeOn)) === null ? [] : [dateOf(edgeOn)]), ...later.map(({ fromPeriod }) => fromPeriod)];
  await tx.childPayer.createMany({ data: periods.map((fromPeriod) => ({ parentId, customerId: account.id, provinceId: account.provinceId, isParent: false, fromPeriod, setAt, setByName: scope.actor.name })) });
}

/** What agreeing had said of who pays is taken back, from the first period that can still be decided about. */
export async function payAsBefore(tx: Tx, scope: Scope, { parentId, customerId, provinceId, decidedAt }: RelationshipChange): Promise<void> {
  const said = decidedAt === null ? null : await tx.childPayer.findFirst({ where: { customerId, isParent: false, setAt: decidedAt } });
  if (said) await tx.childPayer.create({ data: { parentId, customerId, provinceId, isParent: true, fromPeriod: dateOf(edgeAt(scope.now())), setAt: scope.now(), setByName: scope.actor.name } });
}

/** PC11: takes back what was asked or agreed, until the cut-off before its edge, once per key. Throws RULE_REFUSED, CHANGED_MEANWHILE, NOT_FOUND. */
export async function undoRelationship(scope: Scope<CustomerActor>, { key, changeId }: z.output<typeof UndoRelationship>): Promise<{ isDone: true }> {
  return once(scope, { operation: "accountRelationship.undo", key, input: { changeId } }, async (tx) => {
    const known = await tx.relationshipChange.findFirst({ where: { id: changeId, ...sidesOf(scope.actor) } });
    const isParentSide = known?.parentId === scope.actor.customerId;
    if (!known || (known.state === "asked" && known.isByParent !== isParentSide)) throw new AppError("NOT_FOUND");
    if (known.state === "scheduled" && scope.now() >= cutOffOf(dayOf(known.effectiveOn))) throw new AppError("RULE_REFUSED", { reasons: ["cutOffPassed"] });
    const moved = await tx.relationshipChange.updateMany({ where: { id: changeId, state: known.state === "asked" ? "asked" : "scheduled" }, data: { state: "undone", endedAt: scope.now() } });
    if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
    if (known.kind === "leave") await payAsBefore(tx, scope, known);
    await mailCustomer(tx, scope, isParentSide ? known.customerId : known.parentId, worded("relationship.undone", { isJoin: known.kind === "join" }));
    for (const each of [known.customerId, known.parentId]) await recordAudit(tx, scope, "accountRelationship.undo", { kind: "customer", id: known.customerId }, { customerId: each, provinceId: known.provinceId });
    return { isDone: true } as const;
  });
}
