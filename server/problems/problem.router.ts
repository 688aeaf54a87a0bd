import { z } from "zod";
import { customerProcedure, router, staffProcedure } from "../trpc";
import { ListProblems, OpenProblem, ProblemChoices, ProblemDetail, ProblemDone, ProblemId, ProblemPage, ProblemView, ResolveProblem, UpdateProblem } from "./problem.schema";
import { getProblem, listProblems, openProblem, ownProblems, problemChoices, resolveProblem, updateProblem } from "./problem.service";

const nothing = z.strictObject({});

export const serviceProblemRouter = router({
  list: staffProcedure("serviceProblem.read").input(ListProblems).output(ProblemPage).query(({ ctx, input }) => listProblems(ctx.scope, input)),
  byId: staffProcedure("serviceProblem.read").input(ProblemId).output(ProblemDetail).query(({ ctx, input }) => getProblem(ctx.scope, input)),
  choices: staffProcedure("serviceProblem.manage").input(nothing).output(ProblemChoices).query(({ ctx }) => problemChoices(ctx.scope)),
  open: staffProcedure("serviceProblem.manage").input(OpenProblem).output(ProblemDone).mutation(({ ctx, input }) => openProblem(ctx.scope, input)),
  update: staffProcedure("serviceProblem.manage").input(UpdateProblem).output(ProblemDone).mutation(({ ctx, input }) => updateProblem(ctx.scope, input)),
  resolve: staffProcedure("serviceProblem.manage").input(ResolveProblem).output(ProblemDone).mutation(({ ctx, input }) => resolveProblem(ctx.scope, input)),
  mine: customerProcedure("troubleTicket.read").input(nothing).output(z.array(ProblemView)).query(({ ctx }) => ownProblems(ctx.scope)),
});
