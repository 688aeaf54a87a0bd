import type { z } from "zod";
import type { StoredTerms } from "../catalog/terms.rules";
import type { Reader } from "../db";
import type { ProductChange } from "../generated/prisma/client";
import { dayOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { lifeOf } from "../lifecycle/life.rules";
import { type CustomerActor, type Scope, visibleTo } from "../scope";
import { type PromisedPreview, compareLines, linesOf, undoableUntil } from "./change.rules";
import type { ChangeHistory, ChangeOfOrder, ChangeRow } from "./change.schema";

/** The change of a product that waits or is being carried out. */
export const waitingOf = (db: Reader, productId: string): Promise<ProductChange | null> => db.productChange.findFirst({ where: { productId, state: { in: ["previewed", "scheduled", "executing"] } } });

export function rowOf(change: ProductChange, now: Date): z.output<typeof ChangeRow> {
  const { id, orderId, kind, state, effectiveOn, askedAt, executedAt, reason } = change;
  const [before, after] = [change.before as StoredTerms, change.after as StoredTerms];
  return {
    id, orderId, kind, state, effectiveOn, askedAt, executedAt, reason, fromName: before.offeringName, fromSeats: before.seats, toName: after.offeringName, toSeats: after.seats, seatName: after.seatName,
    mayUndo: state === "previewed" || (state === "scheduled" && now < undoableUntil(kind, dayOf(effectiveOn))), life: lifeOf(change),
  };
}

/** CH3: the change that an order asked for, with what it was promised to cost; one for each kept part of a bundle; none for an order of something new. */
export async function changesOfOrder(db: Reader, orderId: string, now: Date): Promise<z.output<typeof ChangeOfOrder>[]> {
  const changes = await db.productChange.findMany({ where: { orderId }, orderBy: { id: "asc" }, include: { product: { select: { specificationName: true } } } });
  return changes.map((change) => changeView(change, now));
}

function changeView(change: ProductChange & { product: { specificationName: string } }, now: Date): z.output<typeof ChangeOfOrder> {
  const { due, nextFrom, old, next } = change.preview as PromisedPreview;
  const sum = (lines: PromisedPreview["due"]) => lines.reduce((total, { grossFen }) => total + BigInt(grossFen), 0n);
  return { ...rowOf(change, now), productName: change.product.specificationName, dueFen: sum(due), nextFrom, lines: compareLines(linesOf(old), linesOf(next)), oldNextFen: sum(old), newNextFen: sum(next) };
}

const SHOWN = 20;

/** CH5: a product's changes, the latest first, with those that were undone or replaced. */
export async function listChanges(scope: Scope<CustomerActor>, { productId }: { productId: string }): Promise<z.output<typeof ChangeHistory>> {
  const product = await scope.db.product.findFirst({ where: { id: productId, ...visibleTo(scope.actor) }, select: { id: true } });
  if (!product) throw new AppError("NOT_FOUND");
  const rows = await scope.db.productChange.findMany({ where: { productId }, orderBy: [{ askedAt: "desc" }, { id: "desc" }], take: SHOWN });
  return { rows: rows.map((row) => rowOf(row, scope.now())) };
}
