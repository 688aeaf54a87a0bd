import { randomUUID } from "node:crypto";
import { type StepNeeded } from "./accounts/second-step.rules";
import { enteredAs } from "./accounts/session.service";
import { noteViewed, viewedAs } from "./access/view.service";
import { asBusy } from "./db";
import { env } from "./env";
import type { Session } from "./generated/prisma/client";
import { partnerActor } from "./partners/session.service";
import { addressHeader } from "./platforms/return-path.rules";
import { type Face, faceOf } from "./platforms/host.rules";
import { NATIONAL_SCOPE } from "./platforms/province.rules";
import { type Actor, type CustomerActor, type Scope, anonymous, readingScope, scopeFor } from "./scope";
import { liveSession } from "./session";
import { staffActor } from "./staff/session.service";

/** Somebody whose second step is still to come: for every call but that step they are nobody (AI12). */
/** A clerk who sees a company's pages: like a half sign-in, nobody for every call but the company's reads, each of which is kept (BO4). */
export type Viewing = { scope: Scope<CustomerActor>; note: (permission: string, place: string) => Promise<void> };

export type Half = { needs: StepNeeded; scope: Scope<CustomerActor> };

/** What each call knows of itself, derived from the host and the session row, never from a header that a client may set. */
export type RequestContext = {
  face: Face;
  requestId: string;
  ip: string;
  device: string;
  origin: string | null;
  ownOrigin: string;
  fetchSite: string | null;
  /** Called by a page of ours on the server, whose own request was checked. */
  isInProcess: boolean;
  /** For which of the person's accounts the page was read that sends this; null for whoever does not say. Compared, never trusted. */
  pageMembership?: string | null;
  /** Null on hosts without a platform. */
  scope: Scope<Actor> | null;
  half?: Half | null;
  view?: Viewing | null;
  /** The page that asks, of a call by a page of ours on the server. */
  address?: string | null;
  cookieHeader: string | null;
};

/** The client's address: from a trusted front only; otherwise all direct clients share the loopback's bucket. */
function addressOf(headers: Headers): string {
  const forwarded = env().PORTAL_FRONT === "trusted" ? headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
  return forwarded && forwarded.length <= 45 ? forwarded : "127.0.0.1";
}

/** The number that the proxy gave this request and its answer; a fresh one where no proxy stands before us. Grants nothing. */
function requestIdOf(headers: Headers): string {
  const given = headers.get("x-request-id") ?? "";
  return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(given) ? given : randomUUID();
}

/** Throws BUSY while the database is away. */
export async function contextOf(headers: Headers, isInProcess = false): Promise<RequestContext> {
  const host = headers.get("host") ?? "";
  const face = faceOf(host, { base: env().PORTAL_DOMAIN });
  const cookieHeader = headers.get("cookie");
  const origin = { ip: addressOf(headers), device: headers.get("user-agent")?.slice(0, 300) ?? "", requestId: requestIdOf(headers) };
  return {
    face,
    ...origin,
    origin: headers.get("origin"),
    ownOrigin: `${env().PORTAL_SCHEME}://${host}`,
    fetchSite: headers.get("sec-fetch-site"),
    isInProcess,
    address: isInProcess ? headers.get(addressHeader) : null,
    pageMembership: headers.get("x-membership"),
    cookieHeader,
    ...(await scopeOf(face, cookieHeader, origin).catch((error: unknown) => {
      throw asBusy(error);
    })),
  };
}

async function viewing(platformId: string, session: Session, origin: { ip: string; device: string; requestId: string }): Promise<Viewing | null> {
  const seen = await viewedAs(platformId, session);
  return seen && { scope: await readingScope(platformId, seen.actor, origin), note: (permission, place) => noteViewed(platformId, seen.view, { permission, place }) };
}

async function scopeOf(face: Face, cookieHeader: string | null, origin: { ip: string; device: string; requestId: string }): Promise<Pick<RequestContext, "scope" | "half" | "view">> {
  if (face.kind === "storefront") {
    const session = await liveSession(face, cookieHeader);
    if (session?.customerViewId) return { scope: await scopeFor(face.platformId, anonymous, origin), view: await viewing(face.platformId, session, origin) };
    const entered = session && (await enteredAs(face.platformId, session));
    if (!entered || entered.needs === null) return { scope: await scopeFor(face.platformId, entered?.actor ?? anonymous, origin) };
    const scope = await scopeFor(face.platformId, entered.actor, origin);
    return { scope: { ...scope, actor: anonymous }, half: { needs: entered.needs, scope } };
  }
  if (face.kind !== "ops" && face.kind !== "partner") return { scope: null };
  const session = await liveSession(face, cookieHeader);
  if (face.kind === "partner") {
    const actor = session && (await partnerActor(session));
    return { scope: actor ? await scopeFor(NATIONAL_SCOPE, actor, origin) : null };
  }
  const duty = session && (await staffActor(session));
  return { scope: duty ? await scopeFor(duty.dutyPlatformId, duty.actor, origin) : null };
}
