import { recordAudit } from "../audit/audit.service";
import { ranText, runAgain } from "../billing/run-again.service";
import { addDays, businessDayOf, dateOf, dayOf } from "../kernel/calendar";
import { formatFen } from "../kernel/money";
import { lockCash } from "../ledger/billing-movement.service";
import { mailCustomer } from "../notifications/customer-mail.service";
import { worded } from "../notifications/templates.rules";
import type { Scope } from "../scope";
import { eachAlone } from "../sweep";
import { REMIND_DAYS } from "./pause.rules";

const TAKE = 50;
/** A bundle's parts rest and run with it. */
const paused = { cause: "customer", liftedAt: null, product: { bundleId: null, state: "suspended" } } as const;

/** CH13: tells companies, once, that a product which they paused runs again soon, and what it will cost. Returns how many. */
export async function remindPaused(scope: Scope): Promise<number> {
  const where = { ...paused, remindedAt: null, untilOn: { lte: dateOf(addDays(businessDayOf(scope.now()), REMIND_DAYS)) } };
  const due = await scope.db.productSuspension.findMany({ where, take: TAKE, orderBy: { id: "asc" }, select: { id: true } });
  await eachAlone(scope, "remindPaused", due.map(({ id }) => id), (id) =>
    scope.transaction(async (tx) => {
      const [row] = await tx.productSuspension.updateManyAndReturn({ where: { ...where, id }, data: { remindedAt: scope.now() } });
      if (!row?.untilOn) return;
      const product = await tx.product.findFirstOrThrow({ where: { id: row.productId } });
      await mailCustomer(tx, scope, row.customerId, {
        ...worded("product.restEnds", { product: product.specificationName, endsOn: { day: dayOf(row.untilOn) }, monthly: formatFen(product.monthlyFen), isPrepaid: product.paidTo !== null }), path: `/products/${product.id}`,
      });
    }));
  return due.length;
}

/** CH13: products whose pause is over run again, each in a transaction of its own; the company is told. Returns how many were looked at. */
export async function endRests(scope: Scope): Promise<number> {
  const where = { ...paused, untilOn: { lte: dateOf(businessDayOf(scope.now())) } };
  const over = await scope.db.productSuspension.findMany({ where, take: TAKE, orderBy: { id: "asc" }, select: { id: true, productId: true, customerId: true } });
  await eachAlone(scope, "endRests", over.map(({ id }) => id), (id) =>
    scope.transaction(async (tx) => {
      const row = over.find((one) => one.id === id);
      if (!row) return;
      await lockCash(tx, row.customerId);
      // Its company may have taken it up, or given it up, since the list was read.
      const stands = await tx.productSuspension.findFirst({ where: { ...where, id } });
      if (!stands) return;
      const outcome = await runAgain(tx, scope, { product: { id: row.productId }, cause: "customer", reason: "暂停期满" });
      if (outcome === null) return;
      const product = await tx.product.findFirstOrThrow({ where: { id: row.productId } });
      await mailCustomer(tx, scope, row.customerId, { ...worded("product.restEnded", { product: product.specificationName, ...outcome }), path: `/products/${product.id}` });
      await recordAudit(tx, scope, "product.endRest", { kind: "product", id: product.id }, { customerId: product.customerId, provinceId: product.provinceId, reason: ranText(outcome) });
    }));
  return over.length;
}
