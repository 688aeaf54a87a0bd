import type { AuditFacts } from "../audit/audit.service";
import type { StoredTerms } from "../catalog/terms.rules";
import type { Tx } from "../db";
import type { Product, ProductChange } from "../generated/prisma/client";
import { shiftPromises } from "../promotions/offer.service";
import type { ChangeLine } from "../provisioning/service-order.service";
import type { Scope } from "../scope";
import { beginReading } from "../usage/reading.service";
import { shiftsFromJson } from "./undo.service";

/** What follows from a product's new terms beside its bill: promotions it takes less of, and the allowance of its new plan. */
export async function followTerms(tx: Tx, scope: Scope, change: ProductChange, product: Product): Promise<void> {
  // What the new terms take less of a promotion is free from now on; what they take more was promised when it was asked for.
  const shifts = shiftsFromJson(change.promises).filter(({ fen }) => fen < 0n);
  if (shifts.length > 0) await shiftPromises(tx, { orderId: product.orderId, shifts });
  if (change.kind === "plan") await beginReading(tx, scope, product);
}

/** The line by which the product's AP hears of its new terms. */
export const lineOf = ({ orderId, orderItemId, customerId, provinceId, kind }: ProductChange, { specificationCode, businessId }: Product): ChangeLine => ({ orderId, orderItemId, customerId, provinceId, specificationCode, businessId, operation: kind === "plan" ? "change" : "seats" });

/** What is kept of a change that took effect. */
export function auditOf({ customerId, provinceId, before, after }: ProductChange): AuditFacts {
  const terms = ({ offeringCode, seats }: StoredTerms) => ({ offeringCode, seats });
  return { customerId, provinceId, before: terms(before as StoredTerms), after: terms(after as StoredTerms) };
}
