import type { z } from "zod";
import { companyNames } from "../accounts/company-names.service";
import { recordAudit } from "../audit/audit.service";
import { payFromCash } from "../billing/cash.service";
import { laterLines, tariffOf } from "../catalog/tariff.rules";
import { type StoredTerms, fromTerms } from "../catalog/terms.rules";
import { dayOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { mailCustomer } from "../notifications/customer-mail.service";
import { worded } from "../notifications/templates.rules";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import type { Scope, StaffActor } from "../scope";
import { type PromisedPreview, keepsPromise } from "./change.rules";
import type { BlockedPage, ListBlocked, ResolveBlocked } from "./change.schema";

const PAGE = 20;

/** CH4: changes whose bill was not what their preview said, the oldest first. */
export async function listBlocked(scope: Scope<StaffActor>, { cursor }: z.output<typeof ListBlocked>): Promise<z.output<typeof BlockedPage>> {
  const rows = await scope.db.productChange.findMany({ where: { state: "blocked" }, orderBy: [{ effectiveOn: "asc" }, { id: "asc" }], ...pageAfter(scope, PAGE, cursor), include: { product: { select: { specificationName: true } } } });
  const { page, nextCursor } = pageOf(rows, PAGE);
  const names = await companyNames(scope.db, page.map(({ customerId }) => customerId));
  return {
    nextCursor,
    rows: page.map(({ id, customerId, product, effectiveOn, reason, after, preview }) => {
      const terms = after as StoredTerms;
      const promised = (preview as PromisedPreview).next.map(({ name, grossFen }) => ({ name, grossFen: BigInt(grossFen) }));
      return { id, customerId, companyName: names.get(customerId)?.companyName ?? "", productName: product.specificationName, effectiveOn, reason, toName: terms.offeringName, toSeats: terms.seats, seatName: terms.seatName, promised, promisedFen: promised.reduce((sum, line) => sum + line.grossFen, 0n) };
    }),
  };
}

/**
 * CH4: a clerk found and mended why a bill differed: the change is in force again, and from the next account period on its price is
 * charged; the bill that was held is paid like any other. Throws RULE_REFUSED while the product would still cost something else than
 * was promised, CHANGED_MEANWHILE when somebody was first.
 */
export async function resolveBlocked(scope: Scope<StaffActor>, input: z.output<typeof ResolveBlocked>): Promise<void> {
  await once(scope, { operation: "productChange.resolve", key: input.key, input }, async (tx) => {
    const change = await tx.productChange.findFirst({ where: { id: input.changeId }, include: { product: true } });
    if (!change) throw new AppError("NOT_FOUND");
    const preview = change.preview as PromisedPreview;
    const hasCome = change.executedAt !== null;
    const terms = hasCome ? change.product : { ...change.product, ...fromTerms(change.after as StoredTerms) };
    const startedOn = change.product.startedOn ? dayOf(change.product.startedOn) : preview.nextFrom;
    if (!keepsPromise(laterLines(tariffOf(terms), terms.seats, startedOn, preview.nextFrom), preview)) throw new AppError("RULE_REFUSED", { reasons: ["stillDiffers"] });
    const resolved = await tx.productChange.updateMany({ where: { id: change.id, state: "blocked" }, data: { state: hasCome ? "done" : "scheduled", resolvedBy: scope.actor.name, resolvedAt: scope.now(), reason: input.reason } });
    if (resolved.count === 0) throw new AppError("CHANGED_MEANWHILE");
    // Bills are held for every change that is not clear yet.
    const isLast = (await tx.productChange.count({ where: { customerId: change.customerId, state: "blocked" } })) === 0;
    const held = !isLast ? [] : await tx.customerBill.updateManyAndReturn({ where: { customerId: change.customerId, holdReason: "previewDiffers", confirmedAt: null }, data: { confirmedAt: scope.now(), version: { increment: 1 } } });
    for (const bill of held) if (bill.sentAt) await payFromCash(tx, scope, bill);
    await mailCustomer(tx, scope, change.customerId, { ...worded("change.resolved", { product: change.product.specificationName, reason: input.reason }), path: `/products/${change.productId}` });
    await recordAudit(tx, scope, "productChange.resolve", { kind: "productChange", id: change.id }, { customerId: change.customerId, provinceId: change.provinceId, reason: input.reason });
    return null;
  });
}
