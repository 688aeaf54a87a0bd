import type { Half } from "../context";
import { AppError } from "../kernel/errors";
import type { Scope } from "../scope";
import { SignedChallenge } from "./factor.schema";
import { provePasskeySignIn } from "./passkey.service";
import type { PasskeyPlace } from "./second-step.rules";
import { passByCode, passBySetUp } from "./second-step.service";
import { firstMembership, signInWithCode, signInWithPassword } from "./session.service";

type At = { scope: Scope; half: Half | null; place: PasskeyPlace | null };
type Given = { name: string; password: string; otp: string; phone: string; code: string; pass: string; /** A signed challenge, as JSON. */ passkey: string; deviceToken: string | null };
/** `endsId`: the session before the second step, which is over with it. */
export type Entry = { personId: string; membershipId: string; passwordVersion: number; amr: string[]; secondFactorAt: Date | null; endsId: string | null; /** Of a sign-in that began at the company's own issuer (AI13). */ companySignInId?: string | null };

/**
 * Checks what somebody shows at a storefront's door: a passkey by itself, the second step of a sign-in under way, or the first step
 * (name and password, or phone and code), after which the session can do nothing but the second where there is one (AI12).
 */
export async function enterStorefront({ scope, half, place }: At, given: Given): Promise<Entry> {
  if (given.passkey) return byPasskey(scope, place, half, given.passkey);
  if (given.pass || (given.otp && !given.name)) return secondStep(half, given);
  const isByPhone = given.phone !== "";
  const found = isByPhone ? await signInWithCode(scope, given) : await signInWithPassword(scope, given);
  return { ...entryOf(found), amr: [isByPhone ? "sms" : "pwd"], secondFactorAt: null, endsId: half?.scope.actor.sessionId ?? null };
}

const entryOf = ({ personId, membershipId, passwordVersion }: Pick<Entry, "personId" | "membershipId" | "passwordVersion">) => ({ personId, membershipId, passwordVersion });

/** A passkey shows possession and the person at once, so it is both steps; in the middle of a sign-in it goes on with the account of that one. */
async function byPasskey(scope: Scope, place: PasskeyPlace | null, half: Half | null, json: string): Promise<Entry> {
  const answer = SignedChallenge.safeParse(parsed(json));
  if (!answer.success) throw new AppError("PASSKEY_REFUSED");
  const { personId, passwordVersion, amr } = await provePasskeySignIn(scope, place, answer.data);
  const before = half?.scope.actor.id === personId ? half.scope.actor : null;
  const membershipId = before?.membershipId ?? (await firstMembership(scope.db, personId));
  if (!membershipId) throw new AppError("PASSKEY_REFUSED");
  return { personId, membershipId, passwordVersion, amr, secondFactorAt: new Date(), endsId: half?.scope.actor.sessionId ?? null };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

async function secondStep(half: Half | null, { otp, pass }: Given): Promise<Entry> {
  if (!half) throw new AppError("NOT_SIGNED_IN");
  const { scope, needs } = half;
  const step = pass ? await passBySetUp(scope, pass) : await passByCode(scope, needs, otp);
  const session = await scope.db.session.findFirst({ where: { id: scope.actor.sessionId, revokedAt: null }, select: { id: true, amr: true, passwordVersion: true, companySignInId: true } });
  if (!session) throw new AppError("NOT_SIGNED_IN");
  return { personId: scope.actor.id, membershipId: step.membershipId, passwordVersion: session.passwordVersion, amr: [...session.amr, ...step.amr], secondFactorAt: new Date(), endsId: session.id, companySignInId: session.companySignInId };
}
