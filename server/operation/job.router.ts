import { z } from "zod";
import { router, staffProcedure } from "../trpc";
import { JobBoard, RerunJob, RerunOutcome } from "./job.schema";
import { jobBoard, rerunJob } from "./job.service";

export const jobRouter = router({
  board: staffProcedure("job.read").input(z.strictObject({})).output(JobBoard).query(({ ctx }) => jobBoard(ctx.scope)),
  rerun: staffProcedure("job.run").input(RerunJob).output(RerunOutcome).mutation(({ ctx, input }) => rerunJob(ctx.scope, input)),
});
