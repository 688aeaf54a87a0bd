import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { lastDayOf } from "../billing/forecast.service";
import type { Reader, Tx } from "../db";
import type { ChildAuthorisation, Product } from "../generated/prisma/client";
import { productName } from "../inventory/product.words";
import { businessDayOf, dateOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { lockCash } from "../ledger/billing-movement.service";
import { endWithdrawn } from "../lifecycle/withdrawn.service";
import { mailCustomer } from "../notifications/customer-mail.service";
import { worded } from "../notifications/templates.rules";
import { once } from "../platforms/idempotency.service";
import type { CustomerActor, Scope } from "../scope";
import { eachAlone, turns } from "../sweep";
import type { AuthorisationId, WithdrawGrant, WithdrawalView, Withdrawn } from "./authorisation.schema";
import { coveredOf, lockAuthority } from "./authorisation.service";
import { type Both, inBoth, joined, valueText } from "../notifications/template.rules";

const running = { bundleId: null, state: { in: ["active", "suspended", "pendingTerminate"] as ("active" | "suspended" | "pendingTerminate")[] } };

async function ownGrant(db: Reader, scope: Scope<CustomerActor>, authorisationId: string): Promise<ChildAuthorisation> {
  const grant = await db.childAuthorisation.findFirst({ where: { id: authorisationId, parentId: scope.actor.customerId, withdrawnAt: null } });
  if (!grant) throw new AppError("NOT_FOUND");
  return grant;
}

/** The child's running products that this authorisation is about. */
async function aboutOf(db: Reader, { customerId, specificationCode, productClass }: ChildAuthorisation): Promise<Product[]> {
  const codes = specificationCode ? [specificationCode] : (await db.productSpecification.findMany({ where: { productClass: productClass as "basicCommunication" }, select: { code: true } })).map(({ code }) => code);
  return db.product.findMany({ where: { customerId, ...running, specificationCode: { in: codes } }, orderBy: { id: "asc" } });
}

/** PC13: what taking an authorisation back would end, and when; asked before it is done. Throws NOT_FOUND for another parent's and for one that is withdrawn. */
export async function previewWithdrawal(scope: Scope<CustomerActor>, { authorisationId }: z.output<typeof AuthorisationId>): Promise<WithdrawalView> {
  const grant = await ownGrant(scope.db, scope, authorisationId);
  const account = { id: grant.customerId, parentId: scope.actor.customerId };
  const products = await aboutOf(scope.db, grant);
  const covered = await coveredOf(scope.db, scope, account, products, authorisationId);
  const [specification, openOrders] = [
    grant.specificationCode ? await scope.db.productSpecification.findFirst({ where: { code: grant.specificationCode }, select: { name: true } }) : null,
    await scope.db.productOrder.count({ where: { customerId: grant.customerId, operation: "order", stage: { in: ["review", "returned", "provisioning"] }, items: { some: { parentItemId: null, specificationCode: { in: grant.specificationCode ? [grant.specificationCode] : products.map(({ specificationCode }) => specificationCode) } } } } }),
  ];
  const today = businessDayOf(scope.now());
  return {
    authorisationId, childId: grant.customerId, specificationName: specification?.name ?? null, productClass: grant.productClass as WithdrawalView["productClass"], openOrders,
    products: products.filter(({ id }) => !covered.has(id)).map((product) => ({ id: product.id, name: productName(product), seats: product.seats, seatName: product.seatName, endsOn: lastDayOf(product, today), isEnding: product.state === "pendingTerminate" })),
  };
}

/**
 * PC13: takes an authorisation back, once per key: no new orders from now on, and what it alone covered ends with what is paid or, where the
 * parent says so, at once. Throws NOT_FOUND for another parent's and for one that is withdrawn.
 */
export async function withdrawGrant(scope: Scope<CustomerActor>, { key, authorisationId, then }: z.output<typeof WithdrawGrant>): Promise<z.output<typeof Withdrawn>> {
  return once(scope, { operation: "childAuthorisation.withdraw", key, input: { authorisationId, then } }, async (tx) => {
    const grant = await ownGrant(tx, scope, authorisationId);
    const account = { id: grant.customerId, parentId: scope.actor.customerId };
    await lockAuthority(tx, account);
    const withdrawn = await tx.childAuthorisation.updateMany({ where: { id: authorisationId, withdrawnAt: null }, data: { withdrawnAt: scope.now(), withdrawnByName: scope.actor.name } });
    if (withdrawn.count === 0) throw new AppError("NOT_FOUND");
    // As the monthly charge does: neither sees the other half done.
    await lockCash(tx, grant.customerId);
    const products = await aboutOf(tx, grant);
    const covered = await coveredOf(tx, scope, account, products);
    const ended: Product[] = [];
    for (const product of products) if (!covered.has(product.id) && (await endWithdrawn(tx, scope, product, then))) ended.push(product);
    await recordAudit(tx, scope, "childAuthorisation.withdraw", { kind: "childAuthorisation", id: grant.id }, { customerId: grant.customerId, provinceId: grant.provinceId, before: { specificationCode: grant.specificationCode, productClass: grant.productClass, seatCeiling: grant.seatCeiling }, after: { then, ended: ended.map(({ id }) => id) } });
    if (ended.length > 0) await mailCustomer(tx, scope, grant.customerId, { ...worded("childAuthorisation.withdrawn", { actor: scope.actor.name, products: endsSaid(ended, then, businessDayOf(scope.now())) }), path: "/products" });
    return { ended: ended.length };
  });
}

const childrenATurn = turns("authorisations-over", 50);

/**
 * PC13: an authorisation whose last day is over is as one that was taken back: what it alone covered ends with what is paid. Looks at some
 * children a turn; returns how many.
 */
export async function endRunOut(scope: Scope): Promise<number> {
  const today = businessDayOf(scope.now());
  const over = await scope.db.childAuthorisation.findMany({ where: { customerId: childrenATurn.after(scope), withdrawnAt: null, endsOn: { lt: dateOf(today) } }, distinct: ["customerId"], orderBy: { customerId: "asc" }, take: childrenATurn.size, select: { customerId: true, parentId: true } });
  const ids = over.map(({ customerId }) => customerId);
  childrenATurn.note(scope, ids);
  // Most have nothing left that could end: they are not locked for it.
  const products = await scope.db.product.findMany({ where: { customerId: { in: ids }, ...runsOn }, distinct: ["customerId"], select: { customerId: true } });
  const parents = new Map(over.map(({ customerId, parentId }) => [customerId, parentId]));
  const failed = await eachAlone(scope, "endRunOut", products.map(({ customerId }) => customerId), (customerId) => scope.transaction((tx) => endUncovered(tx, scope, { id: customerId, parentId: parents.get(customerId) ?? null })));
  return products.length - failed.length;
}

/** Running, with nothing that says when it ends. */
const runsOn = { bundleId: null, endsOn: null, state: { in: ["active", "suspended"] as ("active" | "suspended")[] } };

async function endUncovered(tx: Tx, scope: Scope, account: { id: string; parentId: string | null }): Promise<void> {
  const uncovered = async () => {
    const products = await tx.product.findMany({ where: { customerId: account.id, ...runsOn }, orderBy: { id: "asc" } });
    const covered = await coveredOf(tx, scope, account, products);
    return products.filter(({ id }) => !covered.has(id));
  };
  if ((await uncovered()).length === 0) return;
  await lockAuthority(tx, account);
  await lockCash(tx, account.id);
  const ended: Product[] = [];
  for (const product of await uncovered()) if (await endWithdrawn(tx, scope, product, "term")) ended.push(product);
  if (ended.length > 0) await mailCustomer(tx, scope, account.id, { ...worded("childAuthorisation.runOut", { products: endsSaid(ended, "term", businessDayOf(scope.now())) }), path: "/products" });
}

/** Each product with its end, in a line of its own. */
const endsSaid = (ended: readonly Product[], then: "term" | "now", today: string): Both => joined(ended.map((product) => inBoth((language) => {
  const last = valueText({ day: lastDayOf(product, today) }, language);
  if (language === "en") return `${productName(product)}: ${then === "now" ? "it has ended" : `it is used until ${last} and then ends`}`;
  return `${productName(product)}：${then === "now" ? "已停用" : `用到${last}，之后停用`}`;
})), "lines");
