import type { z } from "zod";
import { maskEmail, maskPhone } from "../accounts/account.rules";
import { noteLook } from "../access/look.service";
import { companiesCalled, companyNames } from "../accounts/company-names.service";
import type { Tx } from "../db";
import type { Prisma, TroubleTicket } from "../generated/prisma/client";
import { productName } from "../inventory/product.words";
import { AppError, fieldError } from "../kernel/errors";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import { countTry } from "../platforms/limit.service";
import { SANDBOX_PLATFORM } from "../platforms/province.rules";
import { type CustomerActor, type Scope, type StaffActor, visibleTo } from "../scope";
import { MOST_NOTES, companyActs, holderOfTicket, kindOfTicket, severityOf, stateAfterMessage, statesOfGroup } from "./ticket.rules";
import type { CaseChoices, CaseEntry, CasePage, CaseRow, CaseView, ConfirmCase, ListCases, ListDeskCases, NoteOnCase, OpenCase, OpenedCase, ReopenCase, SayOnCase, WithdrawCase } from "./ticket.schema";
import { type TicketEdit, editTicket, openTicket } from "./ticket.service";

const PAGE = 20;
/** Many more than a company in trouble has to say, and few enough that others' cases go on reaching the desk. */
const MOST_CASES = { max: 30, windowSeconds: 3600 };
const MOST_ACTS = { max: 120, windowSeconds: 3600 };
const MOST_PRODUCTS = 200;
type Side = Scope<CustomerActor> | Scope<StaffActor>;

/** Names of rows' companies and products, in two queries for the whole page. */
async function rowsOf(scope: Side, tickets: readonly TroubleTicket[]): Promise<CaseRow[]> {
  const [names, products] = await Promise.all([
    companyNames(scope.db, tickets.map(({ customerId }) => customerId)),
    scope.db.product.findMany({ where: { id: { in: tickets.flatMap(({ productId }) => productId ?? []) } }, select: { id: true, specificationName: true, offeringName: true } }),
  ]);
  return tickets.map((row) => {
    const product = products.find(({ id }) => id === row.productId);
    const isTaken = row.takenAt !== null || row.channel !== "portal";
    return {
      id: row.id, number: row.number, name: row.name || row.description.slice(0, 60), kind: kindOfTicket(row.ticketType), state: row.state, channel: row.channel, customerId: row.customerId, provinceId: row.provinceId, companyName: names.get(row.customerId)?.companyName ?? "",
      productName: product ? productName(product) : null, agentName: row.agentName, holder: holderOfTicket({ state: row.state, isTaken, isTold: scope.platformId !== SANDBOX_PLATFORM }), createdAt: row.createdAt, updatedAt: row.updatedAt,
    };
  });
}

async function pageOfCases(scope: Side, where: Prisma.TroubleTicketWhereInput, cursor: string | undefined): Promise<z.output<typeof CasePage>> {
  const rows = await scope.db.troubleTicket.findMany({ where, orderBy: { id: "desc" }, ...pageAfter(scope, PAGE, cursor) });
  const { page, nextCursor } = pageOf(rows, PAGE);
  return { rows: await rowsOf(scope, page), nextCursor };
}

/** IN3: a company's cases, and its children's, newest first. */
export function listCases(scope: Scope<CustomerActor>, { group, cursor }: z.output<typeof ListCases>): Promise<z.output<typeof CasePage>> {
  return pageOfCases(scope, { ...visibleTo(scope.actor), ...(group ? { state: { in: [...statesOfGroup[group]] } } : {}) }, cursor);
}

