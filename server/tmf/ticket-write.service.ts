import { z } from "zod";
import { brokeConstraint } from "../db";
import { AppError } from "../kernel/errors";
import { once } from "../platforms/idempotency.service";
import { ticketStates } from "../tickets/ticket.rules";
import { editTicket, openTicket } from "../tickets/ticket.service";
import { isId } from "./attribute.rules";
import { TmfError } from "./error.rules";
import { PatchedNotes, checked } from "./order-body.rules";
import { keyOf } from "./key.rules";
import { refuseChangesBut } from "./patch.rules";
import type { Call, Json } from "./resource";

const short = z.string().trim().min(1).max(100);
const instant = z.iso.datetime({ offset: true });
const Facts = { name: z.string().trim().max(200), severity: short, priority: z.string().trim().max(60), ticketType: short, description: z.string().trim().min(1).max(4000), requestedResolutionDate: instant, expectedResolutionDate: instant };
const Party = z.looseObject({ id: short, role: z.string().max(60).optional(), "@referredType": z.string().max(60).optional() });
const Create = z.looseObject({
  ...Facts, name: Facts.name.optional(), priority: Facts.priority.optional(), requestedResolutionDate: instant.optional(), expectedResolutionDate: instant.optional(), externalId: short.optional(), channel: z.looseObject({ id: short }).optional(),
  relatedParty: z.array(Party).min(1).max(20), relatedEntity: z.array(Party).max(5).optional(), note: PatchedNotes.optional(),
});
const Patch = z.object({ ...Facts, statusChangeReason: z.string().trim().max(200), status: z.enum(ticketStates), note: PatchedNotes }).partial();

/** Attributes that the platform sets itself (TMF621). */
const owned = ["id", "href", "status", "creationDate", "lastUpdate", "statusChange", "statusChangeDate", "resolutionDate"];
const channels = { portal: "portal", counter: "counter", hotline: "hotline", "10060": "hotline", accountManager: "accountManager" } as const;

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
  const { ticketId } = await once(scope, { operation: "tmf.troubleTicket.create", key: keyOf(externalId), input: body }, async (tx) => ({
    ticketId: await openTicket(tx, scope, {
      customer, productId: product?.id ?? null, name, description, severity, priority, ticketType, channel: channels[channelId as keyof typeof channels], requestedResolutionAt: requestedResolutionDate ? new Date(requestedResolutionDate) : null, notes: note.map(({ text }) => text), client: { id: scope.actor.id, externalId },
    }),
  })).catch((error: unknown) => {
    throw brokeConstraint(error, "TroubleTicket_platform_id_clientId_externalId_key") ? new AppError("KEY_REUSED") : error;
  });
  return ticketId;
}

const dated = (value: string | undefined, name: string) => (value === undefined ? {} : { [name]: new Date(value) });

/** TMF621: what may change in a case: its facts, its state by TM Forum's own table (else 409), and notes that are added. */
export async function patchTicket(call: Call, current: Json, body: Json): Promise<void> {
  const changed = refuseChangesBut(current, body, ["name", "description", "severity", "priority", "ticketType", "requestedResolutionDate", "expectedResolutionDate", "status", "statusChangeReason", "note"]);
  const { status, statusChangeReason, note, requestedResolutionDate, expectedResolutionDate, ...facts } = checked(Patch, Object.fromEntries(Object.entries(body).filter(([name]) => changed.includes(name))));
  if (statusChangeReason !== undefined && status === undefined) throw new TmfError("24", "statusChangeReason: goes with a status");
  const before = (current.note ?? []) as { text: string }[];
  if (note && !before.every(({ text }, n) => note[n]?.text === text.trim())) throw new TmfError("3", "note: notes that stand stay as they are; add after them");
  const { scope } = call;
  const id = String(current.id);
  const { version } = await scope.db.troubleTicket.findFirstOrThrow({ where: { id }, select: { version: true } });
  await scope.transaction((tx) => editTicket(tx, scope, id, {
    version, ...(status ? { state: status } : {}), ...(statusChangeReason ? { reason: statusChangeReason } : {}), notes: (note ?? []).slice(before.length).map(({ text }) => text),
    facts: { ...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)), ...dated(requestedResolutionDate, "requestedResolutionAt"), ...dated(expectedResolutionDate, "expectedResolutionAt") },
  }));
}
