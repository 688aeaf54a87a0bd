import { randomUUID } from "node:crypto";
import { type Db, type Tx, dbFor, dbForProvinces, dbReadOnly, transact, transactReadOnly } from "./db";
import { AppError } from "./kernel/errors";
import type { CustomerRole, PartnerRole, StaffRole } from "./kernel/permissions";
import { clockOffsetMs } from "./platforms/clock.service";

/** Whoever acts: always exactly one of these, taken from the session row, never from a request's body. */
export type Actor =
  | { kind: "anonymous"; id: string; name: string }
  | { kind: "customer"; id: string; name: string; sessionId: string; membershipId: string; role: CustomerRole; customerId: string; customerIds: string[]; /** Came by the company's own sign-in: works for that one account, and touches nothing of the person's own sign-in (AI13). */ isByCompany?: true; /** A clerk who sees what the company sees, for one case: `id` and `name` are the clerk's (BO4). */ view?: ViewOf; /** On the platform's clock; absent where nobody signed in. */ signedInAt?: Date; /** Went on without agreeing to new policies, until the next sign-in (DP5). */ hasPutOffPolicies?: true }
  | { kind: "staff"; id: string; name: string; sessionId: string; dutyId: string | null; roles: StaffRole[]; provinces: string[] }
  | { kind: "partner"; id: string; name: string; sessionId: string; roles: PartnerRole[]; partnerId: string }
  | { kind: "machine"; id: string; name: string; provinces: string[]; scopes: string[] }
  | { kind: "system"; id: string; name: string };
/** The clerk's view that a session is. */
export type ViewOf = { id: string; ticketNumber: string; until: Date };
export type CustomerActor = Extract<Actor, { kind: "customer" }>;
export type StaffActor = Extract<Actor, { kind: "staff" }>;
/** Someone of a partner, at the partner desk. */
export type PartnerActor = Extract<Actor, { kind: "partner" }>;
/** A system of the operator, over the TM Forum APIs. */
export type MachineActor = Extract<Actor, { kind: "machine" }>;

/** What every service gets first: the platform's connection, the clock and who acts. */
export type Scope<A extends Actor = Actor> = {
  platformId: string;
  /** Reads; under their provinces when staff or a machine work for some of NF. */
  db: Db;
  actor: A;
  now: () => Date;
  ip: string;
  device: string;
  requestId: string;
  /** Runs `work` in one transaction with retries after conflicts; nothing remote may happen in it. */
  transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
};

/** A scope that reads alone, for a clerk's view of a company. */
export async function readingScope(platformId: string, actor: CustomerActor, origin: Origin = {}): Promise<Scope<CustomerActor>> {
  return { ...(await scopeFor(platformId, actor, origin)), db: dbReadOnly(platformId), transaction: (work) => transactReadOnly(dbFor(platformId), work) };
}

type Origin = { ip?: string; device?: string; requestId?: string };

/** A scope on a platform for an actor; loads the clock's offset once. */
export async function scopeFor<A extends Actor>(platformId: string, actor: A, origin: Origin = {}): Promise<Scope<A>> {
  const offset = await clockOffsetMs(platformId);
  const provinces = actor.kind === "staff" || actor.kind === "machine" ? actor.provinces : [];
  return {
    platformId,
    db: dbForProvinces(platformId, provinces),
    actor,
    now: () => new Date(Date.now() + offset),
    ip: origin.ip ?? "127.0.0.1",
    device: origin.device ?? "",
    requestId: origin.requestId ?? randomUUID(),
    transaction: (work) => transact(dbFor(platformId), work, provinces),
  };
}

/** A scope for the platform's own work: jobs, seeds, simulators' callbacks. */
export function systemScope(platformId: string, name = "系统"): Promise<Scope<Extract<Actor, { kind: "system" }>>> {
  return scopeFor(platformId, { kind: "system", id: "system", name });
}

export const anonymous: Extract<Actor, { kind: "anonymous" }> = { kind: "anonymous", id: "anonymous", name: "访客" };

/** The filter that keeps one company's rows from another: itself and, for a parent, its children. Staff and machines see their platform. */
export function visibleTo(actor: Actor): { customerId?: { in: string[] } } {
  if (actor.kind === "customer") return { customerId: { in: actor.customerIds } };
  if (actor.kind === "anonymous") throw new AppError("NOT_SIGNED_IN");
  // A partner sees its applications' lines, by their specification, and no company's rows.
  if (actor.kind === "partner") throw new AppError("FORBIDDEN");
  return {};
}

/** The same for a company's person, narrowed to one of the accounts that they see; somebody else's leaves nothing. */
export const visibleAccount = ({ customerIds }: CustomerActor, accountId?: string): { customerId: { in: string[] } } => ({ customerId: { in: accountId === undefined ? customerIds : customerIds.filter((id) => id === accountId) } });
