import { z } from "zod";
import { OfferedFactor, RecoveryCodes } from "../factors/factor.schema";
import { AppError } from "../kernel/errors";
import { customerProcedure, publicProcedure, router, secondStepProcedure } from "../trpc";
import { AddPasskey, ConfirmTotp, FactorSet, NewPasskeyOptions, PasskeyId, PasskeyOptions, ProveByPasskey, ProveByPassword, SecondFactorState, SecondStepState } from "./factor.schema";
import { Done } from "./opening.schema";
import { addPasskey, newPasskeyOptions, proofOptions, removePasskey, signInOptions } from "./passkey.service";
import { afterProof, confirmTotp, offerTotp, proveByPasskey, proveByPassword, removeTotp, renewOwnCodes, secondFactorState } from "./second-factor.service";
import { type StepNeeded, passkeyPlace } from "./second-step.rules";
import { secondStepState } from "./second-step.service";

const nothing = z.strictObject({});
const step = secondStepProcedure("secondStep.pass");
/** A sign-in that owes a code must not make itself another factor: setting up is for whoever has none. */
const setUp = step.use(({ ctx, next }) => {
  const needs: StepNeeded = ctx.needs;
  if (needs !== "enrol") throw new AppError("SECOND_STEP_NEEDED");
  if (ctx.scope.actor.isByCompany) throw new AppError("FORBIDDEN");
  return next();
});

/** AI12: between password and second step. Passing it makes another session, by the sign-in's own route. */
export const secondStepRouter = router({
  passkeyOptions: publicProcedure("person.signIn").input(nothing).output(PasskeyOptions).mutation(({ ctx }) => signInOptions(ctx.scope, passkeyPlace(ctx))),
  state: step.output(SecondStepState).query(({ ctx }) => secondStepState(ctx.scope, ctx.needs, passkeyPlace(ctx))),
  beginTotp: setUp.input(nothing).output(OfferedFactor).mutation(({ ctx }) => offerTotp(ctx.scope)),
  confirmTotp: setUp.input(ConfirmTotp).output(FactorSet).mutation(({ ctx, input }) => confirmTotp(ctx.scope, input)),
  beginPasskey: setUp.input(nothing).output(NewPasskeyOptions).mutation(({ ctx }) => newPasskeyOptions(ctx.scope, passkeyPlace(ctx))),
  addPasskey: setUp.input(AddPasskey).output(FactorSet).mutation(({ ctx, input }) => addPasskey(ctx.scope, passkeyPlace(ctx), input)),
});

const own = customerProcedure("session.manage");

/** AI12: one's own second factor, which only somebody who proved themselves anew may change. */
export const secondFactorRouter = router({
  state: own.output(SecondFactorState).query(({ ctx }) => secondFactorState(ctx.scope, passkeyPlace(ctx))),
  prove: own.input(ProveByPassword).output(Done).mutation(({ ctx, input }) => proveByPassword(ctx.scope, input)),
  proofOptions: own.input(nothing).output(PasskeyOptions).mutation(({ ctx }) => proofOptions(ctx.scope, passkeyPlace(ctx))),
  proveByPasskey: own.input(ProveByPasskey).output(Done).mutation(({ ctx, input }) => proveByPasskey(ctx.scope, passkeyPlace(ctx), input)),
  beginTotp: own.input(nothing).output(OfferedFactor).mutation(({ ctx }) => afterProof(ctx.scope, () => offerTotp(ctx.scope))),
  confirmTotp: own.input(ConfirmTotp).output(FactorSet).mutation(({ ctx, input }) => afterProof(ctx.scope, () => confirmTotp(ctx.scope, input))),
  removeTotp: own.input(nothing).output(Done).mutation(({ ctx }) => afterProof(ctx.scope, () => removeTotp(ctx.scope))),
  beginPasskey: own.input(nothing).output(NewPasskeyOptions).mutation(({ ctx }) => afterProof(ctx.scope, () => newPasskeyOptions(ctx.scope, passkeyPlace(ctx)))),
  addPasskey: own.input(AddPasskey).output(FactorSet).mutation(({ ctx, input }) => afterProof(ctx.scope, () => addPasskey(ctx.scope, passkeyPlace(ctx), input))),
  removePasskey: own.input(PasskeyId).output(Done).mutation(({ ctx, input }) => afterProof(ctx.scope, () => removePasskey(ctx.scope, input))),
  renewRecoveryCodes: own.input(nothing).output(RecoveryCodes).mutation(({ ctx }) => afterProof(ctx.scope, () => renewOwnCodes(ctx.scope))),
});
