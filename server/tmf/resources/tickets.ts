import type { Prisma } from "../../generated/prisma/client";
import { ticketStates } from "../../tickets/ticket.rules";
import { id, instant, ownId, text, word } from "../attribute.rules";
import { type Call, type Json, type Resource, tableOf } from "../resource";
import { createTicket, patchTicket } from "../ticket-write.service";
import { at, companiesOf, customerParty, identified, refOf } from "./parts";

const withTalk = { notes: { orderBy: { id: "asc" } }, changes: { orderBy: { id: "asc" } } } satisfies Prisma.TroubleTicketInclude;
type TicketRow = Prisma.TroubleTicketGetPayload<{ include: typeof withTalk }>;

const contactWords = { here: "在网上答复", phone: "电话", email: "邮件" } as const;

/** Beside the company: who opened it and how they want to be answered, and who deals with it. */
const peopleOf = ({ id: ticketId, openedByName, contactBy, contactAt, agentId, agentName }: TicketRow) => [
  ...(openedByName ? [{ id: ticketId, name: `${openedByName}（${[contactWords[contactBy], contactAt].filter(Boolean).join(" ")}）`, role: "contact", "@type": "RelatedParty", "@referredType": "Individual" }] : []),
  ...(agentId ? [{ id: agentId, name: agentName, role: "agent", "@type": "RelatedParty", "@referredType": "Individual" }] : []),
];

async function view(rows: TicketRow[], { scope }: Call): Promise<Json[]> {
  const companies = await companiesOf(scope.db, rows.map(({ customerId }) => customerId));
  return rows.map((row) => ({
    ...identified("621", "troubleTicket", row.id), ...(row.externalId ? { externalId: row.externalId } : {}), name: row.name || row.number, description: row.description, severity: row.severity, ...(row.priority ? { priority: row.priority } : {}), ticketType: row.ticketType, status: row.state, ...(row.reason ? { statusChangeReason: row.reason } : {}),
    creationDate: row.createdAt.toISOString(), lastUpdate: row.updatedAt.toISOString(), ...at("statusChangeDate", row.changes.at(-1)?.at), ...at("requestedResolutionDate", row.requestedResolutionAt), ...at("expectedResolutionDate", row.expectedResolutionAt), ...at("resolutionDate", row.resolvedAt),
    channel: { id: row.channel, "@type": "ChannelRef", "@referredType": "Channel" }, relatedParty: [customerParty(row.customerId, companies.get(row.customerId)), ...peopleOf(row)],
    // The number that people say on the phone; TM Forum's case has no place of its own for it.
    relatedEntity: [...(row.productId ? [{ ...refOf("637", "product", row.productId), role: "affected" }] : []), { id: row.number, name: row.number, role: "caseNumber", "@type": "RelatedEntity", "@referredType": "CaseNumber" }],
    note: row.notes.map((note) => ({ id: note.clientNoteId ?? note.id, author: note.author, date: note.at.toISOString(), text: note.text, "@type": "Note" })),
    statusChange: row.changes.map((change) => ({ status: change.state, changeDate: change.at.toISOString(), changeReason: change.reason, "@type": "StatusChange" })),
  }));
}

/** TMF621: companies' cases. */
const tickets: Resource = tableOf<TicketRow>({
  name: "troubleTicket",
  table: (db) => db.troubleTicket,
  include: withTalk,
  attributes: {
    id: ownId, externalId: text("externalId"), name: text("name"), description: text("description"), severity: text("severity"), priority: text("priority"), ticketType: text("ticketType"), status: word("state", Object.fromEntries(ticketStates.map((state) => [state, state]))), creationDate: instant("createdAt"), lastUpdate: instant("updatedAt"), resolutionDate: instant("resolvedAt"),
    "relatedParty.id": id("customerId"), "relatedEntity.id": id("productId"), "channel.id": word("channel", { portal: "portal", counter: "counter", hotline: "hotline", accountManager: "accountManager" }),
  },
  view,
  create: async (call, body) => (await tickets.byId(call, await createTicket(call, body))) ?? {},
  patch: async (call, current, body) => {
    await patchTicket(call, current, body);
    return (await tickets.byId(call, String(current.id))) ?? {};
  },
});
export const ticketResources: Resource[] = [tickets];
