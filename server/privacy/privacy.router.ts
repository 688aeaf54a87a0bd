import { z } from "zod";
import { Done } from "../accounts/opening.schema";
import { customerProcedure, router, staffProcedure } from "../trpc";
import { AgreePolicies, ListWords, OwedPolicies, OwnConsents, SayConsent, WordPage } from "./agreement.schema";
import { agreePolicies, listWords, owedPolicies, ownConsents, putOffPolicies, sayConsent } from "./agreement.service";
import { askErasure, undoErasure } from "./erasure.service";
import { AskErasure, CorrectOwnData, OwnData, SendOwnCode, UndoErasure } from "./own-data.schema";
import { correctOwnData, ownData, sendOwnCode } from "./own-data.service";
import { RetentionBoard } from "./privacy.schema";
import { retentionBoard } from "./privacy.service";

/** What is kept of people, for staff. */
export const dataMapRouter = router({
  retention: staffProcedure("dataMap.read").input(z.strictObject({})).output(RetentionBoard).query(({ ctx }) => retentionBoard(ctx.scope)),
});

const own = customerProcedure("ownData.manage");

/** What is kept of the signed-in person, whatever their role. */
export const ownDataRouter = router({
  mine: own.input(z.strictObject({})).output(OwnData).query(({ ctx }) => ownData(ctx.scope)),
  sendCode: own.input(SendOwnCode).output(Done).mutation(({ ctx, input }) => sendOwnCode(ctx.scope, input)),
  correct: own.input(CorrectOwnData).output(Done).mutation(({ ctx, input }) => correctOwnData(ctx.scope, input)),
  askErasure: own.input(AskErasure).output(Done).mutation(({ ctx, input }) => askErasure(ctx.scope, input)),
  undoErasure: own.input(UndoErasure).output(Done).mutation(({ ctx, input }) => undoErasure(ctx.scope, input)),
});

/** What the signed-in person agrees to, each purpose apart. */
export const consentRouter = router({
  mine: own.input(z.strictObject({})).output(OwnConsents).query(({ ctx }) => ownConsents(ctx.scope)),
  words: own.input(ListWords).output(WordPage).query(({ ctx, input }) => listWords(ctx.scope, input)),
  say: own.input(SayConsent).output(Done).mutation(({ ctx, input }) => sayConsent(ctx.scope, input)),
});

const agreeing = customerProcedure("policy.agree");

/** The texts that everybody who signs in agrees to, whatever their role and way in. */
export const policyRouter = router({
  owed: agreeing.input(z.strictObject({})).output(OwedPolicies).query(({ ctx }) => owedPolicies(ctx.scope)),
  agree: agreeing.input(AgreePolicies).output(Done).mutation(({ ctx, input }) => agreePolicies(ctx.scope, input)),
  putOff: agreeing.input(z.strictObject({})).output(Done).mutation(({ ctx }) => putOffPolicies(ctx.scope)),
});
