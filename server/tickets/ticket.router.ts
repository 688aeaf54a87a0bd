import { z } from "zod";
import { customerProcedure, router, staffProcedure } from "../trpc";
import { caseChoices, confirmCase, getCase, getDeskCase, listCases, listDeskCases, noteOnCase, openCase, reopenCase, sayOnCase, withdrawCase } from "./case.service";
import { CaseChoices, CasePage, CaseView, ConfirmCase, ListCases, ListDeskCases, NoteOnCase, OpenCase, OpenedCase, ReopenCase, SayOnCase, TicketId, WithdrawCase } from "./ticket.schema";

const open = () => customerProcedure("troubleTicket.open");

export const ticketRouter = router({
  list: customerProcedure("troubleTicket.read").input(ListCases).output(CasePage).query(({ ctx, input }) => listCases(ctx.scope, input)),
  byId: customerProcedure("troubleTicket.read").input(TicketId).output(CaseView).query(({ ctx, input }) => getCase(ctx.scope, input)),
  choices: open().input(z.strictObject({})).output(CaseChoices).query(({ ctx }) => caseChoices(ctx.scope)),
  open: open().input(OpenCase).output(OpenedCase).mutation(({ ctx, input }) => openCase(ctx.scope, input)),
  say: open().input(SayOnCase).output(z.void()).mutation(({ ctx, input }) => sayOnCase(ctx.scope, input)),
  confirm: open().input(ConfirmCase).output(z.void()).mutation(({ ctx, input }) => confirmCase(ctx.scope, input)),
  reopen: open().input(ReopenCase).output(z.void()).mutation(({ ctx, input }) => reopenCase(ctx.scope, input)),
  withdraw: open().input(WithdrawCase).output(z.void()).mutation(({ ctx, input }) => withdrawCase(ctx.scope, input)),
});

/** For the province's staff. */
export const ticketDeskRouter = router({
  list: staffProcedure("ticketDesk.read").input(ListDeskCases).output(CasePage).query(({ ctx, input }) => listDeskCases(ctx.scope, input)),
  byId: staffProcedure("ticketDesk.read").input(TicketId).output(CaseView).query(({ ctx, input }) => getDeskCase(ctx.scope, input)),
  note: staffProcedure("ticketDesk.note").input(NoteOnCase).output(z.void()).mutation(({ ctx, input }) => noteOnCase(ctx.scope, input)),
});
