import { z } from "zod";
import { stepCodes } from "./pack.rules";

const runStates = ["waiting", "running", "passed", "failed"] as const;
const stepStates = ["waiting", "running", "passed", "failed", "skipped"] as const;
const code = z.enum(stepCodes);

export const ListRuns = z.strictObject({ app: z.string().regex(/^[A-Z][A-Z0-9-]{0,39}$/).optional(), cursor: z.uuid().optional() });
export const ListRunsOf = z.strictObject({ partnerId: z.uuid(), cursor: z.uuid().optional() });
export const RunId = z.strictObject({ runId: z.uuid() });
export const StartRun = z.strictObject({ key: z.uuid(), applicationId: z.uuid() });
export const StartedRun = z.object({ runId: z.uuid() });
export const RunPage = z.object({
  version: z.string(),
  applications: z.array(z.object({ id: z.uuid(), code: z.string(), name: z.string(), isGreen: z.boolean(), greenAt: z.date().nullable(), isUnderWay: z.boolean() })),
  rows: z.array(z.object({ id: z.uuid(), state: z.enum(runStates), version: z.string(), askedBy: z.string(), askedAt: z.date(), endedAt: z.date().nullable(), applicationName: z.string(), done: z.number(), total: z.number(), failed: z.array(code) })),
  nextCursor: z.uuid().nullable(),
});
export const RunView = z.object({
  id: z.uuid(), state: z.enum(runStates), version: z.string(), address: z.string(), askedBy: z.string(), askedAt: z.date(), startedAt: z.date().nullable(), endedAt: z.date().nullable(), applicationName: z.string(), code: z.string(), partnerId: z.uuid(),
  steps: z.array(z.object({ place: z.number(), code, state: z.enum(stepStates), said: z.string(), tookMs: z.number().nullable(), exchanges: z.array(z.object({ method: z.string(), path: z.string(), key: z.string(), status: z.number(), tookMs: z.number(), request: z.string(), response: z.string() })) })),
});
