import { z } from "zod";
import { customerProcedure, router, staffProcedure } from "../trpc";
import { issueFapiao, issueRed, listDesk, refuseFapiao } from "./desk.service";
import { AskFapiao, AskRed, FapiaoPage, IssueFapiao, IssueRed, ListDesk, ListFapiao, MoveRed, OpenBills, RefuseFapiao, SaveTitle } from "./fapiao.schema";
import { askFapiao, askRed, listFapiao, listOpenBills, moveRed, saveTitle } from "./fapiao.service";

export const fapiaoRouter = router({
  list: customerProcedure("fapiao.read").input(ListFapiao).output(FapiaoPage).query(({ ctx, input }) => listFapiao(ctx.scope, input)),
  openBills: customerProcedure("fapiao.read").input(z.strictObject({})).output(OpenBills).query(({ ctx }) => listOpenBills(ctx.scope)),
  saveTitle: customerProcedure("fapiao.ask").input(SaveTitle).output(z.void()).mutation(({ ctx, input }) => saveTitle(ctx.scope, input)),
  ask: customerProcedure("fapiao.ask").input(AskFapiao).output(z.object({ fapiaoId: z.uuid() })).mutation(({ ctx, input }) => askFapiao(ctx.scope, input)),
  askRed: customerProcedure("fapiao.ask").input(AskRed).output(z.void()).mutation(({ ctx, input }) => askRed(ctx.scope, input)),
  moveRed: customerProcedure("fapiao.ask").input(MoveRed).output(z.void()).mutation(({ ctx, input }) => moveRed(ctx.scope, input)),
});

export const fapiaoDeskRouter = router({
  list: staffProcedure("fapiao.issue").input(ListDesk).output(FapiaoPage).query(({ ctx, input }) => listDesk(ctx.scope, input)),
  issue: staffProcedure("fapiao.issue").input(IssueFapiao).output(z.void()).mutation(({ ctx, input }) => issueFapiao(ctx.scope, input)),
  refuse: staffProcedure("fapiao.issue").input(RefuseFapiao).output(z.void()).mutation(({ ctx, input }) => refuseFapiao(ctx.scope, input)),
  askRed: staffProcedure("fapiao.issue").input(AskRed).output(z.void()).mutation(({ ctx, input }) => askRed(ctx.scope, input)),
  moveRed: staffProcedure("fapiao.issue").input(MoveRed).output(z.void()).mutation(({ ctx, input }) => moveRed(ctx.scope, input)),
  issueRed: staffProcedure("fapiao.issue").input(IssueRed).output(z.void()).mutation(({ ctx, input }) => issueRed(ctx.scope, input)),
});
