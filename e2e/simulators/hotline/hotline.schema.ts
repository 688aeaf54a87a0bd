import { z } from "zod";

const text = z.string();
export const statuses = ["acknowledged", "rejected", "pending", "held", "inProgress", "cancelled", "closed", "resolved"] as const;
const Party = z.looseObject({ id: text, name: text.optional(), role: text.optional() });
const Note = z.looseObject({ id: text, author: text.default(""), text, date: text });

/** As much of a TMF621 case as an agent reads. What was said and each state stand in it in their order, so that of two views the longer is the newer. */
export const Ticket = z.looseObject({
  id: text, externalId: text.optional(), name: text.default(""), description: text, ticketType: text, relatedParty: z.array(Party), relatedEntity: z.array(Party).default([]), channel: z.looseObject({ id: text }).optional(),
  note: z.array(Note).default([]), statusChange: z.array(z.looseObject({ status: z.enum(statuses), changeDate: text, changeReason: text.default("") })).min(1),
});
export type Ticket = z.output<typeof Ticket>;
export const TicketEvent = z.looseObject({ eventId: text, eventType: text, event: z.looseObject({ troubleTicket: Ticket }) });

/** A call that an agent took: the case that it becomes at the portal. */
export const Taken = z.object({ externalId: text, platformId: text, accountName: text, kind: z.enum(["fault", "question", "complaint"]), name: text, description: text, agentId: text, at: text });
export type Taken = z.output<typeof Taken>;

/** Something that this system wants to have happened to a case at the portal; sent until it has, or can no more. */
export const Task = z.object({ id: text, externalId: text, does: z.enum(["open", "receive", "act"]), status: z.enum(statuses).nullable(), text, agentId: text, at: text });
export type Task = z.output<typeof Task>;
export const Ended = z.object({ taskId: text, problem: text });
/** How many states the case had gone through when the task was first sent, by which a lost answer is recognised. */
export const Tried = z.object({ taskId: text, states: z.number() });
export const Subscribed = z.object({ platformId: text, id: text, secret: text });
export const Seen = z.object({ platformId: text, ticket: Ticket });
