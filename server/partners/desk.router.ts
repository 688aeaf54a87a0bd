import { z } from "zod";
import { moveSandboxClock } from "../platforms/clock-desk.service";
import { partnerProcedure, router } from "../trpc";
import { deskMe, listApplications } from "./application.service";
import { AddTestMoney, AnnounceWork, ApplicationPage, DeskMe, EndWork, HeartbeatPage, InterfaceView, ListApplications, ListHeartbeats, ListRequests, ListWorks, NewSecret, ClientSecret, RenewClientSecret, SetSignIn, RequestPage, ResendRequest, RotateSecret, SandboxAccess, SandboxView, SetAddress, TurnSandboxClock, WorkPage } from "./desk.schema";
import { interfaceView, rotateSecret, setAddress } from "./interface.service";
import { getRun, listRuns, startRun } from "./pack-desk.service";
import { ListRuns, RunId, RunPage, RunView, StartRun, StartedRun } from "./pack.schema";
import { listRequests, resendRequest } from "./request.service";
import { accessSandbox, addTestMoney, sandboxView } from "./sandbox.service";
import { renewClientSecret, setSignIn } from "./sign-in.service";
import { announceWork, endWork, listHeartbeats, listWorks } from "./work.service";

const nothing = z.strictObject({});
const use = partnerProcedure("partnerDesk.use");
const sandbox = partnerProcedure("sandbox.use");

/** The partner desk: a partner's people and their own applications. */
export const partnerDeskRouter = router({
  me: use.input(nothing).output(DeskMe).query(({ ctx }) => deskMe(ctx.scope)),
  applications: use.input(ListApplications).output(ApplicationPage).query(({ ctx, input }) => listApplications(ctx.scope, input)),
  requests: use.input(ListRequests).output(RequestPage).query(({ ctx, input }) => listRequests(ctx.scope, input)),
  resend: partnerProcedure("partnerRequest.resend").input(ResendRequest).output(z.void()).mutation(({ ctx, input }) => resendRequest(ctx.scope, input)),
  heartbeats: use.input(ListHeartbeats).output(HeartbeatPage).query(({ ctx, input }) => listHeartbeats(ctx.scope, input)),
  works: use.input(ListWorks).output(WorkPage).query(({ ctx, input }) => listWorks(ctx.scope, input)),
  announceWork: partnerProcedure("plannedWork.announce").input(AnnounceWork).output(z.object({ workId: z.uuid() })).mutation(({ ctx, input }) => announceWork(ctx.scope, input)),
  endWork: partnerProcedure("plannedWork.announce").input(EndWork).output(z.void()).mutation(({ ctx, input }) => endWork(ctx.scope, input)),
  testRuns: use.input(ListRuns).output(RunPage).query(({ ctx, input }) => listRuns(ctx.scope, input)),
  testRun: use.input(RunId).output(RunView).query(({ ctx, input }) => getRun(ctx.scope, input)),
  startTest: partnerProcedure("contractTest.run").input(StartRun).output(StartedRun).mutation(({ ctx, input }) => startRun(ctx.scope, input)),
  sandbox: sandbox.input(nothing).output(SandboxView).query(({ ctx }) => sandboxView(ctx.scope)),
  accessSandbox: sandbox.input(nothing).output(SandboxAccess).mutation(({ ctx }) => accessSandbox(ctx.scope)),
  addTestMoney: sandbox.input(AddTestMoney).output(z.void()).mutation(({ ctx, input }) => addTestMoney(ctx.scope, input)),
  turnSandboxClock: sandbox.input(TurnSandboxClock).output(z.object({ offsetMs: z.number() })).mutation(({ ctx, input }) => moveSandboxClock(ctx.scope, input)),
  interface: use.input(nothing).output(InterfaceView).query(({ ctx }) => interfaceView(ctx.scope)),
  setAddress: partnerProcedure("partnerInterface.manage").input(SetAddress).output(z.void()).mutation(({ ctx, input }) => setAddress(ctx.scope, input)),
  rotateSecret: partnerProcedure("partnerInterface.manage").input(RotateSecret).output(NewSecret).mutation(({ ctx, input }) => rotateSecret(ctx.scope, input)),
  setSignIn: partnerProcedure("partnerInterface.manage").input(SetSignIn).output(ClientSecret).mutation(({ ctx, input }) => setSignIn(ctx.scope, input)),
  renewClientSecret: partnerProcedure("partnerInterface.manage").input(RenewClientSecret).output(ClientSecret).mutation(({ ctx, input }) => renewClientSecret(ctx.scope, input)),
});
