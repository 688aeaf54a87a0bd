import { z } from "zod";
import { entryProcedure, router, staffProcedure } from "../trpc";
import { BeginEnrolment, ConfirmEnrolment, ConfirmFactor, OfferedFactor, ProveFactor, RecoveryCodes, SecurityState, StaffPassword } from "./factor.schema";
import { beginEnrolment, beginReplacement, changeStaffPassword, confirmEnrolment, confirmReplacement, endOtherSessions, renewRecoveryCodes } from "./factor.service";
import { securityState } from "./security.service";

const entry = entryProcedure("secondFactor.enrol");
const own = staffProcedure("staffSecurity.own");

/** A member of staff's own sign-in: first setting up, and what one may change later (AI12). */
export const staffSecurityRouter = router({
  beginEnrolment: entry.input(BeginEnrolment).output(OfferedFactor).mutation(({ ctx, input }) => beginEnrolment({ ...input, ip: ctx.ip, requestId: ctx.requestId })),
  confirmEnrolment: entry.input(ConfirmEnrolment).output(RecoveryCodes).mutation(({ ctx, input }) => confirmEnrolment({ ...input, ip: ctx.ip, requestId: ctx.requestId })),
  state: own.input(z.strictObject({})).output(SecurityState).query(({ ctx }) => securityState(ctx.scope)),
  beginReplacement: own.input(ProveFactor).output(OfferedFactor).mutation(({ ctx, input }) => beginReplacement(ctx.scope, input)),
  confirmReplacement: own.input(ConfirmFactor).output(RecoveryCodes).mutation(({ ctx, input }) => confirmReplacement(ctx.scope, input)),
  renewRecoveryCodes: own.input(ProveFactor).output(RecoveryCodes).mutation(({ ctx, input }) => renewRecoveryCodes(ctx.scope, input)),
  changePassword: own.input(StaffPassword).output(z.void()).mutation(({ ctx, input }) => changeStaffPassword(ctx.scope, input)),
  endOtherSessions: own.input(z.strictObject({})).output(z.object({ ended: z.number() })).mutation(({ ctx }) => endOtherSessions(ctx.scope)),
});
