import type { z } from "zod";
import type { Launch, Prisma } from "../generated/prisma/client";
import { productName } from "../inventory/product.words";
import { AppError } from "../kernel/errors";
import { allows } from "../kernel/permissions";
import { issuerOf } from "../oidc/issuer";
import { pageAfter, pageOf } from "../paging";
import { type CustomerActor, type Scope, visibleTo } from "../scope";
import { hasSeats } from "../seats/seat.rules";
import { keptProduct, mindedBy } from "../seats/seat.service";
import { type Decided, type OpenableProduct, decideAll, toOpen } from "./decision.service";
import type { AppPage, AppTile, LaunchPage, ListApps, ListLaunches, OneApp, OneAppView } from "./launch.schema";

/** How long after the click the application may ask who has come. */
const CLICK_MS = 60_000;
const MOST_APPS = 100;
const PAGE = 25;
/** States of an application of which whoever opens it is warned. */
const troubled: readonly string[] = ["down", "degraded", "planned"];

const living = ["pendingActive", "active", "suspended", "pendingTerminate"] as const;
const byOrder = [{ createdAt: "desc" }, { id: "desc" }] satisfies Prisma.ProductOrderByWithRelationInput[];

function tileOf(product: OpenableProduct, { rule, live, isKeeper }: Decided): AppTile {
  const { id, specificationName, state, applicationAccounts } = product;
  return { productId: id, name: productName(product), specificationName, state, rule, live, mayKeepSeats: isKeeper && hasSeats({ seatName: product.seatName, parts: product._count.parts }), signInUrl: rule === "notConnected" ? (applicationAccounts[0]?.signInUrl ?? null) : null };
}

const ownApps = (scope: Scope<CustomerActor>, more: Prisma.ProductWhereInput = {}) =>
  scope.db.product.findMany({ where: { customerId: scope.actor.customerId, state: { in: [...living] }, parts: { none: {} }, ...more }, orderBy: byOrder, take: MOST_APPS, include: toOpen });

const mayTakeSeat = ({ actor }: Scope<CustomerActor>): boolean => allows([actor.role], "seat.assign");

/** PR5: the applications of this person: what they have a seat of or mind; whoever sees the company's products sees the others too, with why not. */
export async function listApps(scope: Scope<CustomerActor>, { app }: z.output<typeof ListApps>): Promise<AppPage> {
  const seesAll = allows([scope.actor.role], "product.read");
  const membership = await scope.db.membership.findFirst({ where: { id: scope.actor.membershipId }, select: { enterpriseUserId: true } });
  const userId = membership?.enterpriseUserId ?? null;
  const mine: Prisma.ProductWhereInput = seesAll ? {} : { OR: [{ seatAssignments: { some: { userId: userId ?? scope.actor.id, withdrawnAt: null } } }, { id: { in: [...(await mindedBy(scope.db, scope.actor))] } }] };
  const products = await ownApps(scope, { ...mine, ...(app ? { specificationCode: app } : {}) });
  const decided = await decideAll(scope, products);
  const rows = products.map((product) => tileOf(product, decided(product)));
  // What opens now comes first; among equals the newest.
  return { rows: rows.toSorted((a, b) => Number(b.rule === "allowed") - Number(a.rule === "allowed")), mayTakeSeat: mayTakeSeat(scope), isLinked: userId !== null };
}

async function productToOpen(scope: Scope<CustomerActor>, productId: string): Promise<OpenableProduct> {
  const product = await scope.db.product.findFirst({ where: { id: productId, ...visibleTo(scope.actor) }, include: toOpen });
  if (!product) throw new AppError("NOT_FOUND");
  return product;
}

/** One application with what stands in the way, and who can do something about it. */
export async function oneApp(scope: Scope<CustomerActor>, { productId }: z.output<typeof OneApp>): Promise<OneAppView> {
  const product = await productToOpen(scope, productId);
  const decided = (await decideAll(scope, [product]))(product);
  const keepers = await scope.db.membership.findMany({ where: { customerId: product.customerId, isActive: true, role: { in: ["owner", "itAdmin"] } }, orderBy: { createdAt: "asc" }, take: 3, select: { person: { select: { name: true } } } });
  const { role, customerId } = scope.actor;
  return { ...tileOf(product, decided), mayTakeSeat: mayTakeSeat(scope) && product.customerId === customerId, mayPay: allows([role], "bill.read"), mayResume: allows([role], "product.change"), keepers: keepers.map(({ person }) => person.name), isMinded: decided.isKeeper };
}

