import { authorityFor } from "../authority/authorisation.service";
import { wishOf } from "../authority/cap.rules";
import { judgeFor } from "../authority/cap.service";
import { overdueProducts } from "../billing/arrears.service";
import { monthOf } from "../billing/forecast.rules";
import type { Reader } from "../db";
import type { Customer, Product } from "../generated/prisma/client";
import { type BusinessDay, accountPeriodOf, dateOf } from "../kernel/calendar";
import type { Scope } from "../scope";
import { type Holder, type Placed, blockersOf, placeHolders } from "./transfer.rules";
import type { TransferBlocker } from "./transfer.schema";

/** A product and, of a bundle, what it opened: they go together. */
export const wholeOf = async (db: Reader, productId: string): Promise<Product[]> => db.product.findMany({ where: { OR: [{ id: productId }, { bundleId: productId, state: { not: "terminated" } }] }, orderBy: { id: "asc" } });

/** Who came with a product: holders of its seats and whoever minds it, and whom of the receiver's list each of them is. */
export async function peopleOf(db: Reader, productIds: readonly string[], to: Pick<Customer, "id">): Promise<{ placed: Placed[]; clashes: Holder[] }> {
  const among = { in: [...productIds] };
  const fields = { id: true, employeeNumber: true, name: true, email: true } as const;
  const holders = await db.enterpriseUser.findMany({ where: { removedAt: null, OR: [{ seats: { some: { productId: among, withdrawnAt: null } } }, { administers: { some: { productId: among, endedAt: null } } }] }, orderBy: { id: "asc" }, select: fields });
  const there = holders.length === 0 ? [] : await db.enterpriseUser.findMany({ where: { customerId: to.id, removedAt: null }, orderBy: { id: "asc" }, select: fields });
  return placeHolders(holders, there);
}

/** A change that would meet the product at its new account: one that somebody must look at, or one for a later day than the edge. */
async function isChanging(db: Reader, productIds: readonly string[], edgeOn: BusinessDay): Promise<boolean> {
  return (await db.productChange.count({ where: { productId: { in: [...productIds] }, OR: [{ state: { in: ["previewed", "blocked"] } }, { state: "scheduled", effectiveOn: { gt: dateOf(edgeOn) } }] } })) > 0;
}

type Asked = { product: Product; from: Customer; to: Customer; edgeOn: BusinessDay; exceptId?: string };

/** PC16: what stands in the way of a transfer now. Ask under the accounts' locks where it is to hold. */
export async function judgeTransfer(db: Reader, scope: Pick<Scope, "now">, { product, from, to, edgeOn, exceptId }: Asked): Promise<{ blockers: TransferBlocker[]; people: Awaited<ReturnType<typeof peopleOf>>; firstMonthFen: bigint }> {
  const whole = await wholeOf(db, product.id);
  const ids = whole.map(({ id }) => id);
  const people = await peopleOf(db, ids, to);
  const changes = await db.productChange.findMany({ where: { productId: product.id, state: { in: ["scheduled", "executing", "done", "blocked"] } } });
  const known = await db.productSpecification.findFirst({ where: { code: product.specificationCode }, select: { productClass: true } });
  const { specificationCode, offeringCode, seats, monthlyFen } = product;
  const authority = to.parentId === null ? null : await authorityFor(db, scope, { customer: to, wish: { specificationCode, offeringCode, productClass: known?.productClass ?? "", isBundle: ids.length > 1, seats } });
  const caps = await judgeFor(db, scope, { customer: to, personId: null, wish: wishOf({ ceilingFen: 0n, monthlyFen }) });
  const refused = authority && !authority.isAllowed ? authority.rule : null;
  const blockers = blockersOf({
    from, to, product, isLeaving: (await db.relationshipChange.count({ where: { customerId: { in: [from.id, to.id] }, kind: "leave", state: "scheduled", effectiveOn: { lt: dateOf(edgeOn) } } })) > 0,
    isMoving: (await db.productTransfer.count({ where: { productId: product.id, state: "scheduled", ...(exceptId ? { id: { not: exceptId } } : {}) } })) > 0, isChanging: await isChanging(db, ids, edgeOn),
    isOverdue: (await overdueProducts(db, from.id, scope.now())).has(product.id), authority: refused === "notAuthorised" || refused === "planNotAuthorised" || refused === "seatsUsedUp" ? refused : null,
    // What a group has in all does not grow by it; and once it waits it is counted among what its receiver has committed already.
    isOverCap: exceptId === undefined && caps.findings.some(({ kind }) => kind === "accountMonth" || kind === "accountRunning"), clashes: people.clashes.length,
  });
  const firstMonthFen = product.startedOn === null ? 0n : monthOf({ ...product, paidTo: null, changes }, accountPeriodOf(edgeOn));
  return { blockers, people, firstMonthFen };
}
