import { Done } from "../accounts/opening.schema";
import { customerProcedure, router, staffProcedure } from "../trpc";
import { AssignSeat, CandidatePage, CheckSeatsNow, DriftPage, ListCandidates, ListDrift, ListSeats, ResendSeat, SeatDriftOf, SeatDriftView, SeatMade, SeatPage, SendSeatAgain, WithdrawSeat } from "./seat.schema";
import { CheckSeatImport, OneSeatImport, SeatImportBegun, SeatImportCheck, SeatImportView, StartSeatImport } from "./seat-import.schema";
import { checkSeatImport, seatImport, startSeatImport } from "./seat-import.service";
import { checkSeatsNow, listDrift, seatDrift, sendSeatAgain } from "./seat-check.service";
import { assignSeat, listCandidates, listSeats, resendSeat, withdrawSeat } from "./seat.service";

// Whoever minds a product gives its seats, whatever their role (AI10): the services ask.
const keeper = customerProcedure("app.open");

export const seatRouter = router({
  list: keeper.input(ListSeats).output(SeatPage).query(({ ctx, input }) => listSeats(ctx.scope, input)),
  candidates: keeper.input(ListCandidates).output(CandidatePage).query(({ ctx, input }) => listCandidates(ctx.scope, input)),
  assign: keeper.input(AssignSeat).output(SeatMade).mutation(({ ctx, input }) => assignSeat(ctx.scope, input)),
  withdraw: keeper.input(WithdrawSeat).output(SeatMade).mutation(({ ctx, input }) => withdrawSeat(ctx.scope, input)),
  resend: keeper.input(ResendSeat).output(SeatMade).mutation(({ ctx, input }) => resendSeat(ctx.scope, input)),
  checkImport: keeper.input(CheckSeatImport).output(SeatImportCheck).mutation(({ ctx, input }) => checkSeatImport(ctx.scope, input)),
  startImport: keeper.input(StartSeatImport).output(SeatImportBegun).mutation(({ ctx, input }) => startSeatImport(ctx.scope, input)),
  import: keeper.input(OneSeatImport).output(SeatImportView).query(({ ctx, input }) => seatImport(ctx.scope, input)),
  drift: keeper.input(SeatDriftOf).output(SeatDriftView).query(({ ctx, input }) => seatDrift(ctx.scope, input)),
  checkNow: keeper.input(CheckSeatsNow).output(Done).mutation(({ ctx, input }) => checkSeatsNow(ctx.scope, input)),
  sendAgain: keeper.input(SendSeatAgain).output(Done).mutation(({ ctx, input }) => sendSeatAgain(ctx.scope, input)),
});

/** What differs between the portal and the providers, for staff. */
export const seatDeskRouter = router({
  list: staffProcedure("provisioning.read").input(ListDrift).output(DriftPage).query(({ ctx, input }) => listDrift(ctx.scope, input)),
  sendAgain: staffProcedure("provisioning.repair").input(SendSeatAgain).output(Done).mutation(({ ctx, input }) => sendSeatAgain(ctx.scope, input)),
});
