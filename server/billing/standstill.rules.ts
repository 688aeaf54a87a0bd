import type { SuspensionCause } from "../generated/prisma/enums";

type Stood = { setAt: Date; liftedAt: Date | null };

/** Since when a product stands still, when causes followed each other without a gap: the first of them. */
export function standsSince(all: readonly Stood[], setAt: Date): Date {
  const earlier = all.filter((one) => one.setAt < setAt && (one.liftedAt === null || one.liftedAt >= setAt));
  const first = earlier.reduce((since, one) => (one.setAt < since ? one.setAt : since), setAt);
  return first < setAt ? standsSince(all, first) : setAt;
}

/**
 * CH6: what a standstill does to the fee of a month that begins with it (rules 4.3.D). `none`: nothing is charged, or a hold fee;
 * `normal`: as if it ran. A fault of its provider is charged and credited by its own rule.
 */
export const feeWhile = { customer: "none", arrears: "none", operator: "none", authority: "none", apFault: "normal", cap: "normal" } as const satisfies Record<SuspensionCause, "none" | "normal">;

/** Causes whose months are not charged. */
export const unchargedCauses = (Object.keys(feeWhile) as SuspensionCause[]).filter((cause) => feeWhile[cause] === "none");
