import type { z } from "zod";
import type { StoredTerms } from "../catalog/terms.rules";
import type { Reader } from "../db";
import type { ProductChange } from "../generated/prisma/client";
import { dayOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { type CustomerActor, type Scope, visibleTo } from "../scope";
import { cutOffOf } from "./change.rules";
import type { ChangeHistory, ChangeRow } from "./change.schema";

/** The change of a product that waits or is being carried out. */
export const waitingOf = (db: Reader, productId: string): Promise<ProductChange | null> => db.productChange.findFirst({ where: { productId, state: { in: ["previewed", "scheduled", "executing"] } } });

export function rowOf(change: ProductChange, now: Date): z.output<typeof ChangeRow> {
  const { id, orderId, kind, state, effectiveOn, askedAt, executedAt, reason } = change;
  const [before, after] = [change.before as StoredTerms, change.after as StoredTerms];
  return {
    id, orderId, kind, state, effectiveOn, askedAt, executedAt, reason, fromName: before.offeringName, fromSeats: before.seats, toName: after.offeringName, toSeats: after.seats, seatName: after.seatName,
    mayUndo: state === "previewed" || (state === "scheduled" && now < cutOffOf(dayOf(effectiveOn))),
  };
}

const SHOWN = 20;

/** CH5: a product's changes, the latest first, with those that were undone or replaced. */
export async function listChanges(scope: Scope<CustomerActor>, { productId }: { productId: string }): Promise<z.output<typeof ChangeHistory>> {
  const product = await scope.db.product.findFirst({ where: { id: productId, ...visibleTo(scope.actor) }, select: { id: true } });
  if (!product) throw new AppError("NOT_FOUND");
  const rows = await scope.db.productChange.findMany({ where: { productId }, orderBy: [{ askedAt: "desc" }, { id: "desc" }], take: SHOWN });
  return { rows: rows.map((row) => rowOf(row, scope.now())) };
}
