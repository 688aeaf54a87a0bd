import { type Reader, dbFor } from "../db";
import type { Prisma } from "../generated/prisma/client";
import type { LaunchRule } from "../generated/prisma/enums";
import { accountPeriodOf, businessDayOf, dayOf } from "../kernel/calendar";
import { allows } from "../kernel/permissions";
import type { Shown } from "../partners/live.rules";
import { liveStates } from "../partners/live.service";
import { isSoldIn } from "../partners/partner.rules";
import { NATIONAL_SCOPE } from "../platforms/province.rules";
import type { CustomerActor, Scope } from "../scope";
import { hasSeats } from "../seats/seat.rules";
import { holderId, mindedBy } from "../seats/seat.service";
import { type Grant, isAuthorised, launchRule } from "./launch.rules";

export const toOpen = { applicationAccounts: true, suspensions: { where: { liftedAt: null }, select: { cause: true } }, _count: { select: { parts: true } }, bundle: { select: { specificationCode: true, offeringCode: true } } } satisfies Prisma.ProductInclude;
export type OpenableProduct = Prisma.ProductGetPayload<{ include: typeof toOpen }>;

export type Client = { redirectUri: string; initiateLoginUri: string; specificationCode: string; sealedClientSecret: string };
/** Everything about one product that whoever opens it needs. */
export type Decided = { rule: LaunchRule; userId: string | null; seat: { id: string; assignedAt: Date; /** As whom the application knows the person. */ holderId: string } | null; live: Shown | null; client: Client | null; isKeeper: boolean };

/** Of these specifications the applications that take our sign-in, by code. */
async function clientsOf(codes: readonly string[]) {
  return dbFor(NATIONAL_SCOPE).partnerApplication.findMany({ where: { specificationCode: { in: [...codes] }, redirectUri: { not: null }, initiateLoginUri: { not: null }, sealedClientSecret: { not: null } }, select: { specificationCode: true, provinceIds: true, redirectUri: true, initiateLoginUri: true, sealedClientSecret: true } });
}

type Account = { id: string; parentId: string | null; state: Prisma.CustomerGetPayload<object>["state"] };

/** PC2: for each account that is a child, what its parent has granted it; in one query. */
async function grantsOf(db: Reader, accounts: readonly Account[]): Promise<Map<string, Grant[]>> {
  const children = accounts.filter(({ parentId }) => parentId !== null).map(({ id }) => id);
  const found = new Map<string, Grant[]>(children.map((id) => [id, []]));
  if (children.length === 0) return found;
  const rows = await db.childAuthorisation.findMany({ where: { customerId: { in: children } }, orderBy: { id: "desc" }, take: 1000 });
  for (const { customerId, startsOn, endsOn, withdrawnAt, ...row } of rows) found.get(customerId)?.push({ ...row, startsOn: dayOf(startsOn), endsOn: endsOn && dayOf(endsOn), withdrawnOn: withdrawnAt && businessDayOf(withdrawnAt) });
  return found;
}

/**
 * PR6: who may open what, decided in one place for the page, the click and the application's own question, in as many queries for many
 * products as for one.
 */
export async function decideAll(scope: Scope<CustomerActor>, products: readonly OpenableProduct[]): Promise<(product: OpenableProduct) => Decided> {
  const { db, actor } = scope;
  const codes = [...new Set(products.map(({ specificationCode }) => specificationCode))];
  const membership = await db.membership.findFirst({ where: { id: actor.membershipId }, select: { enterpriseUserId: true } });
  const userId = membership?.enterpriseUserId ?? null;
  const [minded, accounts, seats, classes, clients, live] = await Promise.all([
    mindedBy(db, actor, products.map(({ id }) => id)),
    db.customer.findMany({ where: { id: { in: products.map(({ customerId }) => customerId) } }, select: { id: true, parentId: true, state: true } }),
    userId === null ? [] : db.seatAssignment.findMany({ where: { userId, withdrawnAt: null, productId: { in: products.map(({ id }) => id) } }, select: { id: true, productId: true, assignedAt: true, userId: true, providerUserId: true } }),
    db.productSpecification.findMany({ where: { code: { in: products.map((product) => (product.bundle ?? product).specificationCode) } }, select: { code: true, productClass: true } }),
    clientsOf(codes),
    liveStates(scope, products),
  ]);
  const grants = await grantsOf(db, accounts);
  const today = businessDayOf(scope.now());
  const days = { today, periodFrom: accountPeriodOf(today).from };
  const keepsAll = allows([actor.role], "seat.assign");
  return (product) => {
    const account = accounts.find(({ id }) => id === product.customerId);
    const seat = seats.find(({ productId }) => productId === product.id) ?? null;
    const found = clients.find((row) => row.specificationCode === product.specificationCode && isSoldIn(row, scope.platformId, product.provinceId));
    const client = found?.redirectUri && found.initiateLoginUri && found.sealedClientSecret ? { specificationCode: found.specificationCode, redirectUri: found.redirectUri, initiateLoginUri: found.initiateLoginUri, sealedClientSecret: found.sealedClientSecret } : null;
    const own = grants.get(product.customerId);
    const isKeeper = keepsAll || minded.has(product.id);
    // A part stands under what its parent granted of the whole.
    const { specificationCode, offeringCode } = product.bundle ?? product;
    const rule = launchRule({
      accountState: account?.state ?? "closed", productState: product.state, causes: product.suspensions.map(({ cause }) => cause),
      // What ends with what is paid is open until then (PC13).
      isAuthorised: own ? (product.endsOn !== null && dayOf(product.endsOn) >= today) || isAuthorised(own, { specificationCode, offeringCode, productClass: classes.find(({ code }) => code === specificationCode)?.productClass ?? "" }, days) : null,
      isPersonal: hasSeats({ seatName: product.seatName, parts: product._count.parts }), hasSeat: seat !== null, isKeeper, isConnected: client !== null,
    });
    return { rule, userId, seat: seat && { id: seat.id, assignedAt: seat.assignedAt, holderId: holderId(seat) }, live: live(product), client, isKeeper };
  };
}
