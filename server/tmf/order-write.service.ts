import { placeChange } from "../changes/submit.service";
import { type Tx, brokeConstraint } from "../db";
import { placeCancel } from "../lifecycle/cancel.service";
import type { Customer } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import { checksOf } from "../ordering/domain-check.service";
import { addMessage } from "../ordering/order.service";
import { takeBack } from "../ordering/outcome.service";
import { type Acceptance, placeOrder } from "../ordering/place.service";
import { correctReturned } from "../ordering/submit.service";
import { once } from "../platforms/idempotency.service";
import { drawCount } from "../platforms/number.service";
import type { MachineScope } from "../machine/token.service";
import { type MachineActor, type Scope, scopeFor } from "../scope";
import { isId } from "./attribute.rules";
import { TmfError } from "./error.rules";
import { keyOf } from "./key.rules";
import { type OrderRequest, PatchedItems, PatchedNotes, cancelRequestOf, checked, itemRequestOf, orderRequestOf } from "./order-body.rules";
import { refuseChangesBut } from "./patch.rules";
import type { Call, Json } from "./resource";

/**
 * Writes for the whole platform, once it was read under the client's own provinces whom it is for: an order with its parts is
 * written by one statement, which the provinces' policy cannot follow (db.ts, insertTogether).
 */
async function writer(scope: MachineScope): Promise<Scope<MachineActor>> {
  const whole = await scopeFor<MachineActor>(scope.platformId, { ...scope.actor, provinces: [] }, { ip: scope.ip, device: scope.device, requestId: scope.requestId });
  return { ...whole, now: scope.now };
}

/** The company that an order is for, as far as the client sees. Throws 400 for one that it does not, or when id and account disagree. */
async function companyOf({ scope }: Call, { customerId, accountId }: OrderRequest): Promise<Customer> {
  const ids = [customerId, accountId].filter((id) => id !== null);
  const company = ids.every(isId) ? await scope.db.customer.findFirst({ where: { ...(customerId ? { id: customerId } : {}), ...(accountId ? { billingAccount: { id: accountId } } : {}) } }) : null;
  if (!company) throw new TmfError("24", "there is no such customer, or the account is another's");
  return company;
}

/** The code of an offering by its id in TMF620, or by the code itself, which people at counters know. */
async function offeringCode({ scope }: Call, named: string): Promise<string> {
  const row = await scope.db.productOffering.findFirst({ where: isId(named) ? { id: named } : { code: named }, select: { code: true } });
  if (!row) throw new TmfError("24", `productOffering.id: there is no offering ${named}`);
  return row.code;
}

type Placing = { request: OrderRequest; company: Customer; accepted: Acceptance; count: bigint };

async function newProduct(call: Call, { request, company, accepted, count }: Placing, item: Extract<OrderRequest["item"], { action: "add" }>): Promise<(tx: Tx, scope: Scope) => Promise<{ orderId: string }>> {
  const [code, factChecks, optionalParts] = await Promise.all([offeringCode(call, item.offering), checksOf(item.facts), item.parts ? optionalOf(call, item.parts) : undefined]);
  return (tx, scope) =>
    placeOrder(tx, scope, { customerId: company.id, accepted, count, offeringCode: code, seats: item.seats ?? 1, trialThen: null, couponId: undefined, optionalParts, facts: item.facts, factChecks, note: request.note, agentId: request.agentId, seen: null });
}

/** Of the parts that were named, those that a company may leave out; the others come with the bundle. */
async function optionalOf(call: Call, parts: readonly string[]): Promise<string[]> {
  const codes = await Promise.all(parts.map((part) => offeringCode(call, part)));
  const optional = await call.scope.db.bundlePart.findMany({ where: { isOptional: true, part: { code: { in: codes } } }, select: { part: { select: { code: true } } } });
  return [...new Set(optional.map(({ part }) => part.code))];
}

