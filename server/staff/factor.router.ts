import { z } from "zod";
import { BeginEnrolment, ConfirmEnrolment, ConfirmFactor, OfferedFactor, ProveFactor, RecoveryCodes, SecurityState, StaffPassword } from "../factors/factor.schema";
import { beginEnrolment, beginReplacement, changePassword, confirmEnrolment, confirmReplacement, endOtherSessions, renewRecoveryCodes } from "../factors/factor.service";
import { securityState } from "../factors/security.service";
import { entryProcedure, router, staffProcedure } from "../trpc";
import { staffHolders } from "./holders.service";

const entry = entryProcedure("secondFactor.enrol");
const own = staffProcedure("staffSecurity.own");

/** A member of staff's own sign-in: first setting up, and what one may change later (AI12). */
export const staffSecurityRouter = router({
  beginEnrolment: entry.input(BeginEnrolment).output(OfferedFactor).mutation(({ ctx, input }) => beginEnrolment(staffHolders, { ...input, ip: ctx.ip, requestId: ctx.requestId })),
  confirmEnrolment: entry.input(ConfirmEnrolment).output(RecoveryCodes).mutation(({ ctx, input }) => confirmEnrolment(staffHolders, { ...input, ip: ctx.ip, requestId: ctx.requestId })),
  state: own.input(z.strictObject({})).output(SecurityState).query(({ ctx }) => securityState(staffHolders, ctx.scope)),
  beginReplacement: own.input(ProveFactor).output(OfferedFactor).mutation(({ ctx, input }) => beginReplacement(staffHolders, ctx.scope, input)),
  confirmReplacement: own.input(ConfirmFactor).output(RecoveryCodes).mutation(({ ctx, input }) => confirmReplacement(staffHolders, ctx.scope, input)),
  renewRecoveryCodes: own.input(ProveFactor).output(RecoveryCodes).mutation(({ ctx, input }) => renewRecoveryCodes(staffHolders, ctx.scope, input)),
  changePassword: own.input(StaffPassword).output(z.void()).mutation(({ ctx, input }) => changePassword(staffHolders, ctx.scope, input)),
  endOtherSessions: own.input(z.strictObject({})).output(z.object({ ended: z.number() })).mutation(({ ctx }) => endOtherSessions(staffHolders, ctx.scope)),
});
