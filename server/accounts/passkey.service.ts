import { type AuthenticationResponseJSON, type RegistrationResponseJSON, generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse } from "@simplewebauthn/server";
import { recordAudit } from "../audit/audit.service";
import type { Person } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import { countTry } from "../platforms/limit.service";
import type { CustomerActor, Scope } from "../scope";
import { consumeLinkSecret, makeLinkSecret } from "./code.service";
import { addedFactor, refuseLastFactor } from "./factor-set.service";
import type { FactorSet } from "./factor.schema";
import type { PasskeyPlace } from "./second-step.rules";

const MOST = 10;
const RP_NAME = "宽带商务";
/** What a challenge was made for; one made for a sign-in proves nothing else. */
const subjects = { signIn: () => "signIn", add: (personId: string) => `add:${personId}`, prove: (sessionId: string) => `prove:${sessionId}` };

/** A province's old domain has no passkeys of its own. Throws RULE_REFUSED there. */
function hereOf(place: PasskeyPlace | null): PasskeyPlace {
  if (!place) throw new AppError("RULE_REFUSED", { reasons: ["passkeyElsewhere"] });
  return place;
}

const challengeFor = (scope: Scope, subject: string) => scope.transaction((tx) => makeLinkSecret(tx, { purpose: "passkey", subject }));

/** Spends a signed challenge; true once, within five minutes, and for what it was made for alone. */
async function spend(scope: Scope, subject: string, challenge: string): Promise<boolean> {
  const secret = Buffer.from(challenge, "base64url").toString("utf8");
  return scope.transaction((tx) => consumeLinkSecret(tx, { purpose: "passkey", secret })).then((found) => found === subject, (error: unknown) => {
    if (error instanceof AppError) return false;
    throw error;
  });
}

async function requestOptions(scope: Scope, place: PasskeyPlace | null, subject: string) {
  const { rpId } = hereOf(place);
  await countTry(scope.db, [{ key: `passkey:ip:${scope.ip}`, max: 100, windowSeconds: 900 }]);
  // Whose passkey it is, the device says: no list of anybody's keys is given away.
  return generateAuthenticationOptions({ rpID: rpId, userVerification: "required", challenge: await challengeFor(scope, subject), timeout: 120_000 });
}

/** AI12: what a browser needs to sign in with a passkey in one step. */
export const signInOptions = (scope: Scope, place: PasskeyPlace | null) => requestOptions(scope, place, subjects.signIn());
export const proofOptions = (scope: Scope<CustomerActor>, place: PasskeyPlace | null) => requestOptions(scope, place, subjects.prove(scope.actor.sessionId));

type Proven = { person: Person; isSynced: boolean };

/** Checks a signed challenge against the key that it names: challenge, origin, host, user verification and counter. Null for anything else. */
async function proven(scope: Scope, place: PasskeyPlace | null, answer: AuthenticationResponseJSON, subject: string): Promise<Proven | null> {
  const { rpId, origin } = hereOf(place);
  const row = await scope.db.passkey.findFirst({ where: { credentialId: answer.id }, include: { person: true } });
  if (!row || row.person.isSuspended) return null;
  const { credentialId, publicKey, counter } = row;
  const result = await verifyAuthenticationResponse({
    response: answer, expectedChallenge: (challenge) => spend(scope, subject, challenge), expectedOrigin: origin, expectedRPID: rpId,
    credential: { id: credentialId, publicKey, counter: Number(counter) }, requireUserVerification: true,
  }).catch((error: unknown) => {
    if (error instanceof AppError) throw error;
    return null;
  });
  if (!result?.verified) return null;
  // The counter as it was read: of two answers at once that tell the same one, one is a copy's.
  const used = await scope.db.passkey.updateMany({ where: { id: row.id, counter }, data: { counter: BigInt(result.authenticationInfo.newCounter), lastUsedAt: new Date() } });
  return used.count === 1 ? { person: row.person, isSynced: result.authenticationInfo.credentialBackedUp } : null;
}

/** AI12: signs in with a passkey: possession and finger, face or PIN at once. Throws PASSKEY_REFUSED. */
export async function provePasskeySignIn(scope: Scope, place: PasskeyPlace | null, answer: AuthenticationResponseJSON): Promise<{ personId: string; passwordVersion: number; amr: string[] }> {
  await countTry(scope.db, [{ key: `signin:ip:${scope.ip}`, max: 100, windowSeconds: 900 }]);
  const found = await proven(scope, place, answer, subjects.signIn());
  if (!found) throw new AppError("PASSKEY_REFUSED");
  return { personId: found.person.id, passwordVersion: found.person.passwordVersion, amr: [found.isSynced ? "swk" : "hwk", "mfa"] };
}

