import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import type { RequestContext } from "../context";
import { randomToken, sha256 } from "../crypto";
import { type Tx, dbFor } from "../db";
import type { CustomerView, Session } from "../generated/prisma/client";
import type { ViewEnding } from "../generated/prisma/enums";
import { AppError, fieldError } from "../kernel/errors";
import { type StaffRole, allows } from "../kernel/permissions";
import { provincePrefix } from "../platforms/host.rules";
import { pageUrl } from "../platforms/page-url";
import { NATIONAL_SCOPE } from "../platforms/province.rules";
import { type CustomerActor, type Scope, type StaffActor, scopeFor } from "../scope";
import { openSession, realmRules } from "../session";
import { staffActor } from "../staff/session.service";
import { statesOfGroup } from "../tickets/ticket.rules";
import { keepLook, noteLooks } from "./look.service";
import { HAND_OVER_SECONDS, VIEW_MINUTES, viewEnding } from "./view.rules";
import { type BeginView, type BegunView, ViewSecret } from "./view.schema";

const isOver = (state: string) => (statesOfGroup.ended as readonly string[]).includes(state);
/** Where the secret is handed in, on the storefront's own host. */
const HAND_OVER_PATH = "/api/customer-view";

/** Sign-ins live by the machine's own time, which no moved clock moves. */
const later = (seconds: number) => new Date(Date.now() + seconds * 1000);

/**
 * BO4: begins the hand-over to a company's own pages for an open case of it; one view at a time a clerk. The secret stands in the answer
 * alone and serves once. Throws NOT_FOUND outside the duty, an error at the field for a case that is not this company's or has ended.
 */
export async function beginView(scope: Scope<StaffActor>, { customerId, ticketNumber }: z.output<typeof BeginView>): Promise<z.output<typeof BegunView>> {
  const secret = randomToken();
  const secretUntil = later(HAND_OVER_SECONDS);
  const { id: staffId, name: staffName, roles, sessionId: staffSessionId } = scope.actor;
  return scope.transaction(async (tx) => {
    const customer = await tx.customer.findFirst({ where: { id: customerId, state: { not: "purged" } }, select: { provinceId: true } });
    if (!customer) throw new AppError("NOT_FOUND");
    const ticket = await tx.troubleTicket.findFirst({ where: { number: ticketNumber, customerId }, select: { id: true, state: true } });
    if (!ticket) throw fieldError("ticketNumber", "ticketNotTheirs");
    if (isOver(ticket.state)) throw fieldError("ticketNumber", "ticketOver");
    for (const other of await tx.customerView.findMany({ where: { staffId, endedAt: null } })) await close(tx, scope, other, "self");
    const { provinceId } = customer;
    const view = await tx.customerView.create({ data: { customerId, provinceId, ticketId: ticket.id, ticketNumber, staffId, staffName, staffRoles: [...roles], staffSessionId, secretHash: sha256(secret), secretUntil, askedAt: later(0) } });
    await recordAudit(tx, scope, "customerView.ask", { kind: "customerView", id: view.id }, { customerId, provinceId, after: { ticketNumber } });
    return { url: new URL(`${HAND_OVER_PATH}?secret=${secret}`, pageUrl(provinceId, "/")).toString(), until: secretUntil };
  });
}

/** The clerk behind a view with the rights of today, or null when sign-in, duty or right have ended; being at work here keeps the sign-in awake. */
async function clerkOf(platformId: string, { staffSessionId, provinceId }: CustomerView): Promise<StaffActor | null> {
  const now = Date.now();
  const { idleMinutes } = realmRules.staff;
  const where = { id: staffSessionId, realm: "staff" as const, revokedAt: null, expiresAt: { gt: new Date(now) }, lastSeenAt: { gt: new Date(now - idleMinutes * 60_000) } };
  const session = await dbFor(NATIONAL_SCOPE).session.findFirst({ where });
  const found = session && (await staffActor(session));
  if (!session || !found || found.dutyPlatformId !== platformId || !allows(found.actor.roles, "customerView.begin")) return null;
  if (found.actor.provinces.length > 0 && !found.actor.provinces.includes(provinceId)) return null;
  return found.actor;
}

const touch = (id: string) => dbFor(NATIONAL_SCOPE).session.updateMany({ where: { id, lastSeenAt: { lt: later(-60) } }, data: { lastSeenAt: later(0) } });

/** The clerk as the view's own row has them, for its records. */
const clerkIn = ({ staffId, staffName, staffRoles, staffSessionId }: CustomerView): StaffActor => ({ kind: "staff", id: staffId, name: staffName, sessionId: staffSessionId, dutyId: null, roles: staffRoles as StaffRole[], provinces: [] });
const aboutView = ({ id, customerId, provinceId, ticketNumber }: CustomerView) => ({ customerId, provinceId, subjectId: id, subject: "", because: { reason: "ticket" as const, text: "", ticketNumber } });

type Redeemed = { sessionId: string; base: string };

/**
 * BO4: the secret becomes a session of the storefront's host, once. Begin, look and audit record commit together. Throws CODE_EXPIRED for
 * a secret that is unknown, spent or late, or whose clerk has signed out since.
 */
