import { z } from "zod";
import type { FundDirection } from "../generated/prisma/enums";

const direction = z.enum(["down", "back"] as const satisfies readonly FundDirection[]);
export const ReadFunds = z.strictObject({ childId: z.uuid(), cursor: z.uuid().optional() });
export const MoveFunds = z.strictObject({ key: z.uuid(), childId: z.uuid(), direction, amountFen: z.bigint().min(1n, { error: "amountTooSmall" }).max(1_000_000_000n, { error: "amountTooLarge" }) });
export const FundsView = z.object({
  /** The most that may go down to the child, and come back from it, in fen. */
  mostDownFen: z.bigint(), mostBackFen: z.bigint(), receivedFen: z.bigint(),
  rows: z.array(z.object({ id: z.uuid(), direction, amountFen: z.bigint(), byName: z.string(), at: z.date() })), nextCursor: z.uuid().nullable(),
});
export type FundsView = z.infer<typeof FundsView>;
export const FundsMoved = z.object({ moveId: z.uuid() });
