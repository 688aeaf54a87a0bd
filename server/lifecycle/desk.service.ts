import type { z } from "zod";
import { noteLook } from "../access/look.service";
import { companyNames } from "../accounts/company-names.service";
import { recordAudit } from "../audit/audit.service";
import { runAgain } from "../billing/run-again.service";
import { type Tx, brokeConstraint } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { setSuspension } from "../inventory/suspension.service";
import { productName } from "../inventory/product.words";
import { AppError } from "../kernel/errors";
import { lockCash } from "../ledger/billing-movement.service";
import { mailCustomer } from "../notifications/customer-mail.service";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import type { Scope, StaffActor } from "../scope";
import type { AskSuspension, ByAuthority, DecideSuspension, ListRequests, ProductStanding, RequestPage } from "./desk.schema";
import { type Told, worded } from "../notifications/templates.rules";

const refused = (reason: string) => new AppError("RULE_REFUSED", { reasons: [reason] });
const PAGE = 20;
const SHOWN = 30;

type Request = Prisma.SuspensionRequestGetPayload<{ include: { product: { select: { specificationName: true; offeringName: true } } } }>;
const rowOf = (scope: Scope<StaffActor>, { id, productId, customerId, product, isToStop, reason, askedAt, askedBy, askedById }: Request, companyName: string) => ({ id, productId, customerId, companyName, productName: productName(product), isToStop, reason, askedAt, askedBy, isOwn: askedById === scope.actor.id });
const withProduct = { product: { select: { specificationName: true, offeringName: true } } } as const;

/** CH6: a product as staff see it, with every cause that stood or stands. Throws NOT_FOUND outside the clerk's duty. */
export async function suspensionsOf(scope: Scope<StaffActor>, { productId }: { productId: string }): Promise<ProductStanding> {
  const product = await scope.db.product.findFirst({ where: { id: productId } });
  if (!product) throw new AppError("NOT_FOUND");
  const { customerId, seats, seatName, state, monthlyFen, businessId, startedOn, endsOn, bundleId } = product;
  const [names, causes, request] = await Promise.all([
    companyNames(scope.db, [customerId]),
    scope.db.productSuspension.findMany({ where: { productId }, orderBy: [{ setAt: "desc" }, { id: "desc" }], take: SHOWN }),
    scope.db.suspensionRequest.findFirst({ where: { productId, state: "open" }, include: withProduct }),
  ]);
  await noteLook(scope, { kind: "productPage", customerId, provinceId: product.provinceId, subjectId: productId, subject: productName(product) });
  const companyName = names.get(customerId)?.companyName ?? "";
  return {
    productId, customerId, companyName, name: productName(product), seats, seatName, state, monthlyFen, businessId, startedOn, endsOn, isPart: bundleId !== null, request: request && rowOf(scope, request, companyName),
    causes: causes.map(({ id, cause, reason, setAt, setBy, untilOn, liftedAt, liftedBy }) => ({ id, cause, reason, setAt, setBy, untilOn, liftedAt, liftedBy })),
  };
}

/** CH6: what waits for a second pair of eyes, the oldest first. */
export async function listSuspensionRequests(scope: Scope<StaffActor>, { cursor }: z.output<typeof ListRequests>): Promise<z.output<typeof RequestPage>> {
  const rows = await scope.db.suspensionRequest.findMany({ where: { state: "open" }, orderBy: { id: "asc" }, ...pageAfter(scope, PAGE, cursor), include: withProduct });
  const { page, nextCursor } = pageOf(rows, PAGE);
  const names = await companyNames(scope.db, page.map(({ customerId }) => customerId));
  return { nextCursor, rows: page.map((row) => rowOf(scope, row, names.get(row.customerId)?.companyName ?? "")) };
}

/** A product that may be stopped, or that stands still for just this cause. Throws NOT_FOUND and RULE_REFUSED. */
async function standing(tx: Tx, productId: string, cause: "operator" | "authority", isToStop: boolean) {
  const product = await tx.product.findFirst({ where: { id: productId } });
  if (!product) throw new AppError("NOT_FOUND");
  if (product.bundleId) throw refused("partOfBundle");
  const stands = (await tx.productSuspension.count({ where: { productId, cause, liftedAt: null } })) > 0;
  if (isToStop && stands) throw refused("causeStands");
  if (!isToStop && !stands) throw refused("causeGone");
  if (isToStop && !["active", "suspended", "pendingTerminate"].includes(product.state)) throw refused("productNotRunning");
  return product;
}

