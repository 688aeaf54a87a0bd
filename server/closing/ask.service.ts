import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { createChangeOrder, firstStage, passOn, type SubmittedChange } from "../changes/change-order.service";
import { type Tx, brokeConstraint, newId } from "../db";
import type { ProductOrder } from "../generated/prisma/client";
import { productName } from "../inventory/product.words";
import { businessDayOf, dayOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { balanceIn } from "../ledger/ledger.service";
import { asItPays, judged, openAccount, papersFor, verdictFor } from "../ordering/channel.service";
import { agreedVersionOf } from "../ordering/contract.service";
import { mailAboutOrder, moveOrder } from "../ordering/outcome.service";
import { onPortal } from "../ordering/place.service";
import { once } from "../platforms/idempotency.service";
import { drawCount } from "../platforms/number.service";
import { endQuotesOf } from "../quotes/quote.service";
import type { CustomerActor, Scope } from "../scope";
import { checklistOf } from "./checklist.service";
import { isReady } from "./closing.rules";
import type { CloseView, SubmitClose } from "./closing.schema";
import { keepOpen } from "./undo.service";
import { worded } from "../notifications/templates.rules";

const notReady = () => new AppError("RULE_REFUSED", { reasons: ["closeNotReady"] });
const asked = { operation: "close" as const, productClass: "", needsLine: false, firstYearFen: 0n };

/** CH10: the checklist of closing the signed-in company's account, each point with what is left of it; or the closing that is under way. */
export async function quoteClose(scope: Scope<CustomerActor>): Promise<CloseView> {
  const { customerId } = scope.actor;
  const customer = await asItPays(scope.db, scope, await scope.db.customer.findFirstOrThrow({ where: { id: customerId }, include: judged }));
  const [checks, { cashFen }, accounts, verdict, last] = await Promise.all([
    checklistOf(scope.db, customerId),
    balanceIn(scope.db, customerId),
    scope.db.applicationAccount.findMany({ where: { customerId }, orderBy: { id: "asc" }, select: { name: true, product: { select: { specificationName: true, offeringName: true } } } }),
    verdictFor(scope, scope.db, { customer, ...asked }),
    scope.db.accountClosing.findFirst({ where: { customerId, state: { notIn: ["undone", "reopened"] } }, orderBy: { id: "desc" } }),
  ]);
  const isReopenable = last?.state === "closed" && last.reopenUntil !== null && businessDayOf(scope.now()) <= dayOf(last.reopenUntil);
  return {
    checks, isReady: isReady(checks), cashFen, accounts: accounts.map(({ name, product }) => ({ name, product: productName(product) })),
    decision: verdict.decision, reasons: verdict.reasons, papers: verdict.decision === "counter" ? papersFor("", customer.payType === "postpaid") : [],
    open: last && { orderId: last.orderId, state: last.state, reopenUntil: last.reopenUntil, mayReopen: isReopenable },
  };
}

/**
 * CH10, CH11: asks to close the account, as an order by the channel rules; from then on nothing new can be ordered, until it is taken
 * back or refused. One per key. Throws RULE_REFUSED while a point of the checklist is open.
 */
export async function submitClose(scope: Scope<CustomerActor>, input: z.output<typeof SubmitClose>): Promise<SubmittedChange> {
  const count = await drawCount(scope.db, "productOrder");
  return once(scope, { operation: "account.close", key: input.key, input }, async (tx) => {
    const customer = await openAccount(tx, scope, scope.actor.customerId);
    if (!isReady(await checklistOf(tx, customer.id))) throw notReady();
    const verdict = await verdictFor(scope, tx, { customer, ...asked });
    if (verdict.decision === "refuse") throw new AppError("RULE_REFUSED", { reasons: verdict.reasons });
    const first = firstStage(verdict.decision);
    // Nobody closes an account unseen: what the rules would take at once is looked at too.
    const stage = first === "handedOff" ? first : "review";
    const effectiveOn = businessDayOf(scope.now());
    // A code that nobody has opened gives way to a new one.
    const unopened = await tx.accountClosing.findMany({ where: { customerId: customer.id, state: "asked" }, select: { orderId: true } });
    for (const { orderId } of unopened) if ((await tx.productOrder.count({ where: { id: orderId, stage: "handedOff" } })) > 0) await keepOpen(tx, orderId);
    const order = await createChangeOrder(tx, scope, {
      id: newId(), count, operation: "close", customer, verdict, stage, accepted: onPortal(scope), contractVersion: await agreedVersionOf(tx, customer.id, scope.now()), effectiveOn, dueFen: 0n, monthlyFen: 0n, ceilingFen: 0n, words: "销户",
      items: [{ id: newId(), action: "delete", offeringCode: "ACCOUNT", offeringName: customer.accountName, specificationCode: "ACCOUNT", specificationName: "企业帐户", productClass: "", seats: 1, seatName: "个", priceBookVersion: 0, firstPeriodRule: "days", components: [], firstBillFen: 0n, monthlyFen: 0n }],
    });
    const closing = await tx.accountClosing
      .create({ data: { customerId: customer.id, provinceId: customer.provinceId, orderId: order.id, isExported: input.isExported, askedAt: scope.now(), askedBy: scope.actor.name } })
      .catch((error: unknown) => {
        throw brokeConstraint(error, "AccountClosing_one_open") ? new AppError("CHANGED_MEANWHILE") : error;
      });
    if (stage === "review") await freeze(tx, customer.id);
    await recordAudit(tx, scope, "account.askClose", { kind: "accountClosing", id: closing.id }, { customerId: customer.id, provinceId: customer.provinceId, after: { number: order.number, stage, isExported: input.isExported } });
    await passOn(tx, scope, { order, customer, productClass: "", effectiveOn, about: { "zh-CN": `企业帐户 ${customer.accountName} 销户`, en: `Closing of the company account ${customer.accountName}` }, reviewTitle: `企业帐户销户 ${customer.accountName}` });
    return { orderId: order.id, number: order.number, stage };
  });
}

async function freeze(tx: Tx, customerId: string): Promise<void> {
  const moved = await tx.customer.updateMany({ where: { id: customerId, state: "open" }, data: { state: "closeAsked", version: { increment: 1 } } });
  if (moved.count === 0) throw new AppError("RULE_REFUSED", { reasons: ["accountNotOpen"] });
}

/** CH11: a code was opened at the counter: the account takes no more orders from here on. Throws RULE_REFUSED while a point of the checklist is open again. */
export async function reopenClosing(tx: Tx, order: Pick<ProductOrder, "id" | "customerId">): Promise<void> {
  if ((await tx.accountClosing.count({ where: { orderId: order.id, state: "asked" } })) === 0) throw new AppError("CHANGED_MEANWHILE");
  if (!isReady(await checklistOf(tx, order.customerId, order.id))) throw notReady();
  await freeze(tx, order.customerId);
}

/** CH11: a clerk accepted it: what is left is settled from now on, and cannot be taken back any more; its quotes end with the same commit. Throws RULE_REFUSED while a point of the checklist is open again. */
export async function beginSettling(tx: Tx, scope: Scope, order: ProductOrder, text: string): Promise<void> {
  if (!isReady(await checklistOf(tx, order.customerId, order.id))) throw notReady();
  const begun = await tx.accountClosing.updateMany({ where: { orderId: order.id, state: "asked" }, data: { state: "settling", settlingAt: scope.now() } });
  const moved = await tx.customer.updateMany({ where: { id: order.customerId, state: "closeAsked" }, data: { state: "settling", version: { increment: 1 } } });
  if (begun.count === 0 || moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
  await endQuotesOf(tx, scope, order.customerId, "帐户销户，自动结束");
  await moveOrder(tx, scope, { order, to: "provisioning", event: "approved", text, data: { approvedAt: scope.now() } });
  await mailAboutOrder(tx, scope, order, worded("account.settling", { number: order.number }));
}