type Stage = Pick<Launch, "isAtApplication"> & { validUntil: Date | null };

/** Writes down what was decided; a row for each click and each question of an application. */
async function noteLaunch(scope: Scope<CustomerActor>, product: OpenableProduct, { rule, userId, live }: Decided, stage: Stage): Promise<Launch> {
  const { id: productId, customerId, provinceId, specificationCode } = product;
  const { id: personId, name: personName, membershipId, sessionId } = scope.actor;
  return scope.db.launch.create({ data: { productId, customerId, provinceId, specificationCode, personId, personName, membershipId, sessionId, userId, rule, isWarned: live !== null && troubled.includes(live.state), at: scope.now(), ...stage } });
}

/** PR5: the click: decided, written down, and where to go; null when this person may not. Throws NOT_FOUND for a product that is not theirs. */
export async function openApp(scope: Scope<CustomerActor>, { productId }: z.output<typeof OneApp>): Promise<{ url: string } | null> {
  const product = await productToOpen(scope, productId);
  const decided = (await decideAll(scope, [product]))(product);
  const isAllowed = decided.rule === "allowed" && decided.client !== null;
  const launch = await noteLaunch(scope, product, decided, { isAtApplication: false, validUntil: isAllowed ? new Date(scope.now().getTime() + CLICK_MS) : null });
  if (!isAllowed || !decided.client) return null;
  const url = new URL(decided.client.initiateLoginUri);
  url.searchParams.set("iss", issuerOf(scope.platformId));
  url.searchParams.set("login_hint", launch.id);
  return { url: url.toString() };
}

/** What an application is told, or where the person is led instead. */
export type Answered = { launch: Launch } | { refused: { productId: string } } | { choose: string } | { expired: true };

/**
 * PR6: an application asks who has come. A hint names the click it follows, which counts once, for a minute, and for the same person and
 * application alone; without one it is the person's one product of this application. Decided again, whatever the click said.
 */
export async function answerApplication(scope: Scope<CustomerActor>, { specificationCode, hint }: { specificationCode: string; hint: string | null }): Promise<Answered> {
  const product = hint === null ? await onlyProduct(scope, specificationCode) : await clickedProduct(scope, specificationCode, hint);
  if (product === "expired") return { expired: true };
  if (product === "several") return { choose: specificationCode };
  const decided = (await decideAll(scope, [product]))(product);
  const launch = await noteLaunch(scope, product, decided, { isAtApplication: true, validUntil: null });
  return decided.rule === "allowed" ? { launch } : { refused: { productId: product.id } };
}

async function clickedProduct(scope: Scope<CustomerActor>, specificationCode: string, hint: string): Promise<OpenableProduct | "expired"> {
  const { id: personId, membershipId, sessionId } = scope.actor;
  const [click] = await scope.db.launch.updateManyAndReturn({ where: { id: hint, personId, membershipId, sessionId, specificationCode, isAtApplication: false, rule: "allowed", usedAt: null, validUntil: { gt: scope.now() } }, data: { usedAt: scope.now() } });
  return click ? productToOpen(scope, click.productId) : "expired";
}

/** Without a click: of the person's own products of this application the one that opens, else the first, whose reason they read. */
async function onlyProduct(scope: Scope<CustomerActor>, specificationCode: string): Promise<OpenableProduct | "several"> {
  const products = await ownApps(scope, { specificationCode });
  const decided = await decideAll(scope, products);
  const open = products.filter((product) => decided(product).rule === "allowed");
  const [first] = open.length > 0 ? open : products;
  return first && open.length <= 1 && (open.length === 1 || products.length === 1) ? first : "several";
}

/** PR6: who opened a product and who was refused by which rule, the latest first. Throws NOT_FOUND and FORBIDDEN. */
export async function listLaunches(scope: Scope<CustomerActor>, { productId, only, cursor }: z.output<typeof ListLaunches>): Promise<LaunchPage> {
  await keptProduct(scope.db, scope, productId);
  const rows = await scope.db.launch.findMany({ where: { productId, ...(only === "refused" ? { rule: { not: "allowed" } } : {}) }, orderBy: { id: "desc" }, ...pageAfter(scope, PAGE, cursor) });
  const { page, nextCursor } = pageOf(rows, PAGE);
  return { rows: page.map(({ id, at, personName, rule, isWarned, isAtApplication }) => ({ id, at, personName, rule, isWarned, isAtApplication })), nextCursor };
}