/** CH6: a clerk asks that the operator stops a product, or lets it run again; somebody else decides. One request a product. Throws RULE_REFUSED. */
export async function requestSuspension(scope: Scope<StaffActor>, input: z.output<typeof AskSuspension>): Promise<void> {
  await once(scope, { operation: "suspension.ask", key: input.key, input }, async (tx) => {
    const { id: productId, customerId, provinceId } = await standing(tx, input.productId, "operator", input.isToStop);
    const request = await tx.suspensionRequest
      .create({ data: { productId, customerId, provinceId, isToStop: input.isToStop, reason: input.reason, askedAt: scope.now(), askedById: scope.actor.id, askedBy: scope.actor.name } })
      .catch((error: unknown) => {
        throw brokeConstraint(error, "SuspensionRequest_one_open") ? refused("requestOpen") : error;
      });
    await recordAudit(tx, scope, "suspension.ask", { kind: "suspensionRequest", id: request.id }, { customerId, provinceId, after: { isToStop: input.isToStop }, reason: input.reason });
    return null;
  });
}

/** CH6: another clerk confirms or refuses; confirmed, it happens at once. Throws RULE_REFUSED for one's own request, CHANGED_MEANWHILE when somebody was first. */
export async function decideSuspension(scope: Scope<StaffActor>, input: z.output<typeof DecideSuspension>): Promise<void> {
  await once(scope, { operation: "suspension.decide", key: input.key, input }, async (tx) => {
    const request = await tx.suspensionRequest.findFirst({ where: { id: input.requestId } });
    if (!request) throw new AppError("NOT_FOUND");
    if (request.askedById === scope.actor.id) throw refused("ownRequest");
    const decided = await tx.suspensionRequest.updateMany({ where: { id: request.id, state: "open" }, data: { state: input.isConfirmed ? "confirmed" : "refused", decidedAt: scope.now(), decidedById: scope.actor.id, decidedBy: scope.actor.name, answer: input.answer } });
    if (decided.count === 0) throw new AppError("CHANGED_MEANWHILE");
    if (input.isConfirmed) await turn(tx, scope, { productId: request.productId, cause: "operator", isToStop: request.isToStop, reason: request.reason });
    await recordAudit(tx, scope, input.isConfirmed ? "suspension.confirm" : "suspension.refuse", { kind: "suspensionRequest", id: request.id }, { customerId: request.customerId, provinceId: request.provinceId, after: { isToStop: request.isToStop }, reason: input.answer });
    return null;
  });
}

/** CH6: what an authority orders, by its paper's number, carried out by the legal role alone. Throws RULE_REFUSED. */
export async function setByAuthority(scope: Scope<StaffActor>, input: z.output<typeof ByAuthority>): Promise<void> {
  await once(scope, { operation: "suspension.byAuthority", key: input.key, input }, async (tx) => {
    const { customerId, provinceId } = await turn(tx, scope, { productId: input.productId, cause: "authority", isToStop: input.isToStop, reason: `文书 ${input.document}：${input.reason}` });
    await recordAudit(tx, scope, "suspension.byAuthority", { kind: "product", id: input.productId }, { customerId, provinceId, after: { isToStop: input.isToStop, document: input.document }, reason: input.reason });
    return null;
  });
}

type Turn = { productId: string; cause: "operator" | "authority"; isToStop: boolean; reason: string };

/** Stops a product for a cause, or lifts it; the company is told, in general words only. */
async function turn(tx: Tx, scope: Scope<StaffActor>, { productId, cause, isToStop, reason }: Turn) {
  const found = await standing(tx, productId, cause, isToStop);
  await lockCash(tx, found.customerId);
  const name = productName(found);
  const tell = (told: Told) => mailCustomer(tx, scope, found.customerId, { ...told, path: `/products/${productId}` });
  if (isToStop) {
    if (!(await setSuspension(tx, scope, { product: found, cause, reason }))) throw new AppError("CHANGED_MEANWHILE");
    await tell(worded("product.stopped", { name }));
  } else {
    const outcome = await runAgain(tx, scope, { product: found, cause, reason });
    if (outcome === null) throw new AppError("CHANGED_MEANWHILE");
    await tell(worded("product.restarted", { name, ...outcome }));
  }
  return found;
}