async function viewOf(scope: Side, ticketId: string): Promise<CaseView> {
  const row = await scope.db.troubleTicket.findFirst({ where: { id: ticketId, ...visibleTo(scope.actor) }, include: { notes: { orderBy: { id: "asc" }, take: MOST_NOTES }, changes: { orderBy: { id: "desc" }, take: MOST_NOTES } } });
  const [head] = row ? await rowsOf(scope, [row]) : [];
  if (!row || !head) throw new AppError("NOT_FOUND");
  const entries: CaseEntry[] = [
    ...row.notes.map(({ id, side, author, at, text }) => ({ id, side, byName: author, at, text, state: null })),
    ...row.changes.map(({ id, side, byName, at, reason, state }) => ({ id, side, byName, at, text: reason, state })),
  ].sort((a, b) => (a.id < b.id ? -1 : 1));
  const { description, productId, openedByName, contactBy, contactAt, takenAt, externalId } = row;
  return { ...head, description, productId, openedByName, contactBy, contactAt, takenAt, expectedAt: row.expectedResolutionAt, externalId, entries, ...companyActs(row.state) };
}

/** IN3: a case with all that was said and done on it. Throws NOT_FOUND for another company's. */
export const getCase = (scope: Scope<CustomerActor>, { ticketId }: { ticketId: string }): Promise<CaseView> => viewOf(scope, ticketId);

/** What the form offers: the products that are not gone, of children too, and the company's contact to begin with. */
export async function caseChoices(scope: Scope<CustomerActor>): Promise<CaseChoices> {
  const [products, customer] = await Promise.all([
    scope.db.product.findMany({ where: { ...visibleTo(scope.actor), state: { not: "terminated" } }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: MOST_PRODUCTS, select: { id: true, customerId: true, specificationName: true, offeringName: true } }),
    scope.db.customer.findFirst({ where: { id: scope.actor.customerId }, select: { contactPhone: true, contactEmail: true } }),
  ]);
  const names = await companyNames(scope.db, products.map(({ customerId }) => customerId));
  return {
    products: products.map((product) => ({ id: product.id, name: `${productName(product)}${product.customerId === scope.actor.customerId ? "" : `（${names.get(product.customerId)?.companyName ?? ""}）`}` })),
    contactPhone: customer?.contactPhone ?? "", contactEmail: customer?.contactEmail ?? "",
  };
}

/**
 * IN3: opens a case online; one per key. It belongs to the company whose product it is about, else to the opener's own. Case, record and
 * the event that tells 10060 commit together. Throws an error at the product's field, TOO_MANY_TRIES past thirty an hour.
 */
export async function openCase(scope: Scope<CustomerActor>, { key, productId, kind, name, description, contactBy, contactPhone, contactEmail }: z.output<typeof OpenCase>): Promise<z.output<typeof OpenedCase>> {
  const contactAt = { here: "", phone: contactPhone, email: contactEmail }[contactBy];
  await countTry(scope.db, [{ key: `case.open:${scope.actor.customerId}`, ...MOST_CASES }]);
  return once(scope, { operation: "troubleTicket.open", key, input: { productId, kind, name, description, contactBy, contactAt } }, async (tx) => {
    const product = productId === "" ? null : await tx.product.findFirst({ where: { id: productId, ...visibleTo(scope.actor) }, select: { id: true, customerId: true } });
    if (productId !== "" && !product) throw fieldError("productId", "caseProductUnknown");
    const customer = await tx.customer.findFirst({ where: { id: product?.customerId ?? scope.actor.customerId }, select: { id: true, provinceId: true } });
    if (!customer) throw new AppError("NOT_FOUND");
    const made = await openTicket(tx, scope, { customer, productId: product?.id ?? null, name, description, severity: severityOf(kind), priority: "", ticketType: kind, channel: "portal", requestedResolutionAt: null, notes: [], client: null, contact: { by: contactBy, at: contactAt } });
    return { ticketId: made.id, number: made.number };
  });
}

type Act = keyof ReturnType<typeof companyActs>;
/** One act of the company on its case, once per key. Throws NOT_FOUND for another's, CHANGED_MEANWHILE where the state does not let it. */
async function act(scope: Scope<CustomerActor>, operation: string, { key, ...input }: { key: string; ticketId: string; text?: string }, may: Act, edit: (row: TroubleTicket) => Pick<TicketEdit, "state" | "reason" | "notes">): Promise<void> {
  await countTry(scope.db, [{ key: `case.act:${scope.actor.customerId}`, ...MOST_ACTS }]);
  await once(scope, { operation, key, input }, async (tx: Tx) => {
    const row = await tx.troubleTicket.findFirst({ where: { id: input.ticketId, ...visibleTo(scope.actor) } });
    if (!row) throw new AppError("NOT_FOUND");
    if (!companyActs(row.state)[may]) throw new AppError("CHANGED_MEANWHILE");
    await editTicket(tx, scope, row.id, { version: row.version, facts: {}, ...edit(row) });
    return null;
  });
}

