import { z } from "zod";

const checkNames = ["database", "migrations", "queue", "worker", "ap", "bss97", "billing", "payment", "sms", "mail", "disk"] as const;
const checkStates = ["good", "slow", "down"] as const;
/** SY1: one part with how long it took; `fact` is a number of the part's own: jobs waiting, seconds of lag, seconds since a sign of life, per cent of a disk. */
export const CheckedPart = z.object({ name: z.enum(checkNames), state: z.enum(checkStates), tookMs: z.number(), fact: z.number().nullable() });
export const DeepCheck = z.object({ checkedAt: z.date(), parts: z.array(CheckedPart) });
export type CheckedPart = z.output<typeof CheckedPart>;