async function ownProduct({ scope }: Call, company: Customer, productId: string): Promise<{ id: string }> {
  const product = isId(productId) ? await scope.db.product.findFirst({ where: { id: productId, customerId: company.id }, select: { id: true } }) : null;
  if (!product) throw new TmfError("24", "product.id: this customer has no such product");
  return product;
}

/** CH8: a product that is given up at a counter ends with its term. */
async function itsEnd(call: Call, { request, company, accepted, count }: Placing, item: Extract<OrderRequest["item"], { action: "delete" }>): Promise<(tx: Tx, scope: Scope) => Promise<{ orderId: string }>> {
  const product = await ownProduct(call, company, item.productId);
  return (tx, scope) => placeCancel(tx, scope, { productId: product.id, when: "term", reason: "other", comment: request.note.slice(0, 200), accepted, agentId: request.agentId, count, seen: null });
}

async function otherTerms(call: Call, { request, company, accepted, count }: Placing, item: Extract<OrderRequest["item"], { action: "modify" }>): Promise<(tx: Tx, scope: Scope) => Promise<{ orderId: string }>> {
  if (Object.keys(item.facts).length > 0) throw new TmfError("24", "a change takes the plan and the seats alone");
  const product = await ownProduct(call, company, item.productId);
  const code = item.offering ? await offeringCode(call, item.offering) : undefined;
  return (tx, scope) => placeChange(tx, scope, { productId: product.id, offeringCode: code, seats: item.seats ?? undefined, accepted, agentId: request.agentId, count, seen: null });
}

/**
 * OR2, IN8: an order of the counter, 10060 or an account manager, taken into the same review as the portal's. The client's own number
 * makes one order for ever: a repeat gets the same order as it stands, another body under it is 409. Returns the order's id.
 */
export async function createOrder(call: Call, body: Json): Promise<string> {
  const request = orderRequestOf(body);
  const company = await companyOf(call, request);
  const scope = await writer(call.scope);
  const placing: Placing = {
    request, company, count: await drawCount(scope.db, "productOrder"),
    accepted: { channel: request.channel, personId: null, name: company.contactName, client: { id: scope.actor.id, externalId: request.externalId } },
  };
  const place = request.item.action === "add" ? await newProduct(call, placing, request.item) : request.item.action === "modify" ? await otherTerms(call, placing, request.item) : await itsEnd(call, placing, request.item);
  const { orderId } = await once(scope, { operation: "tmf.productOrder.create", key: keyOf(request.externalId), input: body }, async (tx) => {
    const made = await place(tx, scope);
    return { orderId: made.orderId };
  }).catch((error: unknown) => {
    throw brokeConstraint(error, "ProductOrder_platform_id_clientId_externalId_key") ? new AppError("KEY_REUSED") : error;
  });
  return orderId;
}

/** Too late is a conflict with how the order stands, and never a matter of the body. */
function tooLate(error: unknown): unknown {
  return error instanceof AppError && error.code === "RULE_REFUSED" ? new AppError("CHANGED_MEANWHILE", error.details) : error;
}

async function takeBackFor(tx: Tx, scope: Scope<MachineActor>, { orderId, provinceId, reason }: { orderId: string; provinceId: string; reason: string }): Promise<string> {
  await takeBack(tx, scope, { orderId, ...(reason ? { text: reason } : {}) }).catch((error: unknown) => {
    throw tooLate(error);
  });
  const now = scope.now();
  const row = await tx.orderCancellation.create({ data: { orderId, provinceId, clientId: scope.actor.id, reason, requestedAt: now, effectiveAt: now } });
  return row.id;
}

/** OR13: takes an order back by a task of TMF622, which is done with the answer. 409 once the order is being opened, or has ended. Returns the task's id. */
export async function createCancellation(call: Call, body: Json): Promise<string> {
  const { orderId, reason } = cancelRequestOf(body, call.scope.now());
  const order = isId(orderId) ? await call.scope.db.productOrder.findFirst({ where: { id: orderId, stage: { not: "draft" } }, select: { provinceId: true } }) : null;
  if (!order) throw new TmfError("24", "productOrder.id: there is no such order");
  const scope = await writer(call.scope);
  return scope.transaction((tx) => takeBackFor(tx, scope, { orderId, provinceId: order.provinceId, reason }));
}

