import { z } from "zod";
import { LEAST_FEN, MOST_FEN } from "./payment.rules";

/** Kept as the last failure of an automatic top-up that its own monthly ceiling stopped. */
export const MONTH_CEILING = "monthCeiling";
const MOST_MONTH_FEN = 100_000_000n;

export const SaveAutoTopUp = z
  .strictObject({
    isOn: z.boolean(),
    triggerFen: z.bigint().min(1n, { error: "amountTooSmall" }).max(MOST_FEN, { error: "triggerTooMuch" }),
    amountFen: z.bigint().min(LEAST_FEN, { error: "payTooLittle" }).max(MOST_FEN, { error: "payTooMuch" }),
    monthCeilingFen: z.bigint().min(LEAST_FEN, { error: "payTooLittle" }).max(MOST_MONTH_FEN, { error: "ceilingTooMuch" }),
  })
  .refine((input) => input.monthCeilingFen >= input.amountFen, { error: "ceilingBelowAmount", path: ["monthCeilingFen"] });

export const AutoTopUpView = z.object({
  card: z.object({ brand: z.string(), last4: z.string(), expiresOn: z.string(), isExpired: z.boolean() }).nullable(),
  setting: z.object({ isOn: z.boolean(), triggerFen: z.bigint(), amountFen: z.bigint(), monthCeilingFen: z.bigint(), lastFailure: z.string().nullable(), lastTriedAt: z.date().nullable() }).nullable(),
  /** What automatic top-ups took this month. */
  spentFen: z.bigint(),
});
export const NoInput = z.strictObject({});
export const BegunCard = z.object({ url: z.url() });
export const ConfirmCard = z.strictObject({ sessionId: z.string().regex(/^cs_[A-Za-z0-9_]{1,120}$/) });
export const CardKept = z.object({ isKept: z.boolean() });