/** A message of the company; where its answer was waited for, the work goes on with it. */
export const sayOnCase = (scope: Scope<CustomerActor>, input: z.output<typeof SayOnCase>) => act(scope, "troubleTicket.say", input, "maySay", ({ state }) => ({ state: stateAfterMessage(state), notes: [{ text: input.text }] }));
/** It is solved, says the company: the case is closed. */
export const confirmCase = (scope: Scope<CustomerActor>, input: z.output<typeof ConfirmCase>) => act(scope, "troubleTicket.confirm", input, "mayConfirm", () => ({ state: "closed", notes: [] }));
/** It is not, and why: the work goes on under the same number. */
export const reopenCase = (scope: Scope<CustomerActor>, input: z.output<typeof ReopenCase>) => act(scope, "troubleTicket.reopen", input, "mayReopen", () => ({ state: "inProgress", notes: [{ text: input.text }] }));
/** The company needs no answer any more. */
export const withdrawCase = (scope: Scope<CustomerActor>, input: z.output<typeof WithdrawCase>) => act(scope, "troubleTicket.withdraw", input, "mayWithdraw", () => ({ state: "cancelled", notes: [] }));

/** What words of a search mean: a number whole, else companies by name or account. */
async function foundBy(scope: Scope<StaffActor>, words: string): Promise<Prisma.TroubleTicketWhereInput> {
  if (/^[A-Z]{2}T\d+$/i.test(words)) return { number: words.toUpperCase() };
  return { customerId: { in: await companiesCalled(scope.db, words) } };
}

/** IN3: cases of the duty's provinces, newest first, by state, province, and number or company. */
export async function listDeskCases(scope: Scope<StaffActor>, { group, provinceId, search, cursor }: z.output<typeof ListDeskCases>): Promise<z.output<typeof CasePage>> {
  const state = group === undefined ? {} : group === "onTheWay" ? { state: "acknowledged" as const, channel: "portal" as const, takenAt: null } : { state: { in: [...statesOfGroup[group]] } };
  return pageOfCases(scope, { ...state, ...(provinceId ? { provinceId } : {}), ...(search ? await foundBy(scope, search) : {}) }, cursor);
}

/** IN3: a case as staff read it; whom to call back is masked, as all contact data is (DP4), since 10060 calls. Throws NOT_FOUND outside the duty. */
export async function getDeskCase(scope: Scope<StaffActor>, { ticketId }: { ticketId: string }): Promise<CaseView> {
  const view = await viewOf(scope, ticketId);
  await noteLook(scope, { kind: "ticketPage", customerId: view.customerId, provinceId: view.provinceId, subjectId: view.id, subject: view.number });
  return { ...view, contactAt: view.contactBy === "phone" ? maskPhone(view.contactAt) : view.contactBy === "email" ? maskEmail(view.contactAt) : "" };
}

/** IN3: a note of the province's staff, which the company reads and is mailed, and 10060 is told; once per key. Throws CHANGED_MEANWHILE for a case that has ended. */
export async function noteOnCase(scope: Scope<StaffActor>, { key, ticketId, text }: z.output<typeof NoteOnCase>): Promise<void> {
  await once(scope, { operation: "troubleTicket.note", key, input: { ticketId, text } }, async (tx) => {
    const row = await tx.troubleTicket.findFirst({ where: { id: ticketId } });
    if (!row) throw new AppError("NOT_FOUND");
    if ((statesOfGroup.ended as readonly string[]).includes(row.state)) throw new AppError("CHANGED_MEANWHILE");
    await editTicket(tx, scope, row.id, { version: row.version, facts: {}, notes: [{ text }] });
    return null;
  });
}
