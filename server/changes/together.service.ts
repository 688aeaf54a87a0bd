import { recordAudits } from "../audit/audit.service";
import type { StoredTerms } from "../catalog/terms.rules";
import type { Tx } from "../db";
import type { ProductChange } from "../generated/prisma/client";
import { dayOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { moveOrders } from "../ordering/outcome.service";
import { createChangeLines } from "../provisioning/service-order.service";
import type { Scope } from "../scope";
import { withdrawSurplus } from "../seats/seat.service";
import { auditOf, followTerms, lineOf } from "./new-terms.service";

/** Changes that give a product other terms at its edge and move no money: many of them are one transaction. */
const kinds = ["seatsDown", "plan"] as const;
export const isForMany = ({ kind }: Pick<ProductChange, "kind">): boolean => (kinds as readonly string[]).includes(kind);

/** Gives each product its new terms if it goes on and is what it was when they were asked for. Returns how many. */
async function giveTerms(tx: Tx, changes: readonly ProductChange[]): Promise<number> {
  const rows = changes.map(({ productId, effectiveOn, before, after }) => {
    const { offeringCode, seats } = before as StoredTerms;
    return { ...(after as StoredTerms), id: productId, edge: dayOf(effectiveOn), wasOffering: offeringCode, wasSeats: seats };
  });
  return tx.$executeRaw`
    update "Product" p set "offeringCode" = n."offeringCode", "offeringName" = n."offeringName", seats = n.seats, "seatName" = n."seatName", "priceBookVersion" = n."priceBookVersion",
      "firstPeriodRule" = n."firstPeriodRule", components = n.components, discounts = n.discounts, "monthlyFen" = n."monthlyFen", "termsFrom" = n."termsFrom"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id uuid, edge date, "wasOffering" text, "wasSeats" int, "offeringCode" text, "offeringName" text, seats int, "seatName" text,
      "priceBookVersion" int, "firstPeriodRule" text, components jsonb, discounts jsonb, "monthlyFen" bigint, "termsFrom" date)
    where p.id = n.id and p."startedOn" is not null and p."offeringCode" = n."wasOffering" and p.seats = n."wasSeats"
      and (p.state in ('active', 'suspended') or p.state = 'pendingTerminate' and p."endsOn" >= n.edge)`;
}

/**
 * CH1: what `executeChange` does, for many changes whose edge has come: terms, orders, the providers' lines with their jobs, and an audit
 * record each, in one transaction and in as many statements as for one. Every guard of the one holds for each. Throws CHANGED_MEANWHILE
 * when any of them is not as expected; then nothing has happened to any.
 */
export async function executeTogether(tx: Tx, scope: Scope, ids: readonly string[]): Promise<void> {
  const taken = await tx.productChange.updateManyAndReturn({ where: { id: { in: [...ids] }, state: "scheduled", kind: { in: [...kinds] } }, data: { state: "executing", executedAt: scope.now() } });
  const given = taken.length === ids.length ? await giveTerms(tx, taken) : 0;
  if (given !== ids.length) throw new AppError("CHANGED_MEANWHILE");
  const products = new Map((await tx.product.findMany({ where: { id: { in: taken.map(({ productId }) => productId) } } })).map((product) => [product.id, product]));
  const both = taken.map((change) => {
    const product = products.get(change.productId);
    if (!product) throw new AppError("CHANGED_MEANWHILE");
    return { change, product };
  });
  for (const { change, product } of both) await followTerms(tx, scope, change, product);
  await withdrawSurplus(tx, scope, both.map(({ product }) => product));
  await moveOrders(tx, scope, { orderIds: taken.map(({ orderId }) => orderId), from: "scheduled", to: "provisioning", event: "executed" });
  await createChangeLines(tx, scope, both.map(({ change, product }) => lineOf(change, product)));
  await recordAudits(tx, scope, "productChange.execute", taken.map((change) => ({ target: { kind: "productChange", id: change.id }, facts: auditOf(change) })));
}