const orderWords = ["acknowledged", "rejected", "pending", "held", "inProgress", "cancelled", "completed", "failed", "partial", "assessingCancellation", "pendingCancellation"];

/**
 * TMF622: what may change in an order that was sent: it is taken back (`state`: cancelled, with a reason), a note is added, and one that
 * came back is mended (`productOrderItem`). Everything in one transaction. 409 for a state that does not follow on how it stands.
 */
export async function patchOrder(call: Call, current: Json, body: Json): Promise<void> {
  const changed = refuseChangesBut(current, body, ["state", "cancellationReason", "note", "productOrderItem"]);
  const orderId = String(current.id);
  const order = await call.scope.db.productOrder.findFirstOrThrow({ where: { id: orderId }, select: { version: true, stage: true, provinceId: true, markedFields: true, note: true, facts: true, items: { where: { parentItemId: null }, select: { id: true, seats: true } } } });
  const notes = changed.includes("note") ? newNotes(current, body) : [];
  const isTakenBack = changed.includes("state") && wantedState(body) === "cancelled";
  if (changed.includes("cancellationReason") && !isTakenBack) throw new TmfError("24", "cancellationReason: goes with the state cancelled");
  const correction = changed.includes("productOrderItem") ? await correctionOf(order, body) : null;
  const scope = await writer(call.scope);
  await scope.transaction(async (tx) => {
    for (const text of notes) await addMessage(tx, scope, { orderId, text, isFromStaff: false, isInternal: false });
    if (correction) await correctReturned(tx, scope, { orderId, version: order.version, note: order.note, seen: null, ...correction });
    if (isTakenBack) await takeBackFor(tx, scope, { orderId, provinceId: order.provinceId, reason: typeof body.cancellationReason === "string" ? body.cancellationReason.slice(0, 200) : "" });
  });
}

function wantedState(body: Json): string {
  const state = String(body.state);
  if (!orderWords.includes(state)) throw new TmfError("24", `state: ${state} is no state of an order`);
  // Every other state follows from what the platform itself does.
  if (state !== "cancelled") throw new TmfError("3", `state: an order does not become ${state} by request`);
  return state;
}

/** The notes that come after those that stand; none may be changed or taken out, since both sides have read them. */
function newNotes(current: Json, body: Json): string[] {
  const before = (current.note ?? []) as { text: string }[];
  const after = checked(PatchedNotes, body.note);
  const isKept = before.every(({ text }, n) => after[n]?.text === text.trim());
  if (!isKept) throw new TmfError("3", "note: notes that stand stay as they are; add after them");
  return after.slice(before.length).map(({ text }) => text);
}

type Returned = { stage: string; markedFields: string[]; facts: unknown; items: { id: string; seats: number }[] };

/** What an order that came back is mended by: just what was marked. */
async function correctionOf({ stage, markedFields, facts, items }: Returned, body: Json) {
  const [item] = items;
  const [wanted] = checked(PatchedItems, body.productOrderItem);
  if (stage !== "returned" || !item) throw new TmfError("3", "productOrderItem: changes only in an order that came back for it");
  if (wanted?.id !== item.id) throw new TmfError("24", "productOrderItem.0.id: is not this order's");
  const { quantity: _quantity, ...rest } = wanted;
  const request = itemRequestOf(rest);
  const seats = request.seats ?? item.seats;
  const before = facts as Record<string, string>;
  const touched = [...(seats === item.seats ? [] : ["seats"]), ...Object.entries(request.facts).filter(([name, value]) => before[name] !== value).map(([name]) => `facts.${name}`)];
  const refused = touched.filter((field) => !markedFields.includes(field));
  if (refused.length > 0) throw new TmfError("3", `productOrderItem: ${refused.join(", ")} was not asked for; asked for: ${markedFields.join(", ")}`);
  return { seats, facts: { ...before, ...request.facts }, factChecks: await checksOf(request.facts) };
}
