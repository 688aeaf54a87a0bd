import { z } from "zod";
import { openByCode, previewHandOff } from "./counter.service";
import { HandOffCode, HandOffPreview, OpenHandOff, OpenedHandOff } from "./counter.schema";
import { writeOnOrder } from "../ordering/order.service";
import { router, staffProcedure } from "../trpc";
import { BulkPreview, BulkView, OfBulk, PreviewBulk, StartBulk, StartedBulk, UndoBulk } from "./bulk.schema";
import { bulkView, previewBulk, startBulk, undoBulk } from "./bulk.service";
import { approveTask, refuseTask, returnTask } from "./decision.service";
import { Dossier } from "./dossier.schema";
import { dossierOf } from "./dossier.service";
import { ApproveTask, DecisionView, ListTasks, RefuseTask, ReturnTask, ReviewTimes, StaffMessage, TaskId, TaskPage, TaskRow } from "./review.schema";
import { claimTask, listTasks, releaseTask, reviewTimes } from "./task.service";

export const reviewRouter = router({
  list: staffProcedure("review.read").input(ListTasks).output(TaskPage).query(({ ctx, input }) => listTasks(ctx.scope, input)),
  dossier: staffProcedure("review.read").input(TaskId).output(Dossier).query(({ ctx, input }) => dossierOf(ctx.scope, input)),
  times: staffProcedure("review.read").input(z.strictObject({})).output(ReviewTimes).query(({ ctx }) => reviewTimes(ctx.scope)),
  claim: staffProcedure("review.decide").input(TaskId).output(TaskRow).mutation(({ ctx, input }) => claimTask(ctx.scope, input)),
  release: staffProcedure("review.decide").input(TaskId).output(z.void()).mutation(({ ctx, input }) => releaseTask(ctx.scope, input)),
  approve: staffProcedure("review.decide").input(ApproveTask).output(DecisionView).mutation(({ ctx, input }) => approveTask(ctx.scope, input)),
  returnForCorrection: staffProcedure("review.decide").input(ReturnTask).output(DecisionView).mutation(({ ctx, input }) => returnTask(ctx.scope, input)),
  refuse: staffProcedure("review.decide").input(RefuseTask).output(DecisionView).mutation(({ ctx, input }) => refuseTask(ctx.scope, input)),
  previewBulk: staffProcedure("review.decide").input(PreviewBulk).output(BulkPreview).query(({ ctx, input }) => previewBulk(ctx.scope, input)),
  startBulk: staffProcedure("review.decide").input(StartBulk).output(StartedBulk).mutation(({ ctx, input }) => startBulk(ctx.scope, input)),
  undoBulk: staffProcedure("review.decide").input(UndoBulk).output(z.void()).mutation(({ ctx, input }) => undoBulk(ctx.scope, input)),
  bulk: staffProcedure("review.read").input(OfBulk).output(BulkView).query(({ ctx, input }) => bulkView(ctx.scope, input)),
  write: staffProcedure("review.decide").input(StaffMessage).output(z.object({ messageId: z.uuid() })).mutation(({ ctx, input }) => writeOnOrder(ctx.scope, input)),
  previewHandOff: staffProcedure("handOff.open").input(HandOffCode).output(HandOffPreview).query(({ ctx, input }) => previewHandOff(ctx.scope, input)),
  openHandOff: staffProcedure("handOff.open").input(OpenHandOff).output(OpenedHandOff).mutation(({ ctx, input }) => openByCode(ctx.scope, input)),
});
