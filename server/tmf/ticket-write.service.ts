import { z } from "zod";
import { brokeConstraint } from "../db";
import { AppError } from "../kernel/errors";
import { once } from "../platforms/idempotency.service";
import { MOST_NOTES, ticketStates } from "../tickets/ticket.rules";
import { type NewNote, editTicket, openTicket } from "../tickets/ticket.service";
import { isId } from "./attribute.rules";
import { TmfError } from "./error.rules";
import { checked } from "./order-body.rules";
import { keyOf } from "./key.rules";
import { refuseChangesBut } from "./patch.rules";
import type { Call, Json } from "./resource";

const short = z.string().trim().min(1).max(100);
const instant = z.iso.datetime({ offset: true });
const Facts = { name: z.string().trim().max(200), severity: short, priority: z.string().trim().max(60), ticketType: short, description: z.string().trim().min(1).max(4000), requestedResolutionDate: instant, expectedResolutionDate: instant };
/** As long as our own view can say it: what was read must be taken back. */
const Party = z.looseObject({ id: short, name: z.string().trim().max(200).optional(), role: z.string().max(60).optional(), "@referredType": z.string().max(60).optional() });
/** A note's id is its writer's own name for it: one that comes again under it is the same note. */
const Note = z.looseObject({ id: short.optional(), author: z.string().trim().max(200).optional(), text: z.string().trim().min(1).max(2000) });
const Notes = z.array(Note).max(MOST_NOTES);
const Create = z.looseObject({
  ...Facts, name: Facts.name.optional(), priority: Facts.priority.optional(), requestedResolutionDate: instant.optional(), expectedResolutionDate: instant.optional(), externalId: short.optional(), channel: z.looseObject({ id: short }).optional(),
  relatedParty: z.array(Party).min(1).max(20), relatedEntity: z.array(Party).max(5).optional(), note: Notes.optional(),
});
const Patch = z.object({ ...Facts, statusChangeReason: z.string().trim().max(200), status: z.enum(ticketStates), note: Notes, externalId: short, relatedParty: z.array(Party).min(1).max(20) }).partial();

/** Attributes that the platform sets itself (TMF621). */
const owned = ["id", "href", "status", "creationDate", "lastUpdate", "statusChange", "statusChangeDate", "resolutionDate"];
const channels = { portal: "portal", counter: "counter", hotline: "hotline", "10060": "hotline", accountManager: "accountManager" } as const;

const noteOf = ({ id, author, text }: z.output<typeof Note>): NewNote => ({ text, author, clientNoteId: id });
const agentOf = (parties: readonly z.output<typeof Party>[]) => {
  const agent = parties.find(({ role }) => role === "agent");
  return agent && { id: agent.id, name: agent.name ?? "" };
};

/** IN7, IN8: opens a case of a company; the client's own number makes one case for ever. Returns its id. */
export async function createTicket(call: Call, body: Json): Promise<string> {
  const set = owned.filter((name) => body[name] !== undefined);
  if (set.length > 0) throw new TmfError("24", `${set.join(", ")}: set by the platform`);
  const asked = checked(Create, body);
  const { scope } = call;
  const party = asked.relatedParty.find(({ role, "@referredType": type }) => role === "customer" || type === "Customer");
  const customer = party && isId(party.id) ? await scope.db.customer.findFirst({ where: { id: party.id }, select: { id: true, provinceId: true } }) : null;
  if (!customer) throw new TmfError("24", "relatedParty: there is no such customer");
  const entity = asked.relatedEntity?.find(({ "@referredType": type }) => type === "Product");
  const product = entity ? (isId(entity.id) ? await scope.db.product.findFirst({ where: { id: entity.id, customerId: customer.id }, select: { id: true } }) : null) : undefined;
  if (product === null) throw new TmfError("24", "relatedEntity: this customer has no such product");
  const channelId = asked.channel?.id ?? "hotline";
  if (!Object.hasOwn(channels, channelId)) throw new TmfError("24", `channel.id: cases come from ${Object.keys(channels).join(", ")}`);
  const { name = "", description, severity, priority = "", ticketType, requestedResolutionDate, externalId = null, note = [] } = asked;
  const agent = agentOf(asked.relatedParty);
  const { ticketId } = await once(scope, { operation: "tmf.troubleTicket.create", key: keyOf(externalId), input: body }, async (tx) => ({
    ticketId: (await openTicket(tx, scope, {
      customer, productId: product?.id ?? null, name, description, severity, priority, ticketType, channel: channels[channelId as keyof typeof channels], requestedResolutionAt: requestedResolutionDate ? new Date(requestedResolutionDate) : null, notes: note.map(noteOf), ...(agent ? { agent } : {}), client: { id: scope.actor.id, externalId },
    })).id,
  })).catch((error: unknown) => {
    throw brokeConstraint(error, "TroubleTicket_platform_id_clientId_externalId_key") ? new AppError("KEY_REUSED") : error;
  });
  return ticketId;
}

