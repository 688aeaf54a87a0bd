import { z } from "zod";
import { newPassword } from "../accounts/security.schema";
import { ConfirmEnrolment } from "../factors/factor.schema";
import { partnerRoles } from "../kernel/permissions";
import { Shown } from "./desk.schema";
import { partnerCodePattern } from "./partner.rules";

const name = z.string().trim().min(2, { error: "textTooShort" }).max(40, { error: "tooLong" });
const email = z.email({ error: "emailWrong" }).max(100).transform((text) => text.toLowerCase());
export const LiveBoard = z.object({ rows: z.array(z.object({ id: z.uuid(), partnerId: z.uuid(), partnerName: z.string(), name: z.string(), lastBeatAt: z.date().nullable(), shown: Shown })) });
const Invitee = z.strictObject({ name, email, roles: z.array(z.enum(partnerRoles)).min(1, { error: "roleMissing" }) });
export const CreatePartner = z.strictObject({ key: z.uuid(), code: z.string().trim().regex(partnerCodePattern, { error: "partnerCodeWrong" }), name, personName: name, personEmail: email });
export const CreatedPartner = z.object({ partnerId: z.uuid() });
export const PartnerId = z.strictObject({ partnerId: z.uuid() });
export const ListPartners = z.strictObject({ search: z.string().trim().max(40).optional(), cursor: z.uuid().optional() });
export const PartnerPage = z.object({ rows: z.array(z.object({ id: z.uuid(), code: z.string(), name: z.string(), createdAt: z.date(), applications: z.array(z.object({ name: z.string(), shown: Shown })), people: z.number() })), nextCursor: z.uuid().nullable() });
export const PartnerView = z.object({
  id: z.uuid(), code: z.string(), name: z.string(), createdBy: z.string(), createdAt: z.date(),
  applications: z.array(z.object({ id: z.uuid(), code: z.string(), name: z.string(), provinceIds: z.array(z.string()), shown: Shown, lastBeatAt: z.date().nullable(), address: z.string() })),
  people: z.array(z.object({ id: z.uuid(), name: z.string(), email: z.string(), roles: z.array(z.enum(partnerRoles)), invitedAt: z.date(), phase: z.enum(["invited", "password", "ready"]) })),
});
export const BindApplication = PartnerId.extend({ key: z.uuid(), specificationCode: z.string().trim().regex(/^[A-Z][A-Z0-9-]{0,39}$/, { error: "specificationUnknown" }), provinceIds: z.array(z.string().length(2)).max(31) });
export const InvitePerson = PartnerId.extend({ key: z.uuid(), ...Invitee.shape });
export const InviteAgain = z.strictObject({ personId: z.uuid() });
/** The password is the person's own already, from the invitation. */
export const ConfirmPartnerEnrolment = ConfirmEnrolment.omit({ next: true });
/** Sets the password that an invitation's link allows, once. */
export const AcceptInvitation = z.strictObject({ secret: z.string().max(100), password: newPassword });
