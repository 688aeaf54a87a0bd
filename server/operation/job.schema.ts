import { z } from "zod";
import { jobNames, rerunnable } from "./job.rules";

export const RerunJob = z.strictObject({
  key: z.uuid(),
  job: z.enum(rerunnable, { error: "chooseOne" }),
  /** The company, by its account's name. */
  accountName: z.string().trim().min(1, { error: "customerUnknown" }).max(40, { error: "customerUnknown" }),
});
export const RerunOutcome = z.object({ looked: z.number(), failed: z.array(z.object({ code: z.string() })) });

const Failure = z.object({ job: z.enum(jobNames), subjectId: z.uuid(), customerId: z.uuid(), accountName: z.string(), companyName: z.string(), code: z.string(), tries: z.number(), firstAt: z.date(), lastAt: z.date() });
export const JobBoard = z.object({
  now: z.date(),
  /** The latest bill run, null before the first. */
  billRun: z.object({ id: z.uuid(), month: z.string(), state: z.enum(["running", "computed", "published"]), done: z.number(), accounts: z.number(), parked: z.number() }).nullable(),
  /** Changes of the edge that came last, and of the one that comes. */
  edge: z.object({ on: z.iso.date(), done: z.number(), all: z.number(), blocked: z.number(), nextOn: z.iso.date(), next: z.number() }),
  renewals: z.object({ due: z.number() }),
  province: z.object({ polledAt: z.date().nullable(), comparedTo: z.date().nullable(), failing: z.number(), differences: z.number() }),
  messages97: z.object({ waiting: z.number(), oldestAt: z.date().nullable() }),
  requests: z.object({ waiting: z.number(), needPerson: z.number() }),
  closings: z.object({ settling: z.number() }),
  failures: z.array(Failure),
  /** More than are listed. */
  hasMore: z.boolean(),
});
export type JobBoard = z.infer<typeof JobBoard>;
