import { recordAudit } from "../audit/audit.service";
import { type Tx, newId } from "../db";
import type { Channel, TicketState } from "../generated/prisma/enums";
import { AppError } from "../kernel/errors";
import { nextNumber } from "../platforms/number.service";
import type { Scope } from "../scope";
import { canTicketMove } from "./ticket.rules";

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
  notes: string[];
  client: { id: string; externalId: string | null } | null;
};

/** Opens a case with its first notes and its record, in the caller's transaction. Returns its id. */
export async function openTicket(tx: Tx, scope: Scope, { customer, notes, client, ...facts }: NewTicket): Promise<string> {
  const now = scope.now();
  const by = scope.actor.name;
  const row = await tx.troubleTicket.create({
    data: {
      ...facts, number: await nextNumber(tx, `${customer.provinceId}T`, "troubleTicket", now), customerId: customer.id, provinceId: customer.provinceId, clientId: client?.id ?? null, externalId: client?.externalId ?? null, createdAt: now, updatedAt: now,
    },
  });
  await tx.ticketStateChange.create({ data: { id: newId(), ticketId: row.id, state: row.state, byName: by, at: now } });
  await addNotes(tx, scope, row.id, notes);
  await recordAudit(tx, scope, "troubleTicket.open", { kind: "troubleTicket", id: row.id }, { customerId: customer.id, provinceId: customer.provinceId, after: { number: row.number, severity: row.severity, ticketType: row.ticketType } });
  return row.id;
}

async function addNotes(tx: Tx, scope: Scope, ticketId: string, notes: readonly string[]): Promise<void> {
  // Ids grow, so they stand in the order in which they were said.
  for (const text of notes) await tx.ticketNote.create({ data: { id: newId(), ticketId, text, author: scope.actor.name, at: scope.now() } });
}

export type TicketEdit = {
  /** As whoever changes it saw it. */
  version: number;
  state?: TicketState;
  reason?: string;
  facts: Partial<{ name: string; description: string; severity: string; priority: string; ticketType: string; requestedResolutionAt: Date | null; expectedResolutionAt: Date | null }>;
  notes: string[];
};

/** Changes a case, adds to it or moves it on, in the caller's transaction. Throws CHANGED_MEANWHILE for a state that does not follow, and for one that was changed since it was seen. */
export async function editTicket(tx: Tx, scope: Scope, id: string, { version, state, reason, facts, notes }: TicketEdit): Promise<void> {
  const row = await tx.troubleTicket.findFirst({ where: { id } });
  if (!row) throw new AppError("NOT_FOUND");
  const isMove = state !== undefined && state !== row.state;
  if (isMove && !canTicketMove(row.state, state)) throw new AppError("CHANGED_MEANWHILE", { reasons: [`${row.state} is not followed by ${state}`] });
  const now = scope.now();
  const moved = await tx.troubleTicket.updateMany({
    where: { id, version, state: row.state },
    data: { ...facts, ...(isMove ? { state, reason: reason ?? "", ...(state === "resolved" ? { resolvedAt: now } : state === "inProgress" ? { resolvedAt: null } : {}) } : {}), updatedAt: now, version: { increment: 1 } },
  });
  if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
  if (isMove) await tx.ticketStateChange.create({ data: { id: newId(), ticketId: id, state, reason: reason ?? "", byName: scope.actor.name, at: now } });
  await addNotes(tx, scope, id, notes);
  await recordAudit(tx, scope, "troubleTicket.edit", { kind: "troubleTicket", id }, { customerId: row.customerId, provinceId: row.provinceId, before: { state: row.state }, after: { state: state ?? row.state, changed: Object.keys(facts), notes: notes.length }, ...(reason ? { reason } : {}) });
}
