import { encode, decode } from "next-auth/jwt";
import { dbFor } from "./db";
import { env } from "./env";
import type { Session } from "./generated/prisma/client";
import type { Face } from "./platforms/host.rules";
import { NATIONAL_SCOPE } from "./platforms/province.rules";
import { AppError } from "./kernel/errors";

export type RealmName = "customer" | "staff" | "partner";
type RealmRule = { idleMinutes: number; absoluteHours: number };

/** Idle and absolute limits of a sign-in. */
export const realmRules: Record<RealmName, RealmRule> = {
  customer: { idleMinutes: 30, absoluteHours: 12 },
  staff: { idleMinutes: 15, absoluteHours: 8 },
  partner: { idleMinutes: 15, absoluteHours: 8 },
};

/** Customers, operators and partners are three realms with cookies and secrets of their own (promise 37). */
export function realmOf(face: Face): RealmName | null {
  if (face.kind === "storefront") return "customer";
  if (face.kind === "ops") return "staff";
  return face.kind === "partner" ? "partner" : null;
}

export function secretOf(realm: RealmName): string {
  const all = env();
  return { customer: all.CUSTOMER_SECRET, staff: all.STAFF_SECRET, partner: all.PARTNER_SECRET }[realm];
}

/** Host-only; with the __Host- prefix wherever the browser speaks HTTPS. */
export function cookieNameOf(realm: RealmName): string {
  return `${env().PORTAL_SCHEME === "https" ? "__Host-" : ""}kdsw-${realm}`;
}

/** The scope whose database holds a realm's sessions. */
export function sessionScopeOf(face: Face): string | null {
  if (face.kind === "storefront") return face.platformId;
  return face.kind === "ops" || face.kind === "partner" ? NATIONAL_SCOPE : null;
}

/** Values of one cookie in a raw header; two of the same name are somebody tossing one in (promise 36). */
function cookieValues(header: string, name: string): string[] {
  return header.split(";").map((part) => part.trim()).filter((part) => part.startsWith(`${name}=`)).map((part) => decoded(part.slice(name.length + 1)));
}

/** A value that no browser of ours was given is kept as it came: it opens nothing, and must not be a fault. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

export function cookieValue(header: string | null, name: string): string | null {
  const values = cookieValues(header ?? "", name);
  return values.length === 1 ? (values[0] ?? null) : null;
}

/** The live session row behind the request's cookie on this face, or null. Looked up on each request, so that an end is an end at once. */
export async function liveSession(face: Face, cookieHeader: string | null): Promise<Session | null> {
  const realm = realmOf(face);
  const scopeId = sessionScopeOf(face);
  const token = realm && cookieValue(cookieHeader, cookieNameOf(realm));
  if (!realm || !scopeId || !token) return null;
  const claims = await decode({ token, secret: secretOf(realm) }).catch(() => null);
  if (typeof claims?.sid !== "string" || claims.realm !== realm || claims.scope !== scopeId) return null;
  const row = await dbFor(scopeId).session.findFirst({ where: { id: claims.sid, realm, revokedAt: null } });
  if (!row) return null;
  const now = Date.now();
  const idle = now - row.lastSeenAt.getTime();
  if (now > row.expiresAt.getTime() || idle > realmRules[realm].idleMinutes * 60_000) return null;
  if (idle > 60_000) await dbFor(scopeId).session.updateMany({ where: { id: row.id }, data: { lastSeenAt: new Date(now) } });
  return row;
}

/** `amr` says how the person was proven, in the words of RFC 8176, and `secondFactorAt` when the second factor was among it. */
type NewSession = { subjectId: string; membershipId?: string; dutyPlatformId?: string; dutyId?: string; passwordVersion: number; ip: string; device: string; amr: readonly string[]; secondFactorAt: Date | null; companySignInId?: string | null; /** Of a clerk's view, which ends no later than `until`. */ customerView?: { id: string; until: Date } };

/** Opens a session for someone whose proofs were checked, and returns its id. */
export async function openSession(face: Face, { subjectId, membershipId, dutyPlatformId, dutyId, passwordVersion, ip, device, amr, secondFactorAt, companySignInId = null, customerView }: NewSession): Promise<string> {
  const realm = realmOf(face);
  const scopeId = sessionScopeOf(face);
  if (!realm || !scopeId) throw new AppError("FORBIDDEN");
  const now = new Date();
  const row = await dbFor(scopeId).session.create({
    data: {
      realm, subjectId, passwordVersion, ip, device: device.slice(0, 300), place: "",
      amr: [...amr], secondFactorAt, companySignInId, customerViewId: customerView?.id ?? null,
      membershipId: membershipId ?? null,
      dutyPlatformId: dutyPlatformId ?? null, dutyId: dutyId ?? null,
      createdAt: now, lastSeenAt: now,
      expiresAt: customerView?.until ?? new Date(now.getTime() + realmRules[realm].absoluteHours * 3_600_000),
    },
  });
  if (membershipId) await dbFor(scopeId).membership.updateMany({ where: { id: membershipId, firstUsedAt: null }, data: { firstUsedAt: now } });
  return row.id;
}

/** The signed cookie value for a session: NextAuth's own token, carrying nothing but the id. */
export function sessionToken(face: Face, sessionId: string): Promise<string> {
  const realm = realmOf(face) ?? "customer";
  return encode({ token: { sid: sessionId, realm, scope: sessionScopeOf(face) }, secret: secretOf(realm), maxAge: realmRules[realm].absoluteHours * 3600 });
}

/** Ends one session, at once. */
export async function endSessionById(face: Face, id: string): Promise<void> {
  const scopeId = sessionScopeOf(face);
  if (scopeId) await dbFor(scopeId).session.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } });
}

/** Ends the session of this request's cookie, at once and everywhere it was copied to; returns the cookie to clear. */
export async function endSession(face: Face, cookieHeader: string | null): Promise<string | null> {
  const realm = realmOf(face);
  const scopeId = sessionScopeOf(face);
  if (!realm || !scopeId) return null;
  const row = await liveSession(face, cookieHeader);
  if (row) await dbFor(scopeId).session.updateMany({ where: { id: row.id }, data: { revokedAt: new Date() } });
  return cookieNameOf(realm);
}
