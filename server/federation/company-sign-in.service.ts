import type { z } from "zod";
import { isProofFresh } from "../accounts/second-step.rules";
import { recordAudit } from "../audit/audit.service";
import type { Tx } from "../db";
import { sealSecret, unsealSecret } from "../factors/factor.service";
import type { CompanySignIn } from "../generated/prisma/client";
import { AppError, fieldError } from "../kernel/errors";
import { sendMail } from "../notifications/notification.service";
import { allowedNetworks } from "../outer-call";
import { countTry } from "../platforms/limit.service";
import type { CustomerActor, Scope } from "../scope";
import { isIssuer } from "./federation.rules";
import type { CompanySignInState, SaveCompanySignIn } from "./federation.schema";
import { type Client, greetIssuer } from "./issuer.port";
import { worded } from "../notifications/templates.rules";

const mine = (scope: Scope<CustomerActor>) => ({ customerId: scope.actor.customerId });

/** A company's client at its issuer, with the secret in the open. */
export const clientOf = ({ issuer, clientId, sealedSecret }: Pick<CompanySignIn, "issuer" | "clientId" | "sealedSecret">): Client => ({ issuer, clientId, secret: unsealSecret(sealedSecret) });

/** Where an issuer sends people back to: this platform's planned host. */
export const redirectUriAt = (origin: string) => `${origin}/api/company-sign-in/callback`;

/** AI13: the company's own sign-in as its owner reads it; never the secret. */
export async function companySignInState(scope: Scope<CustomerActor>, origin: string): Promise<CompanySignInState> {
  const [row, session, passkeys] = await Promise.all([
    scope.db.companySignIn.findFirst({ where: mine(scope), include: { _count: { select: { identities: true } } } }),
    scope.db.session.findFirst({ where: { id: scope.actor.sessionId, subjectId: scope.actor.id }, select: { provenAt: true } }),
    scope.db.passkey.count({ where: { personId: scope.actor.id } }),
  ]);
  const view = row && { issuer: row.issuer, clientId: row.clientId, isOn: row.isOn, isTested: row.testedVersion === row.version, testedAt: row.testedAt, testedEmail: row.testedEmail, changedByName: row.changedByName, changedAt: row.changedAt, people: row._count.identities };
  return { redirectUri: redirectUriAt(origin), signIn: view, isProven: isProofFresh(session?.provenAt ?? null, new Date()), hasPasskey: passkeys > 0 };
}

async function tellOwner(tx: Tx, scope: Scope<CustomerActor>, what: "isTurnedOn" | "isTurnedOff" | "isChanged"): Promise<void> {
  const { name, email } = await tx.person.findFirstOrThrow({ where: { id: scope.actor.id }, select: { name: true, email: true } });
  if (email) await sendMail(tx, scope, { ...worded("company.signIn", { isTurnedOn: false, isTurnedOff: false, isChanged: false, [what]: true }), recipient: email, customerId: scope.actor.customerId, greets: name });
}

/**
 * AI13: keeps what the company's issuer is and how we are known there. It is off until a test sign-in with just this, and who came by
 * the one before is forgotten. Row, mail and record commit together. Throws an error at `issuer` for an address that may not be asked
 * or does not answer as an issuer, at `secret` where there is none.
 */
export async function saveCompanySignIn(scope: Scope<CustomerActor>, { issuer, clientId, secret }: z.output<typeof SaveCompanySignIn>): Promise<{ isDone: true }> {
  await countTry(scope.db, [{ key: `companySignIn:save:${scope.actor.customerId}`, max: 20, windowSeconds: 3600 }]);
  if (!isIssuer(issuer, allowedNetworks())) throw fieldError("issuer", "issuerWrong");
  const known = await scope.db.companySignIn.findFirst({ where: mine(scope), select: { sealedSecret: true } });
  if (secret === "" && !known) throw fieldError("secret", "clientSecretMissing");
  const sealedSecret = secret === "" ? (known?.sealedSecret ?? "") : sealSecret(secret);
  await greetIssuer(clientOf({ issuer, clientId, sealedSecret })).catch((error: unknown) => {
    throw error instanceof AppError && error.code === "OUTSIDE_SYSTEM_DOWN" ? fieldError("issuer", "issuerSilent") : error;
  });
  return scope.transaction(async (tx) => {
    const set = { issuer, clientId, sealedSecret, isOn: false, changedByName: scope.actor.name, changedAt: scope.now() };
    const row = await tx.companySignIn.upsert({ where: { platformId_customerId: { platformId: scope.platformId, ...mine(scope) } }, create: { ...mine(scope), ...set }, update: { ...set, version: { increment: 1 } } });
    await tx.companyIdentity.deleteMany({ where: { signInId: row.id } });
    await tellOwner(tx, scope, "isChanged");
    await recordAudit(tx, scope, "companySignIn.save", { kind: "companySignIn", id: row.id }, { ...mine(scope), after: { issuer, clientId } });
    return { isDone: true } as const;
  });
}

/** AI13: turns it on or off; off counts from the next request of whoever came by it. Throws RULE_REFUSED before a test sign-in of what stands. */
export async function switchCompanySignIn(scope: Scope<CustomerActor>, isOn: boolean): Promise<{ isDone: true }> {
  return scope.transaction(async (tx) => {
    const row = await tx.companySignIn.findFirst({ where: mine(scope) });
    if (!row) throw new AppError("NOT_FOUND");
    if (isOn && row.testedVersion !== row.version) throw new AppError("RULE_REFUSED", { reasons: ["signInNotTested"] });
    const changed = await tx.companySignIn.updateMany({ where: { id: row.id, version: row.version, isOn: !isOn }, data: { isOn, changedByName: scope.actor.name, changedAt: scope.now() } });
    if (changed.count === 0) throw new AppError("CHANGED_MEANWHILE");
    if (!isOn) await tx.session.updateMany({ where: { companySignInId: row.id, revokedAt: null }, data: { revokedAt: new Date() } });
    await tellOwner(tx, scope, isOn ? "isTurnedOn" : "isTurnedOff");
    await recordAudit(tx, scope, isOn ? "companySignIn.turnOn" : "companySignIn.turnOff", { kind: "companySignIn", id: row.id }, mine(scope));
    return { isDone: true } as const;
  });
}

/** AI13: the issuer answered the owner's test and named somebody of the company; it may be turned on now. */
export async function noteTest(scope: Scope<CustomerActor>, { id, version }: Pick<CompanySignIn, "id" | "version">, email: string): Promise<void> {
  await scope.transaction(async (tx) => {
    const noted = await tx.companySignIn.updateMany({ where: { id, version, ...mine(scope) }, data: { testedVersion: version, testedAt: scope.now(), testedEmail: email } });
    if (noted.count === 0) throw new AppError("CHANGED_MEANWHILE");
    await recordAudit(tx, scope, "companySignIn.test", { kind: "companySignIn", id }, { ...mine(scope), after: { email } });
  });
}
