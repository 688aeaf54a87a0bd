import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import type { Tx } from "../db";
import type { EnterpriseUser, Product } from "../generated/prisma/client";
import { productName } from "../inventory/product.words";
import { AppError } from "../kernel/errors";
import { sendMail } from "../notifications/notification.service";
import { pageUrl } from "../platforms/page-url";
import { once } from "../platforms/idempotency.service";
import { createAdministratorLine } from "../provisioning/administrator-line.service";
import type { CustomerActor, Scope } from "../scope";
import type { AdministratorView, AppointAdministrator, OfProduct, ResetAdministrator } from "./administrator.schema";
import { syncOf } from "./seat.rules";
import { keptProduct, maySeat, seatProductOf } from "./seat.service";
import { worded } from "../notifications/templates.rules";

const SHOWN = 20;
const CHOICES = 100;
const alive: readonly string[] = ["active", "suspended", "pendingTerminate"];
const withUser = { user: { select: { name: true, employeeNumber: true, email: true } } } as const;

/** AI10: who minds a product, since when and by whom they were appointed, and who did before. Throws NOT_FOUND. */
export async function administratorOf(scope: Scope<CustomerActor>, { productId }: z.output<typeof OfProduct>): Promise<AdministratorView> {
  const { db } = scope;
  const product = await seatProductOf(db, scope, productId);
  const [rows, account, may] = await Promise.all([
    db.productAdministrator.findMany({ where: { productId }, orderBy: { id: "desc" }, take: SHOWN + 1, include: withUser }),
    db.applicationAccount.findFirst({ where: { productId }, select: { administratorName: true } }),
    maySeat(db, scope, productId),
  ]);
  const terms = rows.map(({ id, user, appointedAt, appointedByName, endedAt }) => ({ id, name: user.name, employeeNumber: user.employeeNumber, email: user.email, appointedAt, appointedByName, endedAt }));
  const now = terms.find(({ endedAt }) => endedAt === null);
  const lines = now ? await db.serviceOrder.findMany({ where: { administratorId: now.id }, orderBy: { createdAt: "desc" }, take: 20, select: { state: true, needsPerson: true, lastAnswer: true, createdAt: true, requestKey: true } }) : [];
  const sync = syncOf(lines[0]);
  const choices = may && alive.includes(product.state) ? await db.enterpriseUser.findMany({ where: { customerId: product.customerId, removedAt: null, email: { not: "" } }, orderBy: [{ employeeNumber: "asc" }, { id: "asc" }], take: CHOICES, select: { id: true, name: true, employeeNumber: true } }) : [];
  return {
    productName: productName(product), atApplication: account?.administratorName ?? null, mayChange: may && alive.includes(product.state), choices,
    current: now ? { ...now, sync, said: sync === "synced" ? null : (lines[0]?.lastAnswer ?? null), lastResetAt: lines.find(({ requestKey }) => requestKey.includes(":reset:"))?.createdAt ?? null } : null,
    past: terms.filter(({ endedAt }) => endedAt !== null).slice(0, SHOWN).map(({ email: _email, ...term }) => term),
  };
}

/** The product with the right to mind it, and a service that can hear of it. Throws NOT_FOUND, FORBIDDEN, RULE_REFUSED. */
async function mindedProduct(tx: Tx, scope: Scope<CustomerActor>, productId: string): Promise<Product> {
  const product = await keptProduct(tx, scope, productId);
  if (product.businessId === null || !alive.includes(product.state)) throw new AppError("RULE_REFUSED", { reasons: [product.state === "terminated" ? "productEnded" : "productNotOpen"] });
  return product;
}

const asTold = ({ id, name, email, phone }: EnterpriseUser) => ({ userId: id, name, email, phone: phone === "" ? null : phone });

/** AI10: appoints a product's administrator, or hands it over from the one before, once per key: by an admin of the company, or by the administrator. */
export async function appointAdministrator(scope: Scope<CustomerActor>, { key, productId, userId }: z.output<typeof AppointAdministrator>): Promise<{ isDone: true }> {
  return once(scope, { operation: "productAdministrator.appoint", key, input: { productId, userId } }, async (tx) => {
    const product = await mindedProduct(tx, scope, productId);
    const user = await tx.enterpriseUser.findFirst({ where: { id: userId, customerId: product.customerId, removedAt: null } });
    if (!user) throw new AppError("NOT_FOUND");
    if (user.email === "") throw new AppError("RULE_REFUSED", { reasons: ["userWithoutMail"] });
    const [before] = await tx.productAdministrator.updateManyAndReturn({ where: { productId, endedAt: null }, data: { endedAt: scope.now(), endedByName: scope.actor.name } });
    if (before?.userId === userId) throw new AppError("RULE_REFUSED", { reasons: ["alreadyAdministrator"] });
    const { customerId, provinceId } = product;
    const { id } = await tx.productAdministrator.create({ data: { productId, customerId, provinceId, userId, appointedAt: scope.now(), appointedByName: scope.actor.name }, select: { id: true } });
    await createAdministratorLine(tx, scope, product, { administratorId: id, administrator: asTold(user), isReset: false, key: `${id}:administrator:1` });
    await sendMail(tx, scope, { ...worded("productAdministrator.appointed", { product: product.specificationName, name: productName(product), actor: scope.actor.name }), recipient: user.email, customerId, greets: user.name, url: pageUrl(provinceId, "/account/apps") });
    await recordAudit(tx, scope, "productAdministrator.appoint", { kind: "product", id: productId }, { customerId, provinceId, before: { userId: before?.userId ?? null }, after: { userId, name: user.name } });
    return { isDone: true } as const;
  });
}

/** AI10: has the application make its administrator's way in anew, once per key. Throws RULE_REFUSED where nobody is appointed. */
export async function resetAdministrator(scope: Scope<CustomerActor>, { key, productId }: z.output<typeof ResetAdministrator>): Promise<{ isDone: true }> {
  return once(scope, { operation: "productAdministrator.reset", key, input: { productId } }, async (tx) => {
    const product = await mindedProduct(tx, scope, productId);
    const now = await tx.productAdministrator.findFirst({ where: { productId, endedAt: null }, include: { user: true } });
    if (!now) throw new AppError("RULE_REFUSED", { reasons: ["noAdministrator"] });
    await createAdministratorLine(tx, scope, product, { administratorId: now.id, administrator: asTold(now.user), isReset: true, key: `${now.id}:reset:${key}` });
    await recordAudit(tx, scope, "productAdministrator.reset", { kind: "product", id: productId }, { customerId: product.customerId, provinceId: product.provinceId, after: { userId: now.userId } });
    return { isDone: true } as const;
  });
}

/** Who leaves the company's list minds nothing any more, with the caller's transaction; the company is asked to name somebody else. */
export async function endAdministrations(tx: Tx, scope: Scope, userId: string): Promise<void> {
  await tx.productAdministrator.updateMany({ where: { userId, endedAt: null }, data: { endedAt: scope.now(), endedByName: scope.actor.name } });
}

