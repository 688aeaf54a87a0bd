import { z } from "zod";
import { Minute, MinuteOrNone } from "../kernel/minute";

const words = (least: number, most: number) => z.string().trim().min(least, { error: "textTooShort" }).max(most, { error: "tooLong" });

export const problemStates = ["inProgress", "resolved"] as const;
export const problemPriorities = ["p1", "p2"] as const;

export const ProblemContent = z.strictObject({
  title: words(4, 60), text: words(4, 500), priority: z.enum(problemPriorities), beganAt: Minute, expectedAt: MinuteOrNone,
  specificationCodes: z.array(z.string().max(40)).min(1, { error: "productMissing" }).max(20), provinceIds: z.array(z.string().length(2)).max(31),
});
export const OpenProblem = ProblemContent.extend({ key: z.uuid() });
export const ProblemId = z.strictObject({ problemId: z.uuid() });
export const ProblemNews = z.strictObject({ text: words(4, 500), expectedAt: MinuteOrNone });
export const UpdateProblem = ProblemNews.extend({ key: z.uuid(), problemId: z.uuid(), version: z.int() });
export const ResolveProblem = z.strictObject({ key: z.uuid(), problemId: z.uuid(), version: z.int(), text: words(4, 500) });
export const ListProblems = z.strictObject({ state: z.enum(problemStates).optional(), cursor: z.uuid().optional() });

const Update = z.object({ at: z.date(), text: z.string(), byName: z.string() });
const Product = z.object({ code: z.string(), name: z.string() });
export const ProblemRow = z.object({ id: z.string(), title: z.string(), priority: z.enum(problemPriorities), state: z.enum(problemStates), provinceIds: z.array(z.string()), products: z.array(z.string()), beganAt: z.date(), expectedAt: z.date().nullable(), resolvedAt: z.date().nullable(), told: z.number(), isTelling: z.boolean(), version: z.number() });
export const ProblemPage = z.object({ rows: z.array(ProblemRow), nextCursor: z.string().nullable() });
export const ProblemDetail = z.object({ row: ProblemRow, updates: z.array(Update) });
export const ProblemChoices = z.object({ products: z.array(Product), provinceIds: z.array(z.string()) });
export const ProblemDone = z.object({ problemId: z.string() });

/** As public pages and companies see it. */
export const ProblemView = z.object({ id: z.string(), title: z.string(), priority: z.enum(problemPriorities), products: z.array(z.object({ code: z.string(), name: z.string(), slug: z.string() })), beganAt: z.date(), expectedAt: z.date().nullable(), resolvedAt: z.date().nullable(), updates: z.array(z.object({ at: z.date(), text: z.string() })) });
export type ProblemView = z.output<typeof ProblemView>;