/** The signed-in person proves themselves anew with one of their own passkeys. Throws PASSKEY_REFUSED. */
export async function provePasskeyAnew(scope: Scope<CustomerActor>, place: PasskeyPlace | null, answer: AuthenticationResponseJSON): Promise<void> {
  const found = await proven(scope, place, answer, subjects.prove(scope.actor.sessionId));
  if (found?.person.id !== scope.actor.id) throw new AppError("PASSKEY_REFUSED");
}

/** AI12: what a browser needs to make a passkey for the person who acts. */
export async function newPasskeyOptions(scope: Scope<CustomerActor>, place: PasskeyPlace | null) {
  const { rpId } = hereOf(place);
  const [person, known] = await Promise.all([
    scope.db.person.findFirstOrThrow({ where: { id: scope.actor.id }, select: { id: true, name: true, email: true, phone: true } }),
    scope.db.passkey.findMany({ where: { personId: scope.actor.id }, select: { credentialId: true, transports: true } }),
  ]);
  if (known.length >= MOST) throw new AppError("RULE_REFUSED", { reasons: ["tooManyPasskeys"] });
  return generateRegistrationOptions({
    rpName: RP_NAME, rpID: rpId, userName: person.email ?? person.phone ?? person.name, userDisplayName: person.name, userID: new Uint8Array(Buffer.from(person.id)),
    challenge: await challengeFor(scope, subjects.add(person.id)), attestationType: "none", timeout: 120_000,
    excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
}

/** AI12: keeps the passkey that the person's device made. The first factor of a person brings recovery codes; key, codes, mail and record commit together. Throws PASSKEY_REFUSED. */
export async function addPasskey(scope: Scope<CustomerActor>, place: PasskeyPlace | null, { name, answer }: { name: string; answer: RegistrationResponseJSON }): Promise<FactorSet> {
  const { rpId, origin } = hereOf(place);
  const result = await verifyRegistrationResponse({ response: answer, expectedChallenge: (challenge) => spend(scope, subjects.add(scope.actor.id), challenge), expectedOrigin: origin, expectedRPID: rpId, requireUserVerification: true }).catch(() => null);
  if (!result?.verified) throw new AppError("PASSKEY_REFUSED");
  const { id: credentialId, publicKey, counter } = result.registrationInfo.credential;
  return scope.transaction(async (tx) => {
    const made = await addedFactor(tx, scope, { "zh-CN": `通行密钥“${name}”`, en: `the passkey “${name}”` }, async () => {
      const known = await tx.passkey.findMany({ where: { OR: [{ credentialId }, { personId: scope.actor.id }] }, select: { credentialId: true } });
      if (known.some((row) => row.credentialId === credentialId)) throw new AppError("PASSKEY_REFUSED");
      if (known.length >= MOST) throw new AppError("RULE_REFUSED", { reasons: ["tooManyPasskeys"] });
      await tx.passkey.create({ data: { personId: scope.actor.id, name, credentialId, publicKey, counter: BigInt(counter), transports: answer.response.transports ?? [], createdAt: new Date() } });
    });
    await recordAudit(tx, scope, "passkey.add", { kind: "person", id: scope.actor.id }, { customerId: scope.actor.customerId, after: { name } });
    return made;
  });
}

/** AI12: takes a passkey of one's own away. Throws NOT_FOUND for another's, RULE_REFUSED for the last factor of somebody who needs one. */
export async function removePasskey(scope: Scope<CustomerActor>, { passkeyId }: { passkeyId: string }): Promise<{ isDone: true }> {
  return scope.transaction(async (tx) => {
    await refuseLastFactor(tx, scope, { "zh-CN": "通行密钥", en: "a passkey" }, async () => {
      const gone = await tx.passkey.deleteMany({ where: { id: passkeyId, personId: scope.actor.id } });
      if (gone.count === 0) throw new AppError("NOT_FOUND");
    });
    await recordAudit(tx, scope, "passkey.remove", { kind: "person", id: scope.actor.id }, { customerId: scope.actor.customerId, before: { passkeyId } });
    return { isDone: true } as const;
  });
}
