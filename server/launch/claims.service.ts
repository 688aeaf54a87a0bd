import { customerActor } from "../accounts/session.service";
import { dbFor } from "../db";
import type { Session } from "../generated/prisma/client";
import { type CustomerActor, type Scope, scopeFor } from "../scope";
import { decideAll, toOpen } from "./decision.service";
import { proofOf } from "./launch.rules";

/** What an application is told of a person: who, of which enterprise, by which account of theirs and on which seat. */
export type LaunchClaims = {
  sub: string; name: string; email?: string; auth_time: number; acr: string; amr: string[];
  platform: string;
  enterprise: { id: string; name: string; account_name: string };
  application_account: { business_id: string; name: string };
  user: { id: string; employee_number: string | null; role: "administrator" | "user" };
  seat: { id: string; assigned_at: string } | null;
};

/** A session by its id, with whom it stands for, as long as it lives (promise 36). */
async function liveActor(platformId: string, sessionId: string): Promise<{ session: Session; actor: CustomerActor } | null> {
  const session = await dbFor(platformId).session.findFirst({ where: { id: sessionId, realm: "customer", revokedAt: null, expiresAt: { gt: new Date() } } });
  const actor = session && (await customerActor(platformId, session));
  return session && actor ? { session, actor } : null;
}

/**
 * The claims of an answered launch; null when its sign-in has ended since, now stands for another account, or the person may not open the
 * product any more: asked once more when the code is exchanged, since a minute has passed (PR6).
 */
export async function claimsOf(platformId: string, launchId: string): Promise<LaunchClaims | null> {
  const launch = await dbFor(platformId).launch.findFirst({ where: { id: launchId, isAtApplication: true, rule: "allowed" } });
  const live = launch && (await liveActor(platformId, launch.sessionId));
  if (!launch || !live || live.actor.membershipId !== launch.membershipId) return null;
  const scope: Scope<CustomerActor> = await scopeFor(platformId, live.actor);
  const product = await scope.db.product.findFirst({ where: { id: launch.productId, customerId: { in: live.actor.customerIds } }, include: toOpen });
  if (!product) return null;
  const decided = (await decideAll(scope, [product]))(product);
  if (decided.rule !== "allowed") return null;
  const [account, user, person] = await Promise.all([
    scope.db.customer.findFirstOrThrow({ where: { id: product.customerId }, select: { id: true, accountName: true, organization: { select: { name: true } } } }),
    decided.userId === null ? null : scope.db.enterpriseUser.findFirst({ where: { id: decided.userId } }),
    scope.db.person.findFirstOrThrow({ where: { id: live.actor.id }, select: { name: true, email: true } }),
  ]);
  const id = decided.seat?.holderId ?? user?.id ?? live.actor.id;
  const email = user?.email || person.email;
  return {
    sub: id, name: user?.name ?? person.name, ...(email ? { email } : {}), auth_time: Math.floor(live.session.createdAt.getTime() / 1000), ...proofOf(live.session),
    platform: platformId,
    enterprise: { id: account.id, name: account.organization.name, account_name: account.accountName },
    application_account: { business_id: product.businessId ?? "", name: product.applicationAccounts[0]?.name ?? "" },
    user: { id, employee_number: user?.employeeNumber ?? null, role: decided.isKeeper ? "administrator" : "user" },
    seat: decided.seat && { id: decided.seat.id, assigned_at: decided.seat.assignedAt.toISOString() },
  };
}
