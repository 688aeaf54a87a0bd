import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import type { Reader } from "../db";
import type { Budget } from "../generated/prisma/client";
import { productName } from "../inventory/product.words";
import { accountPeriodOf, businessDayOf, dateOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { formatFen } from "../kernel/money";
import { mailCustomer } from "../notifications/customer-mail.service";
import { worded } from "../notifications/templates.rules";
import { once } from "../platforms/idempotency.service";
import { type CustomerActor, type Scope, visibleTo } from "../scope";
import { eachAlone, turns } from "../sweep";
import { type Spending, budgetLevel } from "./budget.rules";
import { productsSpending } from "./spending.service";
import type { BudgetsView, RemoveBudget, SetBudget, TagProduct } from "./budget.schema";

/** Products shown beside the budgets, the dearest first; all count. */
const SHOWN = 100;

type Spent = Awaited<ReturnType<typeof productsSpending>>[number];

const sumOf = (rows: readonly Spending[]): Spending => ({ knownFen: rows.reduce((sum, row) => sum + row.knownFen, 0n), forecastFen: rows.reduce((sum, row) => sum + row.forecastFen, 0n) });

function within({ kind, target }: Pick<Budget, "kind" | "target">, products: readonly Spent[]): Spending {
  return sumOf(products.filter((product) => kind === "company" || (kind === "child" && product.customerId === target) || (kind === "product" && product.id === target) || (kind === "tag" && product.tag === target)));
}

/** Child accounts of a company. */
const childrenOf = async (db: Reader, customerId: string) => (await db.customer.findMany({ where: { parentId: customerId, state: { not: "closed" } }, orderBy: { accountName: "asc" }, take: 200, select: { id: true, organization: { select: { name: true } }, accountName: true } })).map(({ id, organization, accountName }) => ({ id, name: `${organization.name}（${accountName}）` }));

function wordsOf({ kind, target }: Pick<Budget, "kind" | "target">, products: readonly Spent[], children: readonly { id: string; name: string }[]): string {
  if (kind === "company") return "整个企业";
  if (kind === "tag") return `标签“${target}”`;
  if (kind === "child") return children.find(({ id }) => id === target)?.name ?? "已停用的子帐号";
  const product = products.find(({ id }) => id === target);
  return product ? productName(product) : "已终止的产品";
}

/** BI22: the company's budgets of the running month, and what each of its products and its children's comes to. */
export async function listBudgets(scope: Scope<CustomerActor>): Promise<z.output<typeof BudgetsView>> {
  const { customerId } = scope.actor;
  const [children, budgets] = await Promise.all([childrenOf(scope.db, customerId), scope.db.budget.findMany({ where: { customerId }, orderBy: [{ kind: "asc" }, { id: "asc" }] })]);
  const products = await productsSpending(scope.db, [customerId, ...children.map(({ id }) => id)], scope.now());
  return {
    month: accountPeriodOf(businessDayOf(scope.now())).from,
    budgets: budgets.map((budget) => ({ id: budget.id, kind: budget.kind, amountFen: budget.amountFen, name: wordsOf(budget, products, children), ...within(budget, products) })),
    productCount: products.length,
    products: [...products].sort((a, b) => (a.forecastFen === b.forecastFen ? 0 : a.forecastFen > b.forecastFen ? -1 : 1)).slice(0, SHOWN).map((product) => ({ id: product.id, name: productName(product), tag: product.tag, knownFen: product.knownFen, forecastFen: product.forecastFen })),
    children,
  };
}

/** BI22: sets what a month may cost; one for each target, a second one replaces the first. Throws an error at `target` for what is not the company's. */
export async function setBudget(scope: Scope<CustomerActor>, input: z.output<typeof SetBudget>): Promise<void> {
  await once(scope, { operation: "budget.set", key: input.key, input }, async (tx) => {
    const { customerId } = scope.actor;
    const { kind, amountFen } = input;
    const target = kind === "company" ? "" : input.target;
    const children = await childrenOf(tx, customerId);
    const isOwn =
      kind === "company" ||
      (kind === "child" && children.some(({ id }) => id === target)) ||
      (kind === "product" && (await tx.product.count({ where: { id: target, customerId: { in: [customerId, ...children.map(({ id }) => id)] } } })) > 0) ||
      (kind === "tag" && target !== "" && (await tx.product.count({ where: { tag: target, customerId: { in: [customerId, ...children.map(({ id }) => id)] } } })) > 0);
    if (!isOwn) throw fieldError("target", "budgetTarget");
    const data = { amountFen, toldFor: null, toldLevel: null, changedBy: scope.actor.name, changedAt: scope.now() };
    const budget = await tx.budget.upsert({ where: { platformId_customerId_kind_target: { platformId: scope.platformId, customerId, kind, target } }, create: { customerId, kind, target, ...data }, update: data });
    await recordAudit(tx, scope, "budget.set", { kind: "budget", id: budget.id }, { customerId, after: { kind, target, amountFen } });
    return null;
  });
}

export async function removeBudget(scope: Scope<CustomerActor>, input: z.output<typeof RemoveBudget>): Promise<void> {
  await once(scope, { operation: "budget.remove", key: input.key, input }, async (tx) => {
    const { customerId } = scope.actor;
    const removed = await tx.budget.deleteMany({ where: { id: input.budgetId, customerId } });
    if (removed.count === 0) throw new AppError("NOT_FOUND");
    await recordAudit(tx, scope, "budget.remove", { kind: "budget", id: input.budgetId }, { customerId });
    return null;
  });
}

/** BI22: the company's own word for what a product is for; empty takes it away. */
export async function tagProduct(scope: Scope<CustomerActor>, input: z.output<typeof TagProduct>): Promise<void> {
  await once(scope, { operation: "product.tag", key: input.key, input }, async (tx) => {
    const product = await tx.product.findFirst({ where: { id: input.productId, ...visibleTo(scope.actor) }, select: { id: true, customerId: true, provinceId: true, tag: true } });
    if (!product) throw new AppError("NOT_FOUND");
    await tx.product.updateMany({ where: { id: product.id }, data: { tag: input.tag } });
    await recordAudit(tx, scope, "product.tag", { kind: "product", id: product.id }, { customerId: product.customerId, provinceId: product.provinceId, before: { tag: product.tag }, after: { tag: input.tag } });
    return null;
  });
}

const companiesATurn = turns("budgets", 50);

/** BI22: tells companies once a month and level when a budget will be four fifths used, or passed, by its forecast. Looks at some companies a turn. */
export async function warnBudgets(scope: Scope): Promise<void> {
  const companies = await scope.db.budget.groupBy({ by: ["customerId"], where: { customerId: companiesATurn.after(scope) }, orderBy: { customerId: "asc" }, take: companiesATurn.size });
  const ids = companies.map(({ customerId }) => customerId);
  await eachAlone(scope, "warnBudgets", ids, (customerId) => warnCompany(scope, customerId));
  companiesATurn.note(scope, ids);
}

async function warnCompany(scope: Scope, customerId: string): Promise<void> {
  const children = await childrenOf(scope.db, customerId);
  const budgets = await scope.db.budget.findMany({ where: { customerId } });
  const products = await productsSpending(scope.db, [customerId, ...children.map(({ id }) => id)], scope.now());
  const periodFrom = dateOf(accountPeriodOf(businessDayOf(scope.now())).from);
  for (const budget of budgets) {
    const { knownFen, forecastFen } = within(budget, products);
    const level = budgetLevel(budget.amountFen, forecastFen);
    const isTold = budget.toldFor?.getTime() === periodFrom.getTime() && (budget.toldLevel ?? 0) >= (level ?? 0);
    if (level === null || isTold) continue;
    await scope.transaction(async (tx) => {
      const told = await tx.budget.updateMany({ where: { id: budget.id, toldFor: budget.toldFor, toldLevel: budget.toldLevel, amountFen: budget.amountFen }, data: { toldFor: periodFrom, toldLevel: level } });
      if (told.count === 0) return;
      const name = wordsOf(budget, products, children);
      await mailCustomer(tx, scope, customerId, {
        ...worded(`budget.${level}`, { name, budget: formatFen(budget.amountFen), known: formatFen(knownFen), forecast: formatFen(forecastFen) }), path: "/budgets",
      });
    });
  }
}
