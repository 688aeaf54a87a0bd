import { z } from "zod";

const then = z.enum(["paid", "end"]);
export const ChooseTrialEnd = z.strictObject({ key: z.uuid(), productId: z.uuid(), then });
/** `endsOn`: the first day after the trial. Sums in fen, as if it paid from that day on. */
export const TrialView = z.object({ then, endsOn: z.date(), leftDays: z.number(), firstBillFen: z.bigint(), monthlyFen: z.bigint() });
