import type { RequestContext } from "../context";
import { issuerStandsForFactor, memberFor, type Claims } from "./federation.rules";
import { passkeyPlace, stepNeeded, isFactorRequired } from "../accounts/second-step.rules";
import { recordAudit } from "../audit/audit.service";
import { decrypt, encrypt, sameText } from "../crypto";
import { type Db, brokeConstraint } from "../db";
import type { CompanySignIn } from "../generated/prisma/client";
import { businessDayOf, dateOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { countTry } from "../platforms/limit.service";
import { safeReturnPath } from "../platforms/return-path.rules";
import type { Scope } from "../scope";
import { openSession } from "../session";
import { clientOf, noteTest, redirectUriAt } from "./company-sign-in.service";
import { Errand } from "./federation.schema";
import { askIssuer, hearIssuer } from "./issuer.port";

const MINUTES = 10;

/** The account area that an address lies in: "/account", or "/sc/account" on the shared platform. */
export const areaOf = (to: string | null): string => /^(?:\/[a-z]{2})?\/account(?=\/|\?|$)/.exec(to ?? "")?.[0] ?? "/account";

export const sealErrand = (errand: Errand): string => Buffer.from(encrypt(Buffer.from(JSON.stringify(errand), "utf8"))).toString("base64url");

function errandIn(sealed: string | null): Errand | null {
  if (!sealed) return null;
  try {
    const errand = Errand.parse(JSON.parse(Buffer.from(decrypt(Buffer.from(sealed, "base64url"))).toString("utf8")));
    return errand.until > Date.now() ? errand : null;
  } catch {
    return null;
  }
}

/** The page that a way back without success ends on: of whoever tests it, or of whoever signs in. */
export function pageOfErrand(sealed: string | null): string {
  const errand = errandIn(sealed);
  return errand && errand.testSessionId !== null ? `${errand.base}/company/sign-in` : `${errand?.base ?? "/account"}/login`;
}

/** This platform's planned host, which alone the issuer sends back to. Throws RULE_REFUSED on an old domain, NOT_FOUND elsewhere. */
function originOf(context: RequestContext): { scope: Scope; origin: string } {
  if (!context.scope || context.face.kind !== "storefront") throw new AppError("NOT_FOUND");
  const place = passkeyPlace(context);
  if (!place) throw new AppError("RULE_REFUSED", { reasons: ["signInElsewhere"] });
  return { scope: context.scope, origin: place.origin };
}

export type Wish = { accountName: string | null; to: string | null };
type Way = { location: string; errand: Errand };

/**
 * AI13: the way to a company's issuer: for somebody who signs in, by the account's name, or for the signed-in owner who tests it. Throws
 * NOT_FOUND alike for an unknown account and one without, OUTSIDE_SYSTEM_DOWN where the issuer does not answer.
 */
export async function setOut(context: RequestContext, { accountName, to }: Wish): Promise<Way> {
  const { scope, origin } = originOf(context);
  await countTry(scope.db, [{ key: `companySignIn:ip:${scope.ip}`, max: 100, windowSeconds: 900 }]);
  const isTest = accountName === null;
  const { actor } = scope;
  if (isTest && (actor.kind !== "customer" || actor.role !== "owner" || actor.isByCompany)) throw new AppError("FORBIDDEN");
  const row = await scope.db.companySignIn.findFirst({ where: isTest && actor.kind === "customer" ? { customerId: actor.customerId } : { isOn: true, customerId: await accountId(scope.db, accountName ?? "") } });
  if (!row) throw new AppError("NOT_FOUND");
  const base = areaOf(to);
  const { location, ...proof } = await askIssuer(clientOf(row), redirectUriAt(origin));
  const errand: Errand = { ...proof, signInId: row.id, version: row.version, base, to: safeReturnPath(to ?? undefined, base), testSessionId: isTest && actor.kind === "customer" ? actor.sessionId : null, until: Date.now() + MINUTES * 60_000 };
  return { location, errand };
}

const NOBODY = "00000000-0000-0000-0000-000000000000";
const accountId = async (db: Db, accountName: string): Promise<string> => (await db.customer.findFirst({ where: { accountName, state: { not: "purged" } }, select: { id: true } }))?.id ?? NOBODY;

/** Where the way back ends: `sessionId` of the session that it opened, null after a test. */
export type Arrival = { to: string; sessionId: string | null };

/**
 * AI13: the way back from the issuer. A sign-in opens a session for the one account that the issuer is of; whoever has a second factor of
 * their own still shows it, but a member whose issuer says that it asked for more than a password. Throws CODE_EXPIRED for an answer to
 * no question of this browser, OUTSIDE_SYSTEM_DOWN for one that proves nothing, RULE_REFUSED with why somebody is not let in.
 */
export async function comeBack(context: RequestContext, { search, sealed }: { search: string; sealed: string | null }): Promise<Arrival> {
  const { scope, origin } = originOf(context);
  const errand = errandIn(sealed);
  if (!errand || !sameText(new URLSearchParams(search).get("state") ?? "", errand.state)) throw new AppError("CODE_EXPIRED");
  const row = await scope.db.companySignIn.findFirst({ where: { id: errand.signInId, version: errand.version } });
  if (!row || (errand.testSessionId === null && !row.isOn)) throw new AppError("CODE_EXPIRED");
  const claims = await hearIssuer(clientOf(row), new URL(`${redirectUriAt(origin)}${search}`), errand);
  if (errand.testSessionId !== null) return test(scope, row, claims, errand);
  return { to: errand.to, sessionId: await enter(context, scope, row, claims) };
}

async function test(scope: Scope, row: CompanySignIn, { email }: Claims, { base, testSessionId }: Errand): Promise<Arrival> {
  const { actor } = scope;
  if (actor.kind !== "customer" || actor.sessionId !== testSessionId || actor.customerId !== row.customerId) throw new AppError("CODE_EXPIRED");
  const known = email === null ? 0 : await scope.db.membership.count({ where: { customerId: row.customerId, isActive: true, person: { email } } });
  if (email === null || known === 0) throw new AppError("RULE_REFUSED", { reasons: ["companyNoMember"] });
  await noteTest({ ...scope, actor }, row, email);
  return { to: `${base}/company/sign-in?test=passed`, sessionId: null };
}

/** Members who have come once by themselves: an invitation alone, which nobody has taken up, gives an issuer no say over anybody. */
const comers = (customerId: string) => ({ customerId, isActive: true, firstUsedAt: { not: null } });
const personFacts = { role: true, id: true, personId: true, customer: { select: { state: true, secondFactorFrom: true } }, person: { select: { name: true, passwordVersion: true, isSuspended: true, secondFactorSince: true } } } as const;

async function enter(context: RequestContext, scope: Scope, row: CompanySignIn, { subject, email, amr }: Claims): Promise<string> {
  const identity = await scope.db.companyIdentity.findFirst({ where: { signInId: row.id, subject } });
  const membership = await scope.db.membership.findFirst({ where: { ...comers(row.customerId), ...(identity ? { personId: identity.personId } : { person: { email: email ?? "" } }) }, select: personFacts });
  const other = membership && !identity ? await scope.db.companyIdentity.findFirst({ where: { signInId: row.id, personId: membership.personId }, select: { subject: true } }) : null;
  const found = membership && { personId: membership.personId, membershipId: membership.id, role: membership.role, hasFactor: membership.person.secondFactorSince !== null, subject: other?.subject ?? null };
  const member = memberFor({ bySubject: identity ? found : null, byEmail: identity ? null : found });
  if (typeof member === "string") throw new AppError("RULE_REFUSED", { reasons: [member] });
  if (!membership || membership.person.isSuspended || membership.customer.state === "purged") throw new AppError("RULE_REFUSED", { reasons: ["companyNoMember"] });
  const secondFactorAt = issuerStandsForFactor({ role: membership.role, amr }) ? new Date() : null;
  const isRequired = isFactorRequired({ platformId: scope.platformId, role: membership.role, companyFrom: membership.customer.secondFactorFrom, today: dateOf(businessDayOf(scope.now())) });
  if (stepNeeded({ hasFactor: member.hasFactor, isRequired, secondFactorAt, isVouchedFor: secondFactorAt !== null }) === "enrol") throw new AppError("RULE_REFUSED", { reasons: ["companySetUpFirst"] });
  await link(scope, row, { subject, personId: member.personId, name: membership.person.name });
  return openSession(context.face, { subjectId: member.personId, membershipId: member.membershipId, passwordVersion: membership.person.passwordVersion, ip: context.ip, device: context.device, amr: ["fed", ...(secondFactorAt ? ["mfa"] : [])], secondFactorAt, companySignInId: row.id });
}

/** Keeps who somebody is at the issuer, the first time with a record. Two first times at once leave one. */
async function link(scope: Scope, row: CompanySignIn, { subject, personId, name }: { subject: string; personId: string; name: string }): Promise<void> {
  const now = scope.now();
  const known = await scope.db.companyIdentity.updateMany({ where: { signInId: row.id, subject, personId }, data: { lastUsedAt: now } });
  if (known.count > 0) return;
  await scope.transaction(async (tx) => {
    await tx.companyIdentity.create({ data: { signInId: row.id, subject, personId, linkedAt: now, lastUsedAt: now } });
    await recordAudit(tx, { ...scope, actor: { kind: "system", id: personId, name } }, "companySignIn.link", { kind: "person", id: personId }, { customerId: row.customerId });
  }).catch((error: unknown) => {
    if (brokeConstraint(error, "CompanyIdentity")) throw new AppError("RULE_REFUSED", { reasons: ["companyOtherSubject"] });
    throw error;
  });
}
