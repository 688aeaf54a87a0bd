import { type Reader, dbFor } from "../db";
import type { Session } from "../generated/prisma/client";
import { businessDayOf, dateOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { passwordMatches, sha256, turnstile } from "../crypto";
import { clockOffsetMs } from "../platforms/clock.service";
import { clearTries, countTry } from "../platforms/limit.service";
import type { CustomerActor, Scope } from "../scope";
import { isAccountName } from "./account.rules";
import { consumeCode } from "./code.service";
import { realmRules } from "../session";
import { type StepNeeded, isFactorRequired, stepNeeded } from "./second-step.rules";

/** The person behind a live session whose second step is done, or null (AI12, promise 36). */
export async function customerActor(platformId: string, session: Session): Promise<CustomerActor | null> {
  const entered = await enteredAs(platformId, session);
  return entered?.needs === null ? entered.actor : null;
}

export type Entered = { actor: CustomerActor; needs: StepNeeded | null };

/** The person behind a live session, what they may reach and which step they still owe; null when an end has come since (promise 36). */
export async function enteredAs(platformId: string, session: Session): Promise<Entered | null> {
  if (!session.membershipId) return null;
  const membership = await dbFor(platformId).membership.findFirst({
    where: { id: session.membershipId, personId: session.subjectId, isActive: true },
    include: { person: { select: { name: true, passwordVersion: true, isSuspended: true, secondFactorSince: true } }, customer: { select: { id: true, state: true, secondFactorFrom: true } } },
  });
  if (!membership || membership.person.isSuspended || membership.person.passwordVersion !== session.passwordVersion) return null;
  // A closed one may still come back, read and take out what is its own (CH11); what it may not do, each use case says.
  if (membership.customer.state === "purged") return null;
  const { companySignInId } = session;
  if (companySignInId && (await dbFor(platformId).companySignIn.count({ where: { id: companySignInId, isOn: true, customerId: membership.customerId } })) === 0) return null;
  const children = await dbFor(platformId).customer.findMany({ where: { parentId: membership.customerId }, select: { id: true } });
  const offset = await clockOffsetMs(platformId);
  const actor: CustomerActor = {
    kind: "customer",
    id: session.subjectId,
    name: membership.person.name,
    sessionId: session.id,
    membershipId: membership.id,
    role: membership.role,
    customerId: membership.customerId,
    customerIds: [membership.customerId, ...children.map((child) => child.id)],
    signedInAt: new Date(session.createdAt.getTime() + offset),
    ...(companySignInId ? { isByCompany: true as const } : {}),
    ...(session.policiesPutOffAt ? { hasPutOffPolicies: true as const } : {}),
  };
  const isRequired = isFactorRequired({ platformId, role: membership.role, companyFrom: membership.customer.secondFactorFrom, today: dateOf(businessDayOf(new Date(Date.now() + offset))) });
  return { actor, needs: stepNeeded({ hasFactor: membership.person.secondFactorSince !== null, isRequired, secondFactorAt: session.secondFactorAt, isVouchedFor: companySignInId !== null && session.secondFactorAt !== null && membership.role !== "owner" }) };
}

export type SignInProof = { name: string; password: string; deviceToken: string | null };
export type SignedIn = { personId: string; membershipId: string; passwordVersion: number };

const QUARTER_HOUR = 900;

/** Few sign-ins at a time reach the database, so that a flood of them leaves its connections to everybody else (promise 35). */
const inTurn = turnstile(2);

/**
 * Checks a name (account name, e-mail or phone) and password on this storefront (AI3). One answer for an unknown name and
 * a wrong password, after the same work. Throws TOO_MANY_TRIES past 5 tries per name, 10 per person whatever the names, or
 * 100 per address in 15 minutes; a browser that signed in before has a count of its own, so that an attacker cannot lock the
 * owner out (promise 33).
 */
export function signInWithPassword(scope: Scope, { name, password, deviceToken }: SignInProof): Promise<SignedIn> {
  return inTurn(async () => {
    const typed = name.trim();
    const found = await findByName(scope, typed);
    const isKnownDevice = deviceToken !== null && found !== null && (await knowsDevice(scope, found.personId, deviceToken));
    const keys = isKnownDevice ? [`signin:device:${sha256(deviceToken)}`] : [`signin:name:${sha256(typed.toLowerCase())}`, `signin:person:${found?.personId ?? sha256(typed.toLowerCase())}`];
    await countTry(scope.db, [
      ...keys.map((key, index) => ({ key, max: index === 0 ? 5 : 10, windowSeconds: QUARTER_HOUR })),
      ...(isKnownDevice ? [] : [{ key: `signin:ip:${scope.ip}`, max: 100, windowSeconds: QUARTER_HOUR }]),
    ]);
    const matches = await passwordMatches(found?.passwordHash ?? null, password);
    if (!found || !matches || found.isSuspended) throw new AppError("SIGN_IN_REFUSED");
    for (const key of keys) await clearTries(scope.db, key);
    return found;
  });
}

/** AI16: signs in with a code sent to a confirmed phone. Throws CODE_WRONG for a wrong, spent or stale code and an unknown phone alike. */
export async function signInWithCode(scope: Scope, { phone, code }: { phone: string; code: string }): Promise<SignedIn> {
  await countTry(scope.db, [{ key: `signin:ip:${scope.ip}`, max: 100, windowSeconds: QUARTER_HOUR }]);
  await consumeCode(scope, { purpose: "signIn", subject: phone, code });
  const found = await findByName(scope, phone);
  if (!found || found.isSuspended) throw new AppError("SIGN_IN_REFUSED");
  return found;
}

/** The account that a person signs in for when none is named: the oldest that is theirs. */
export async function firstMembership(db: Reader, personId: string): Promise<string | null> {
  return (await db.membership.findFirst({ where: { personId, isActive: true }, orderBy: { createdAt: "asc" }, select: { id: true } }))?.id ?? null;
}

type Found = SignedIn & { passwordHash: string; isSuspended: boolean };

async function findByName(scope: Scope, typed: string): Promise<Found | null> {
  if (!typed.includes("@") && !/^1\d{10}$/.test(typed)) {
    if (!isAccountName(typed)) return null;
    const owner = await scope.db.membership.findFirst({ where: { role: "owner", isActive: true, customer: { accountName: typed } }, include: { person: true } });
    return owner && foundFrom(owner);
  }
  const person = typed.includes("@") ? { email: typed.toLowerCase() } : { phone: typed };
  const membership = await scope.db.membership.findFirst({ where: { isActive: true, person }, include: { person: true }, orderBy: { createdAt: "asc" } });
  return membership && foundFrom(membership);
}

function foundFrom(row: { id: string; personId: string; person: { passwordVersion: number; passwordHash: string; isSuspended: boolean } }): Found {
  const { passwordVersion, passwordHash, isSuspended } = row.person;
  return { personId: row.personId, membershipId: row.id, passwordVersion, passwordHash, isSuspended };
}

async function knowsDevice(scope: Scope, subjectId: string, token: string): Promise<boolean> {
  return (await scope.db.knownDevice.findFirst({ where: { subjectId, tokenHash: sha256(token) } })) !== null;
}

/** Remembers the browser of someone who has just signed in. */
export async function rememberDevice(scope: Scope, subjectId: string, token: string): Promise<void> {
  await scope.db.knownDevice.createMany({ data: [{ subjectId, tokenHash: sha256(token), createdAt: new Date() }], skipDuplicates: true });
}

export type SessionView = { id: string; device: string; ip: string; amr: string[]; createdAt: Date; lastSeenAt: Date; isCurrent: boolean };

/** AI14: the person's live sign-ins, newest first. */
export async function listSessions(scope: Scope<CustomerActor>): Promise<SessionView[]> {
  const rows = await scope.db.session.findMany({
    where: { subjectId: scope.actor.id, realm: "customer", revokedAt: null, expiresAt: { gt: new Date() }, lastSeenAt: { gt: new Date(Date.now() - realmRules.customer.idleMinutes * 60_000) } },
    orderBy: { lastSeenAt: "desc" },
    take: 50,
    select: { id: true, device: true, ip: true, amr: true, createdAt: true, lastSeenAt: true },
  });
  return rows.map((row) => ({ ...row, isCurrent: row.id === scope.actor.sessionId }));
}
