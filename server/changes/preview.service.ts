import { canonicalJson } from "../audit/audit.rules";
import { authorityFor, refuseUnauthorised } from "../authority/authorisation.service";
import { type CapVerdict, uncapped, verdictSeen, wishOf } from "../authority/cap.rules";
import { judgeFor } from "../authority/cap.service";
import { moreMonthly } from "../authority/spend.service";
import type { Discount } from "../catalog/discount.rules";
import { componentsFromJson, componentsToJson } from "../catalog/price.rules";
import { seatProblem, totalFen } from "../catalog/rating.rules";
import { plansOf } from "../catalog/storefront.service";
import { discountsToJson, monthLines, tariffOf } from "../catalog/tariff.rules";
import { type StoredTerms, fromTerms, termsOf } from "../catalog/terms.rules";
import { sha256 } from "../crypto";
import type { Reader } from "../db";
import type { Product } from "../generated/prisma/client";
import type { ChangeKind } from "../generated/prisma/enums";
import { type BusinessDay, accountPeriodOf, businessDayOf, dayOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { type Purse, payTypeOf, purseOf } from "../ledger/payer.service";
import { type JudgedCustomer, type RecordedVerdict, openAccount, papersFor, verdictFor } from "../ordering/channel.service";
import { contractInForce } from "../ordering/contract.service";
import { type PromiseShift, affordableShifts } from "../promotions/offer.service";
import { promisedFromFen } from "../promotions/promotion.rules";
import { type CustomerActor, type Scope, visibleTo } from "../scope";
import { meteredOf } from "../usage/usage.rules";
import { type ChangePreview, type RunningProduct, cutOffOf, edgeFor, kindOf, previewOf, promiseOf } from "./change.rules";
import type { ChangeView } from "./change.schema";
import { rowOf, waitingOf } from "./history.service";

type Wanted = { productId: string; offeringCode?: string | undefined; seats?: number | undefined };

/** A product that pays and runs, whose terms may change. */
export async function changeable(db: Reader, scope: Scope, productId: string): Promise<Product & RunningProduct> {
  const product = await db.product.findFirst({ where: { id: productId, ...visibleTo(scope.actor) } });
  if (!product) throw new AppError("NOT_FOUND");
  if ((await db.productChange.count({ where: { productId, state: "blocked" } })) > 0) throw new AppError("RULE_REFUSED", { reasons: ["changeBlocked"] });
  const { startedOn, state } = product;
  if (product.bundleId) throw new AppError("RULE_REFUSED", { reasons: ["partOfBundle"] });
  if (state !== "active" || !startedOn) throw new AppError("RULE_REFUSED", { reasons: ["productNotRunning"] });
  return { ...product, startedOn };
}

type Plan = Awaited<ReturnType<typeof plansOf>>[number];

/** The terms that a change leads to: a plan keeps its frozen price when only seats change (SC7), another plan comes at today's. */
function termsAfter(product: RunningProduct, plan: Plan | undefined, { seats, kind, effectiveOn, discounts }: { seats: number; kind: ChangeKind; effectiveOn: BusinessDay; discounts: readonly Discount[] }): StoredTerms {
  const components = kind === "plan" && plan ? plan.components : componentsFromJson(product.components);
  const monthlyFen = totalFen(monthLines({ components, discounts }, seats)).toString();
  const same = { ...termsOf(product), seats, discounts: discountsToJson(discounts), monthlyFen };
  if (kind !== "plan" || !plan) return same;
  return { ...same, offeringCode: plan.code, offeringName: plan.name, seatName: plan.seatName, priceBookVersion: plan.priceBookVersion, components: componentsToJson(components), termsFrom: effectiveOn };
}

/** What the product's discounts will take off more, or less, from the new terms on. */
function shiftsOf(product: RunningProduct, after: StoredTerms, from: BusinessDay): PromiseShift[] {
  const startedOn = dayOf(product.startedOn);
  const was = promisedFromFen(tariffOf(product), { seats: product.seats, startedOn, from });
  const will = promisedFromFen(tariffOf(fromTerms(after)), { seats: after.seats, startedOn, from });
  return tariffOf(product).discounts.map(({ id }) => ({ promotionId: id, fen: (will.get(id) ?? 0n) - (was.get(id) ?? 0n) }));
}

export type AskedChange = {
  product: Product & RunningProduct; before: StoredTerms; after: StoredTerms; preview: ChangePreview; verdict: RecordedVerdict; shifts: PromiseShift[]; droppedDiscounts: string[];
  customer: JudgedCustomer; hash: string; productClass: string;
};

/** CH4: what the company sees, in one hash: terms, lines, day, price book and rules. */
function hashOf({ before, after, preview, ruleSetVersion, seenOn }: { before: StoredTerms; after: StoredTerms; preview: ChangePreview; ruleSetVersion: number; seenOn: BusinessDay }): string {
  const { kind, effectiveOn } = preview;
  return sha256(canonicalJson({ before, after, kind, effectiveOn, ruleSetVersion, seenOn, ...promiseOf(preview) }));
}

/**
 * CH3: works a change out. Null when nothing would differ. Throws NOT_FOUND for another company's product, RULE_REFUSED for one that
 * does not run, and errors at `offeringCode` and `seats`.
 */
export async function workOut(db: Reader, scope: Scope, product: Product & RunningProduct, plans: readonly Plan[], wanted: { offeringCode: string; seats: number }): Promise<AskedChange | null> {
  const before = termsOf(product);
  const kind = kindOf(before, wanted);
  if (!kind) return null;
  const plan = plans.find(({ code }) => code === wanted.offeringCode);
  if (!plan) throw fieldError("offeringCode", "notSoldHere");
  const problem = seatProblem(plan, wanted.seats);
  if (problem) throw fieldError("seats", problem);
  const customer = await openAccount(db, scope, product.customerId);
  const now = scope.now();
  const today = businessDayOf(now);
  const effectiveOn = kind === "seatsUp" ? today : edgeFor(product, now);
  const termsWith = (discounts: readonly Discount[]) => termsAfter(product, plan, { seats: wanted.seats, kind, effectiveOn, discounts });
  const { discounts } = tariffOf(product);
  // A rate that was quoted is its plan's (OR15).
  const offered = discounts.filter(({ offeringCode }) => offeringCode === undefined || offeringCode === wanted.offeringCode);
  const wished = shiftsOf(product, termsWith(offered), effectiveOn);
  const shifts = await affordableShifts(db, wished);
  const kept = offered.filter(({ id }) => shifts.some(({ promotionId }) => promotionId === id));
  const after = termsWith(kept);
  const preview = previewOf(product, after, { kind, effectiveOn, today });
  const specification = await db.productSpecification.findFirst({ where: { code: product.specificationCode }, select: { productClass: true, needsLine: true } });
  // Fewer seats need nobody's word.
  if (kind !== "seatsDown") refuseUnauthorised(await authorityFor(db, scope, { customer, wish: { specificationCode: product.specificationCode, productClass: specification?.productClass ?? "", offeringCode: wanted.offeringCode, isBundle: false, seats: Math.max(0, wanted.seats - product.seats) }, except: { productId: product.id } }));
  const listMonth = ({ components, seats }: Pick<StoredTerms, "components" | "seats">) => totalFen(monthLines({ components: componentsFromJson(components), discounts: [] }, seats));
  const moreFen = (listMonth(after) - listMonth(before)) * 12n;
  const verdict = await verdictFor(scope, db, {
    customer, operation: kind === "plan" ? "change" : "seats", productClass: specification?.productClass ?? "", needsLine: specification?.needsLine ?? false, firstYearFen: moreFen > 0n ? moreFen : 0n, isWithinCeiling: kind !== "plan",
  });
  return {
    product, before, after, preview, verdict, shifts, customer, productClass: specification?.productClass ?? "",
    droppedDiscounts: discounts.filter((discount) => !kept.includes(discount)).map(({ name }) => name), hash: hashOf({ before, after, preview, ruleSetVersion: verdict.ruleSetVersion, seenOn: today }),
  };
}

/** What a prepaid change of more seats sets aside while a clerk looks at it: as if it came on the first of the month. */
export const ceilingOf = ({ product, after, preview }: Pick<AskedChange, "product" | "after" | "preview">, today: BusinessDay): bigint =>
  preview.kind === "seatsUp" ? previewOf(product, after, { kind: "seatsUp", effectiveOn: today, today: accountPeriodOf(today).from }).dueFen : 0n;

/** PC5: what the caps say of a change: of what it may cost at once, or a month of it more. One that costs no more passes them all. */
export async function judgeChange(db: Reader, scope: Scope, asked: AskedChange, personId: string | null): Promise<CapVerdict> {
  const moreFen = moreMonthly(asked.before, asked.after);
  if (moreFen === 0n && asked.preview.dueFen === 0n) return uncapped;
  // One that waits gives way to it (CH5).
  const waiting = await waitingOf(db, asked.product.id);
  return judgeFor(db, scope, { customer: asked.customer, personId, wish: wishOf({ ceilingFen: ceilingOf(asked, businessDayOf(scope.now())), monthlyFen: moreFen }), ...(waiting ? { exceptOrderId: waiting.orderId } : {}) });
}

/** The product, its plans, and the plan and seats that are asked for. */
export async function readWanted(db: Reader, scope: Scope, { productId, offeringCode, seats }: Wanted) {
  const product = await changeable(db, scope, productId);
  const plans = await plansOf(db, { specificationCode: product.specificationCode, provinceId: product.provinceId, onDay: businessDayOf(scope.now()) });
  return { product, plans, wanted: { offeringCode: offeringCode ?? product.offeringCode, seats: seats ?? product.seats } };
}

/** Budgets of the company that the product counts in, and what a whole month of all that counts in them comes to afterwards (BI22). */
async function budgetsAfter(db: Reader, { product, after, before }: AskedChange): Promise<{ name: string; amountFen: bigint; afterFen: bigint }[]> {
  const budgets = await db.budget.findMany({ where: { customerId: product.customerId, OR: [{ kind: "company" }, { kind: "product", target: product.id }, ...(product.tag ? [{ kind: "tag" as const, target: product.tag }] : [])] } });
  if (budgets.length === 0) return [];
  const products = await db.product.findMany({ where: { customerId: product.customerId, state: { in: ["active", "suspended"] } }, select: { id: true, tag: true, monthlyFen: true } });
  const moreFen = BigInt(after.monthlyFen) - BigInt(before.monthlyFen);
  return budgets.map(({ kind, target, amountFen }) => {
    const counted = products.filter(({ id, tag }) => kind === "company" || (kind === "product" ? id === target : tag === target));
    return { name: kind === "company" ? "整个企业" : kind === "tag" ? `标签“${target}”` : "本产品", amountFen, afterFen: counted.reduce((sum, { monthlyFen }) => sum + monthlyFen, moreFen) };
  });
}

/** CH3: the change form of a product: its plans, the preview of what is asked for, and a change that waits. */
export async function quoteChange(scope: Scope<CustomerActor>, input: Wanted): Promise<ChangeView> {
  const { product, plans, wanted } = await readWanted(scope.db, scope, input);
  const [asked, waiting, contract, purse, accountPays] = await Promise.all([
    workOut(scope.db, scope, product, plans, wanted), waitingOf(scope.db, product.id), contractInForce(scope.db, scope.now()), purseOf(scope.db, scope, product.customerId), payTypeOf(scope.db, product.customerId, businessDayOf(scope.now())),
  ]);
  const payType = product.paidTo ? accountPays : "postpaid";
  const { offeringCode, offeringName, seats, seatName, monthlyFen } = product;
  return {
    productId: product.id, ...wanted, payType, current: { offeringCode, offeringName, seats, seatName, monthlyFen },
    plans: plans.map(({ code, name, summary, seatsMin, seatsMax, seatStep, seatName: unit }) => ({ code, name, summary, seatsMin, seatsMax, seatStep, seatName: unit })),
    preview: asked && (await previewView(scope, asked, plans, { payType, purse })),
    waiting: waiting && rowOf(waiting, scope.now()), contract: { version: contract.contractVersion, title: contract.title, body: contract.body },
  };
}

async function previewView(scope: Scope<CustomerActor>, asked: AskedChange, plans: readonly Plan[], { payType, purse: { payerId, cashFen } }: { payType: "prepaid" | "postpaid"; purse: Purse }): Promise<ChangeView["preview"]> {
  const { before, after, preview, verdict } = asked;
  const includes = (code: string) => plans.find((plan) => plan.code === code)?.includes ?? [];
  const [had, has] = [includes(before.offeringCode), includes(after.offeringCode)];
  // 标准版的全部: one that has all of the other loses nothing.
  const hasAll = has.includes(`${before.offeringName}的全部`);
  const neededFen = verdict.decision === "portalReview" ? ceilingOf(asked, businessDayOf(scope.now())) : preview.dueFen;
  const lackingFen = payType === "prepaid" && verdict.decision !== "counter" ? neededFen - cashFen : 0n;
  const caps = verdict.decision === "counter" ? uncapped : await judgeChange(scope.db, scope, asked, scope.actor.id);
  const tax = (lines: readonly { taxFen: bigint }[]) => lines.reduce((sum, { taxFen }) => sum + taxFen, 0n);
  return {
    ...preview, hash: asked.hash, cutOffAt: preview.kind === "seatsUp" ? null : cutOffOf(preview.effectiveOn),
    dueTaxFen: tax(preview.due.flatMap(({ lines }) => lines)), newNextTaxFen: tax(preview.newNext),
    seatsLost: Math.max(0, before.seats - after.seats), lost: hasAll ? [] : had.filter((line) => !has.includes(line)), gained: has.filter((line) => !had.includes(line)), droppedDiscounts: asked.droppedDiscounts, isMetered: meteredOf(componentsFromJson(after.components)).length > 0,
    budgets: await budgetsAfter(scope.db, asked), decision: verdict.decision, reasons: verdict.reasons, caps: verdictSeen(caps, asked.customer),
    papers: verdict.decision === "counter" ? papersFor(asked.productClass, payType === "postpaid") : [], missingFen: payerId === null && lackingFen > 0n ? lackingFen : 0n, isParentShort: payerId !== null && lackingFen > 0n,
  };
}