const dated = (value: string | undefined, name: string) => (value === undefined ? {} : { [name]: new Date(value) });

/** The notes that a patch adds. Throws 409 when one that stands is not among them as it is. */
function addedNotes(current: Json, note: readonly z.output<typeof Note>[]): NewNote[] {
  const before = (current.note ?? []) as { id: string; text: string }[];
  if (!before.every(({ id, text }, n) => note[n]?.text === text.trim() && (note[n].id ?? id) === id)) throw new TmfError("3", "note: notes that stand stay as they are; add after them");
  return note.slice(before.length).map(noteOf);
}

/** Whoever deals with a case, out of its parties; of the others none changes. */
function patchedAgent(current: Json, parties: readonly z.output<typeof Party>[]) {
  const others = (all: readonly { id: string; role?: string | undefined }[]) => all.flatMap(({ id, role = "" }) => (role === "agent" ? [] : [`${role} ${id}`])).sort().join();
  if (others(parties) !== others(current.relatedParty as { id: string; role?: string }[])) throw new TmfError("24", "relatedParty: the agent alone can be changed");
  const agent = agentOf(parties);
  return { agentId: agent?.id ?? "", agentName: agent?.name ?? "" };
}

/** By its own number a client says that it has a case which was opened online (IN3); the first one stays. */
function receipt(current: Json, externalId: string, clientId: string) {
  if (current.externalId !== undefined) throw new TmfError("3", "externalId: this case has one already");
  return { externalId, clientId };
}

/**
 * TMF621: what may change in a case: its facts, its agent, its state by TM Forum's own table (else 409), notes that are added, and the
 * number under which a client has it. A patch that says what stands changes nothing, so that a repeat is harmless.
 */
export async function patchTicket(call: Call, current: Json, body: Json): Promise<void> {
  const changed = refuseChangesBut(current, body, ["name", "description", "severity", "priority", "ticketType", "requestedResolutionDate", "expectedResolutionDate", "status", "statusChangeReason", "note", "externalId", "relatedParty"]);
  const { status, statusChangeReason, note, requestedResolutionDate, expectedResolutionDate, externalId, relatedParty, ...facts } = checked(Patch, Object.fromEntries(Object.entries(body).filter(([name]) => changed.includes(name))));
  if (statusChangeReason !== undefined && status === undefined) throw new TmfError("24", "statusChangeReason: goes with a status");
  if (changed.length === 0) return;
  const notes = note ? addedNotes(current, note) : [];
  const { scope } = call;
  const id = String(current.id);
  // As it was read, and judged by a tag where the caller sent one: what has changed since is another case to decide on.
  const row = await scope.db.troubleTicket.findFirst({ where: { id, state: current.status as (typeof ticketStates)[number], updatedAt: new Date(String(current.lastUpdate)) } });
  if (!row) throw new AppError("CHANGED_MEANWHILE");
  const wanted = {
    ...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)), ...dated(requestedResolutionDate, "requestedResolutionAt"), ...dated(expectedResolutionDate, "expectedResolutionAt"),
    ...(relatedParty ? patchedAgent(current, relatedParty) : {}), ...(externalId === undefined ? {} : receipt(current, externalId, scope.actor.id)),
  };
  // What is said in other words, a note without its author or a party without its type, changes nothing either.
  const isSaid = (name: string, value: unknown) => String(row[name as keyof typeof row]) === String(value);
  if (notes.length === 0 && (status === undefined || status === row.state) && Object.entries(wanted).every(([name, value]) => isSaid(name, value))) return;
  await scope.transaction((tx) => editTicket(tx, scope, id, {
    version: row.version, ...(status ? { state: status } : {}), ...(statusChangeReason ? { reason: statusChangeReason } : {}), notes,
    facts: wanted,
  })).catch((error: unknown) => {
    throw brokeConstraint(error, "TroubleTicket_platform_id_clientId_externalId_key") || brokeConstraint(error, "TicketNote_platform_id_ticketId_clientNoteId_key") ? new AppError("KEY_REUSED") : error;
  });
}
