import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import type { Tx } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import { pageAfter, pageOf } from "../paging";
import { testedApplications } from "../partners/tested.service";
import type { Scope, StaffActor } from "../scope";
import { shopChanged } from "../shop/edge.service";
import type { ListSpecifications, SpecificationPage, StopSale } from "./sale.schema";

const PAGE = 30;

/** The platform's products and solutions, on sale or stopped, with what runs on them. */
export async function listSpecifications(scope: Scope<StaffActor>, { tab, search, cursor }: z.output<typeof ListSpecifications>): Promise<z.output<typeof SpecificationPage>> {
  const where: Prisma.ProductSpecificationWhereInput = {
    state: "launched", salesStoppedAt: tab === "onSale" ? null : { not: null },
    ...(search ? { OR: [{ name: { contains: search } }, { code: { startsWith: search.toUpperCase() } }, { pinyin: { contains: search.toLowerCase() } }] } : {}),
  };
  const rows = await scope.db.productSpecification.findMany({ where, orderBy: [{ sort: "asc" }, { id: "asc" }], ...pageAfter(scope, PAGE, cursor) });
  const { page, nextCursor } = pageOf(rows, PAGE);
  const codes = page.map((row) => row.code);
  const [tested, running, open] = await Promise.all([
    testedApplications(codes),
    scope.db.product.groupBy({ by: ["specificationCode"], where: { specificationCode: { in: codes }, state: { in: ["active", "suspended", "pendingTerminate"] } }, _count: true }),
    scope.db.productOrderItem.groupBy({ by: ["specificationCode"], where: { specificationCode: { in: codes }, order: { stage: { in: ["review", "returned", "provisioning"] } } }, _count: true }),
  ]);
  const countOf = (counts: readonly { specificationCode: string; _count: number }[], code: string) => counts.find((row) => row.specificationCode === code)?._count ?? 0;
  return {
    rows: page.map(({ id, code, name, slug, productClass, industry, providerKind, salesStoppedAt, salesStopReason }) => ({ id, code, name, slug, productClass, industry, stoppedAt: salesStoppedAt, stopReason: salesStopReason, test: providerKind === "ap" ? (tested.get(code) ?? { isGreen: false, greenAt: null, partnerId: null }) : null, runningProducts: countOf(running, code), openOrders: countOf(open, code) })),
    nextCursor,
  };
}

async function change(scope: Scope<StaffActor>, specificationId: string, isStop: boolean, write: (tx: Tx) => Promise<{ count: number }>, reason: string): Promise<void> {
  await scope.transaction(async (tx) => {
    const row = await tx.productSpecification.findFirst({ where: { id: specificationId, state: "launched" }, select: { code: true, salesStoppedAt: true } });
    if (!row) throw new AppError("NOT_FOUND");
    if ((await write(tx)).count === 0) throw new AppError("CHANGED_MEANWHILE");
    await shopChanged(tx, scope);
    await recordAudit(tx, scope, isStop ? "catalogue.stopSale" : "catalogue.resumeSale", { kind: "productSpecification", id: specificationId }, { reason, before: { stoppedAt: row.salesStoppedAt }, after: { code: row.code } });
  });
}

/**
 * SC13: hides a product from new buyers from now on, with a reason and a record. What runs, renews or was ordered before goes
 * on; bundles that cannot do without it are hidden with it. Throws CHANGED_MEANWHILE when somebody was first.
 */
export async function stopSale(scope: Scope<StaffActor>, { specificationId, reason }: z.output<typeof StopSale>): Promise<void> {
  await change(scope, specificationId, true, (tx) => tx.productSpecification.updateMany({ where: { id: specificationId, salesStoppedAt: null }, data: { salesStoppedAt: scope.now(), salesStopReason: reason } }), reason);
}

/** Shows a stopped product to new buyers again. Throws RULE_REFUSED for an application whose provider has no green run of the present interface (PR8). */
export async function resumeSale(scope: Scope<StaffActor>, { specificationId }: { specificationId: string }): Promise<void> {
  const row = await scope.db.productSpecification.findFirst({ where: { id: specificationId, state: "launched" }, select: { code: true, providerKind: true } });
  if (!row) throw new AppError("NOT_FOUND");
  if (row.providerKind === "ap" && !(await testedApplications([row.code])).get(row.code)?.isGreen) throw new AppError("RULE_REFUSED", { reasons: ["noGreenRun"] });
  await change(scope, specificationId, false, (tx) => tx.productSpecification.updateMany({ where: { id: specificationId, salesStoppedAt: { not: null } }, data: { salesStoppedAt: null, salesStopReason: null } }), "");
}