export async function redeemView(context: RequestContext, secret: string | null): Promise<Redeemed> {
  const { face, scope } = context;
  if (face.kind !== "storefront" || face.isAlias || !scope) throw new AppError("NOT_FOUND");
  const parsed = ViewSecret.safeParse(secret);
  if (!parsed.success) throw new AppError("CODE_EXPIRED");
  const { platformId } = scope;
  const view = await dbFor(platformId).customerView.findFirst({ where: { secretHash: sha256(parsed.data) } });
  const clerk = view && (await clerkOf(platformId, view));
  if (!view || !clerk) throw new AppError("CODE_EXPIRED");
  const until = later(VIEW_MINUTES * 60);
  const own = await scopeFor(platformId, clerkIn(view), context);
  await own.transaction(async (tx) => {
    const begun = await tx.customerView.updateMany({ where: { id: view.id, begunAt: null, endedAt: null, secretUntil: { gt: later(0) } }, data: { begunAt: later(0), expiresAt: until } });
    if (begun.count === 0) throw new AppError("CODE_EXPIRED");
    await keepLook(tx, own, { kind: "viewBegun", ...aboutView(view) });
    await recordAudit(tx, own, "customerView.begin", { kind: "customerView", id: view.id }, { customerId: view.customerId, provinceId: view.provinceId, after: { ticketNumber: view.ticketNumber, until } });
  });
  const sessionId = await openSession(face, { subjectId: view.staffId, passwordVersion: 0, ip: context.ip, device: context.device, amr: [], secondFactorAt: null, customerView: { id: view.id, until } });
  return { sessionId, base: `${provincePrefix(platformId, view.provinceId)}/account` };
}

/** The company as a clerk's session sees it, or null when the view is over by now. */
export async function viewedAs(platformId: string, session: Session): Promise<{ actor: CustomerActor; view: CustomerView } | null> {
  const db = dbFor(platformId);
  const view = session.customerViewId === null ? null : await db.customerView.findFirst({ where: { id: session.customerViewId, endedAt: null } });
  if (!view || (await endingOf(platformId, view)) !== null || view.expiresAt === null) return null;
  const { customerId, staffId, staffName, ticketNumber, expiresAt } = view;
  if ((await db.customer.count({ where: { id: customerId, state: { not: "purged" } } })) === 0) return null;
  await touch(view.staffSessionId);
  // No membership of anybody's: what is a person's own, such as their applications, is not there to be seen. Of its children nothing: the
  // case is this account's, and their own lists would not say that they were looked at.
  return { view, actor: { kind: "customer", id: staffId, name: staffName, sessionId: session.id, membershipId: view.id, role: "owner", customerId, customerIds: [customerId], view: { id: view.id, ticketNumber, until: expiresAt } } };
}

async function endingOf(platformId: string, view: CustomerView): Promise<ViewEnding | null> {
  const [ticket, clerk] = await Promise.all([dbFor(platformId).troubleTicket.findFirst({ where: { id: view.ticketId }, select: { state: true } }), clerkOf(platformId, view)]);
  return viewEnding({ ...view, now: later(0), isTicketOver: !ticket || isOver(ticket.state), isClerkHere: clerk !== null });
}

/** DP6: keeps that a page of the company's was opened in a view, for the company to read; throws when it cannot, and nothing is shown then. */
export async function noteViewed(platformId: string, view: CustomerView, { permission, place }: { permission: string; place: string }): Promise<void> {
  await noteLooks(await scopeFor(platformId, clerkIn(view)), [{ kind: "viewPage", ...aboutView(view), subjectId: `${view.id}:${place}`, subject: permission }]);
}

/** Ends a view with its session; look and audit record commit with it. Of two at once the first counts. */
async function close(tx: Tx, scope: Scope, view: CustomerView, ending: ViewEnding): Promise<void> {
  const ended = await tx.customerView.updateMany({ where: { id: view.id, endedAt: null }, data: { endedAt: later(0), ending } });
  if (ended.count === 0) return;
  await tx.session.updateMany({ where: { customerViewId: view.id, revokedAt: null }, data: { revokedAt: later(0) } });
  if (ending === "unused" || view.begunAt === null) return;
  const own = { ...scope, actor: clerkIn(view) };
  await keepLook(tx, own, { kind: "viewEnded", ...aboutView(view) });
  await recordAudit(tx, own, "customerView.end", { kind: "customerView", id: view.id }, { customerId: view.customerId, provinceId: view.provinceId, after: { ending } });
}

/** BO4: the clerk ends the view of this request's session. */
export async function endOwnView({ view: viewing }: RequestContext): Promise<void> {
  const { platformId, actor } = viewing?.scope ?? {};
  if (!platformId || !actor?.view) return;
  const scope = await scopeFor(platformId, actor);
  const view = await scope.db.customerView.findFirst({ where: { id: actor.view.id } });
  if (view) await scope.transaction((tx) => close(tx, scope, view, "self"));
}

/** BO4: views that are over by themselves are ended and written down; each alone. */
export async function endViews(scope: Scope): Promise<void> {
  const open = await scope.db.customerView.findMany({ where: { endedAt: null }, orderBy: { id: "asc" }, take: 200 });
  for (const view of open) {
    const isSignedOut = view.begunAt !== null && (await scope.db.session.count({ where: { customerViewId: view.id, revokedAt: { not: null } } })) > 0;
    const ending = isSignedOut ? "self" : await endingOf(scope.platformId, view);
    if (ending) await scope.transaction((tx) => close(tx, scope, view, ending));
  }
}
