import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { lockAccounts } from "../accounts/account-lock.service";
import { recordAudit } from "../audit/audit.service";
import { edgeAt } from "../changes/change.rules";
import { sha256 } from "../crypto";
import type { Reader } from "../db";
import type { Customer } from "../generated/prisma/client";
import { dateOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { legible } from "../kernel/legible";
import { mailCustomer } from "../notifications/customer-mail.service";
import { once } from "../platforms/idempotency.service";
import { countTry } from "../platforms/limit.service";
import { SANDBOX_PLATFORM } from "../platforms/province.rules";
import type { CustomerActor, Scope } from "../scope";
import { judgeAlone, judgeJoin } from "./relationship-judge.service";
import { createChange } from "./relationship.service";
import type { AskJoin, CheckJoinCode, JoinView } from "./relationship.schema";
import { worded } from "../notifications/templates.rules";

const CODE_DAYS = 7;

/**
 * PC11: an account that stands alone makes the code by which a parent may take it in; an earlier one counts no more, so that a repeat harms
 * nothing. It is shown once and kept as a hash. Throws RULE_REFUSED with everything in the way.
 */
export async function makeJoinCode(scope: Scope<CustomerActor>): Promise<{ code: string; expiresAt: Date }> {
  if (scope.platformId === SANDBOX_PLATFORM) throw new AppError("RULE_REFUSED", { reasons: ["notInSandbox"] });
  return scope.transaction(async (tx) => {
    const { customerId } = scope.actor;
    await lockAccounts(tx, customerId);
    const account = await tx.customer.findFirstOrThrow({ where: { id: customerId } });
    const blockers = await judgeAlone(tx, account);
    if (blockers.length > 0) throw new AppError("RULE_REFUSED", { reasons: blockers });
    await tx.joinCode.updateMany({ where: { customerId, endedAt: null }, data: { endedAt: scope.now() } });
    const code = legible(randomBytes(10));
    const expiresAt = new Date(scope.now().getTime() + CODE_DAYS * 86_400_000);
    await tx.joinCode.create({ data: { customerId, provinceId: account.provinceId, codeHash: sha256(code), createdAt: scope.now(), createdByName: scope.actor.name, expiresAt } });
    await recordAudit(tx, scope, "accountRelationship.code", { kind: "customer", id: customerId }, { customerId, provinceId: account.provinceId, after: { expiresAt } });
    return { code, expiresAt };
  });
}

/** Whom a code stands for. One answer for a wrong, a used and an old one. */
async function behind(db: Reader, scope: Scope<CustomerActor>, code: string): Promise<{ codeId: string; account: Customer; parent: Customer }> {
  const known = await db.joinCode.findFirst({ where: { codeHash: sha256(code), endedAt: null, expiresAt: { gt: scope.now() } } });
  const account = known && (await db.customer.findFirst({ where: { id: known.customerId, state: { notIn: ["closed", "purged"] } } }));
  if (!known || !account || account.id === scope.actor.customerId) throw fieldError("code", "joinCodeWrong");
  return { codeId: known.id, account, parent: await db.customer.findFirstOrThrow({ where: { id: scope.actor.customerId } }) };
}

/** Guessing is not worth it: a code has ten characters, and few tries an hour are taken from one account or address. */
const countCode = ({ db, actor, ip }: Scope<CustomerActor>) => countTry(db, [{ key: `joinCode:${actor.customerId}`, max: 20, windowSeconds: 3600 }, { key: `joinCode:ip:${ip}`, max: 60, windowSeconds: 3600 }]);

/** PC11: what a parent reads of an account before it takes it in by its code. Throws an error at the code's field, TOO_MANY_TRIES. */
export async function checkJoinCode(scope: Scope<CustomerActor>, { code }: z.output<typeof CheckJoinCode>): Promise<JoinView> {
  await countCode(scope);
  const { account, parent } = await behind(scope.db, scope, code);
  const check = await judgeJoin(scope.db, scope, { account, parent, label: null });
  const { name } = await scope.db.organization.findFirstOrThrow({ where: { id: account.organizationId }, select: { name: true } });
  const products = await scope.db.product.count({ where: { customerId: account.id, bundleId: null, state: { in: ["active", "suspended", "pendingTerminate"] } } });
  return { ...check, companyName: name, accountName: account.accountName, products, edgeOn: edgeAt(scope.now()) };
}

/** PC11: a parent takes in the account whose code it has, from the next account period on, once per key. Throws errors at fields, RULE_REFUSED with everything in the way, TOO_MANY_TRIES. */
export async function askJoin(scope: Scope<CustomerActor>, { key, code, label }: z.output<typeof AskJoin>): Promise<{ changeId: string }> {
  await countCode(scope);
  return once(scope, { operation: "accountRelationship.join", key, input: { code: sha256(code), label } }, async (tx) => {
    const seen = await behind(tx, scope, code);
    await lockAccounts(tx, scope.actor.customerId, [seen.account.id]);
    const { codeId, account, parent } = await behind(tx, scope, code);
    const { blockers } = await judgeJoin(tx, scope, { account, parent, label });
    if (blockers.includes("labelTaken")) throw fieldError("label", "labelTaken");
    if (blockers.length > 0) throw new AppError("RULE_REFUSED", { reasons: blockers });
    const used = await tx.joinCode.updateMany({ where: { id: codeId, endedAt: null }, data: { endedAt: scope.now() } });
    if (used.count === 0) throw new AppError("CHANGED_MEANWHILE");
    const edgeOn = edgeAt(scope.now());
    const now = scope.now();
    const change = await createChange(tx, { kind: "join", state: "scheduled", parentId: parent.id, customerId: account.id, provinceId: account.provinceId, label, isByParent: true, effectiveOn: dateOf(edgeOn), askedAt: now, askedByName: scope.actor.name, decidedAt: now, decidedByName: scope.actor.name });
    await mailCustomer(tx, scope, account.id, { ...worded("relationship.scheduled", { fromOn: { day: edgeOn }, parent: parent.accountName }), path: "/company/parent" });
    for (const each of [account.id, parent.id]) await recordAudit(tx, scope, "accountRelationship.join", { kind: "customer", id: account.id }, { customerId: each, provinceId: account.provinceId, after: { parentId: parent.id, label, effectiveOn: edgeOn } });
    return { changeId: change.id };
  });
}
