import { z } from "zod";
import { BeginEnrolment, ConfirmFactor, OfferedFactor, ProveFactor, RecoveryCodes, SecurityState, StaffPassword } from "../factors/factor.schema";
import { beginEnrolment, beginReplacement, changePassword, confirmEnrolment, confirmReplacement, endOtherSessions, renewRecoveryCodes } from "../factors/factor.service";
import { securityState } from "../factors/security.service";
import { partnerEntryProcedure, partnerProcedure, router, staffProcedure } from "../trpc";
import { partnerHolders } from "./holders.service";
import { acceptInvitation } from "./invitation.service";
import { liveBoard } from "./live-board.service";
import { getRunOf, listRunsOf } from "./pack-desk.service";
import { ListRunsOf, RunId, RunPage, RunView } from "./pack.schema";
import { AcceptInvitation, BindApplication, ConfirmPartnerEnrolment, CreatePartner, CreatedPartner, InviteAgain, InvitePerson, ListPartners, LiveBoard, PartnerId, PartnerPage, PartnerView } from "./partner.schema";
import { bindApplication, createPartner, getPartner, inviteAgain, invitePerson, listPartners } from "./partner.service";

const read = staffProcedure("partner.read");
const manage = staffProcedure("partner.manage");

/** Partners as the operator's staff keep them. */
export const partnerRouter = router({
  list: read.input(ListPartners).output(PartnerPage).query(({ ctx, input }) => listPartners(ctx.scope, input)),
  byId: read.input(PartnerId).output(PartnerView).query(({ ctx, input }) => getPartner(ctx.scope, input)),
  live: staffProcedure("figure.read").input(z.strictObject({})).output(LiveBoard).query(({ ctx }) => liveBoard(ctx.scope)),
  testRuns: read.input(ListRunsOf).output(RunPage).query(({ ctx, input }) => listRunsOf(ctx.scope, input)),
  testRun: read.input(RunId).output(RunView).query(({ ctx, input }) => getRunOf(ctx.scope, input)),
  create: manage.input(CreatePartner).output(CreatedPartner).mutation(({ ctx, input }) => createPartner(ctx.scope, input)),
  bind: manage.input(BindApplication).output(z.object({ applicationId: z.uuid() })).mutation(({ ctx, input }) => bindApplication(ctx.scope, input)),
  invite: manage.input(InvitePerson).output(z.object({ personId: z.uuid() })).mutation(({ ctx, input }) => invitePerson(ctx.scope, input)),
  inviteAgain: manage.input(InviteAgain).output(z.void()).mutation(({ ctx, input }) => inviteAgain(ctx.scope, input)),
});

const entry = partnerEntryProcedure("partnerFactor.enrol");
const own = partnerProcedure("partnerSecurity.own");

/** A partner's person's own sign-in: from the invitation to what one may change later. */
export const partnerSecurityRouter = router({
  accept: entry.input(AcceptInvitation).output(z.object({ email: z.string() })).mutation(({ ctx, input }) => acceptInvitation(input, ctx)),
  beginEnrolment: entry.input(BeginEnrolment).output(OfferedFactor).mutation(({ ctx, input }) => beginEnrolment(partnerHolders, { ...input, ip: ctx.ip, requestId: ctx.requestId })),
  confirmEnrolment: entry.input(ConfirmPartnerEnrolment).output(RecoveryCodes).mutation(({ ctx, input }) => confirmEnrolment(partnerHolders, { ...input, next: null, ip: ctx.ip, requestId: ctx.requestId })),
  state: own.input(z.strictObject({})).output(SecurityState).query(({ ctx }) => securityState(partnerHolders, ctx.scope)),
  beginReplacement: own.input(ProveFactor).output(OfferedFactor).mutation(({ ctx, input }) => beginReplacement(partnerHolders, ctx.scope, input)),
  confirmReplacement: own.input(ConfirmFactor).output(RecoveryCodes).mutation(({ ctx, input }) => confirmReplacement(partnerHolders, ctx.scope, input)),
  renewRecoveryCodes: own.input(ProveFactor).output(RecoveryCodes).mutation(({ ctx, input }) => renewRecoveryCodes(partnerHolders, ctx.scope, input)),
  changePassword: own.input(StaffPassword).output(z.void()).mutation(({ ctx, input }) => changePassword(partnerHolders, ctx.scope, input)),
  endOtherSessions: own.input(z.strictObject({})).output(z.object({ ended: z.number() })).mutation(({ ctx }) => endOtherSessions(partnerHolders, ctx.scope)),
});
