import { recordAudit } from "../audit/audit.service";
import { type Tx, newId } from "../db";
import type { Channel, TicketContact, TicketSide, TicketState, TroubleTicket } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import { mailCustomer } from "../notifications/customer-mail.service";
import { nextNumber } from "../platforms/number.service";
import type { Actor, Scope } from "../scope";
import { MOST_NOTES, canTicketMove, isPressing, newsOfTicket } from "./ticket.rules";
import { worded } from "../notifications/templates.rules";

/** `author` and `clientNoteId` are what a machine client says of who wrote it and by which name it knows it. */
export type NewNote = { text: string; author?: string | undefined; clientNoteId?: string | undefined };

export type NewTicket = {
  customer: { id: string; provinceId: string };
  productId: string | null;
  name: string;
  description: string;
  severity: string;
  priority: string;
  ticketType: string;
  channel: Channel;
  requestedResolutionAt: Date | null;
  notes: NewNote[];
  agent?: { id: string; name: string };
  client: { id: string; externalId: string | null } | null;
  /** Of a case that the company opens itself. */
  contact?: { by: TicketContact; at: string };
};

const sideOf = ({ kind }: Actor): TicketSide => (kind === "customer" ? "company" : kind === "staff" ? "staff" : "service");

/** Opens a case with its first notes and its record, in the caller's transaction. */
export async function openTicket(tx: Tx, scope: Scope, { customer, notes, client, agent, contact, ...facts }: NewTicket): Promise<{ id: string; number: string }> {
  const now = scope.now();
  const side = sideOf(scope.actor);
  const row = await tx.troubleTicket.create({
    data: {
      ...facts, number: await nextNumber(tx, `${customer.provinceId}T`, "troubleTicket", now), customerId: customer.id, provinceId: customer.provinceId, clientId: client?.id ?? null, externalId: client?.externalId ?? null,
      agentId: agent?.id ?? "", agentName: agent?.name ?? "", openedByName: side === "company" ? scope.actor.name : "", contactBy: contact?.by ?? "here", contactAt: contact?.at ?? "", takenAt: client ? now : null, createdAt: now, updatedAt: now,
    },
  });
  await tx.ticketStateChange.create({ data: { id: newId(), ticketId: row.id, state: row.state, side, byName: agent?.name || scope.actor.name, at: now } });
  await addNotes(tx, scope, row, notes);
  await recordAudit(tx, scope, "troubleTicket.open", { kind: "troubleTicket", id: row.id }, { customerId: customer.id, provinceId: customer.provinceId, after: { number: row.number, severity: row.severity, ticketType: row.ticketType } });
  return { id: row.id, number: row.number };
}

async function addNotes(tx: Tx, scope: Scope, { id: ticketId, agentName }: { id: string; agentName: string }, notes: readonly NewNote[]): Promise<void> {
  const side = sideOf(scope.actor);
  const speaker = side === "service" && agentName !== "" ? agentName : scope.actor.name;
  // Ids grow, so they stand in the order in which they were said.
  for (const { text, author, clientNoteId } of notes) await tx.ticketNote.create({ data: { id: newId(), ticketId, side, text, author: author || speaker, clientNoteId: clientNoteId ?? null, at: scope.now() } });
}

export type TicketEdit = {
  /** As whoever changes it saw it. */
  version: number;
  state?: TicketState;
  reason?: string;
  facts: Partial<{ name: string; description: string; severity: string; priority: string; ticketType: string; requestedResolutionAt: Date | null; expectedResolutionAt: Date | null; agentId: string; agentName: string; clientId: string; externalId: string }>;
  notes: NewNote[];
};

/**
 * Changes a case, adds to it or moves it on, in the caller's transaction; what others did is mailed to the company with it. Throws
 * CHANGED_MEANWHILE for a state that does not follow and for one that was changed since it was seen, RULE_REFUSED for one that is full.
 */
export async function editTicket(tx: Tx, scope: Scope, id: string, { version, state, facts, ...said }: TicketEdit): Promise<void> {
  const row = await tx.troubleTicket.findFirst({ where: { id } });
  if (!row) throw new AppError("NOT_FOUND");
  const moved = state !== undefined && state !== row.state ? state : null;
  if (moved && !canTicketMove(row.state, moved)) throw new AppError("CHANGED_MEANWHILE", { reasons: [`${row.state} is not followed by ${moved}`] });
  const isFull = said.notes.length > 0 && (await tx.ticketNote.count({ where: { ticketId: id } })) + said.notes.length > MOST_NOTES;
  const side = sideOf(scope.actor);
  // A full case must not keep a company from saying that it is not solved: its words go with the step.
  const asReason = isFull && moved !== null && side === "company";
  if (isFull && !asReason) throw new AppError("RULE_REFUSED", { reasons: ["caseFull"] });
  const { reason = "", notes } = asReason ? { reason: said.notes.map(({ text }) => text).join("\n"), notes: [] } : said;
  const now = scope.now();
  // What the desk does with a case says as well that it has it.
  const taken = side === "service" && row.takenAt === null ? { takenAt: now } : {};
  const [after] = await tx.troubleTicket.updateManyAndReturn({
    where: { id, version, state: row.state },
    data: { ...facts, ...taken, ...(moved ? { state: moved, reason, ...(moved === "resolved" ? { resolvedAt: now } : moved === "inProgress" ? { resolvedAt: null } : {}) } : {}), updatedAt: now, version: { increment: 1 } },
  });
  if (!after) throw new AppError("CHANGED_MEANWHILE");
  if (moved) await tx.ticketStateChange.create({ data: { id: newId(), ticketId: id, state: moved, reason, side, byName: side === "service" && after.agentName !== "" ? after.agentName : scope.actor.name, at: now } });
  await addNotes(tx, scope, after, notes);
  await tellCompany(tx, scope, after, side, { notes, moved, reason });
  await recordAudit(tx, scope, "troubleTicket.edit", { kind: "troubleTicket", id }, { customerId: row.customerId, provinceId: row.provinceId, before: { state: row.state }, after: { state: after.state, changed: Object.keys(facts), notes: notes.length }, ...(reason ? { reason } : {}) });
}

async function tellCompany(tx: Tx, scope: Scope, { id, customerId, number, name, severity, priority }: TroubleTicket, side: TicketSide, { notes, moved, reason }: { notes: readonly NewNote[]; moved: TicketState | null; reason: string }): Promise<void> {
  const kind = newsOfTicket(side, { answers: notes.length, moved });
  if (kind === null) return;
  const said = [...(reason ? [reason] : []), ...notes.map((note) => note.text)].join("\n");
  await mailCustomer(tx, scope, customerId, { ...worded(`troubleTicket.${kind}`, { number, title: name, hasTitle: name !== "", said, hasNote: said !== "" }), isUrgent: isPressing({ severity, priority }), path: `/tickets/${id}` });
}

/** Who opened a company's cases, and at which number to call back, are forgotten with its people. */
export async function forgetCallers(tx: Tx, customerId: string, mask: string): Promise<void> {
  await tx.troubleTicket.updateMany({ where: { customerId, openedByName: { not: "" } }, data: { openedByName: mask, contactBy: "here", contactAt: "", version: { increment: 1 } } });
}
