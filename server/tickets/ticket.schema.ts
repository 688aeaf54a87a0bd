import { z } from "zod";
import { emailAddress, line, mobileNumber, passage } from "../accounts/opening.schema";
import { mostCaseLetters, shownTicketKinds, ticketGroups, ticketKinds, ticketStates } from "./ticket.rules";

const said = passage(2, mostCaseLetters);
const OfTicket = z.strictObject({ key: z.uuid(), ticketId: z.uuid() });

export const ticketContacts = ["here", "phone", "email"] as const;
export const OpenCase = z.strictObject({
  key: z.uuid(),
  /** Empty where it is about none. */
  productId: z.union([z.literal(""), z.uuid({ error: "caseProductUnknown" })]),
  kind: z.enum(ticketKinds, { error: "chooseOne" }),
  name: line(60).min(4, { error: "textTooShort" }),
  description: passage(6, mostCaseLetters),
  contactBy: z.enum(ticketContacts, { error: "chooseOne" }),
  contactPhone: z.union([z.literal(""), mobileNumber]),
  contactEmail: z.union([z.literal(""), emailAddress]),
}).superRefine(({ contactBy, contactPhone, contactEmail }, context) => {
  if (contactBy === "phone" && contactPhone === "") context.addIssue({ code: "custom", path: ["contactPhone"], message: "phoneWrong" });
  if (contactBy === "email" && contactEmail === "") context.addIssue({ code: "custom", path: ["contactEmail"], message: "emailWrong" });
});
export const OpenedCase = z.object({ ticketId: z.uuid(), number: z.string() });
export const SayOnCase = OfTicket.extend({ text: said });
export const ConfirmCase = OfTicket;
export const ReopenCase = OfTicket.extend({ text: said });
export const WithdrawCase = OfTicket;
export const NoteOnCase = OfTicket.extend({ text: said });
export const TicketId = z.strictObject({ ticketId: z.uuid() });

export const ListCases = z.strictObject({ group: z.enum(ticketGroups).optional(), cursor: z.uuid().optional() });
/** `onTheWay`: opened online, and nobody has taken it yet. */
const deskGroups = [...ticketGroups, "onTheWay"] as const;
export const ListDeskCases = z.strictObject({ group: z.enum(deskGroups).optional(), provinceId: z.string().regex(/^[A-Z]{2}$/).optional(), search: z.string().trim().min(1).max(60).optional(), cursor: z.uuid().optional() });

const holders = ["nobody", "company", "onTheWay", "nowhere", "taken", "agent"] as const;
const Head = {
  id: z.uuid(), number: z.string(), name: z.string(), kind: z.enum(shownTicketKinds), state: z.enum(ticketStates), channel: z.enum(["portal", "counter", "hotline", "accountManager"]),
  customerId: z.uuid(), companyName: z.string(), productName: z.string().nullable(), agentName: z.string(), holder: z.enum(holders), createdAt: z.date(), updatedAt: z.date(),
};
export const CaseRow = z.object({ ...Head, provinceId: z.string() });
export type CaseRow = z.infer<typeof CaseRow>;
export const CasePage = z.object({ rows: z.array(CaseRow), nextCursor: z.uuid().nullable() });

/** What was said and what was done, in the order in which it happened; of a note `state` is null. */
export const CaseEntry = z.object({ id: z.uuid(), side: z.enum(["company", "service", "staff"]), byName: z.string(), at: z.date(), text: z.string(), state: z.enum(ticketStates).nullable() });
export type CaseEntry = z.infer<typeof CaseEntry>;
export const CaseView = z.object({
  ...Head, provinceId: z.string(), description: z.string(), productId: z.uuid().nullable(), openedByName: z.string(), contactBy: z.enum(ticketContacts), contactAt: z.string(), takenAt: z.date().nullable(), expectedAt: z.date().nullable(), externalId: z.string().nullable(),
  entries: z.array(CaseEntry), maySay: z.boolean(), mayConfirm: z.boolean(), mayReopen: z.boolean(), mayWithdraw: z.boolean(),
});
export type CaseView = z.infer<typeof CaseView>;
/** What a case may be about, and how its opener is reached. */
export const CaseChoices = z.object({ products: z.array(z.object({ id: z.uuid(), name: z.string() })), contactPhone: z.string(), contactEmail: z.string() });
export type CaseChoices = z.infer<typeof CaseChoices>;
