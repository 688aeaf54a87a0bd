import { z } from "zod";
import { Done } from "../accounts/opening.schema";
import { customerProcedure, router, staffProcedure } from "../trpc";
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
