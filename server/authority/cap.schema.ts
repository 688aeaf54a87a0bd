import { z } from "zod";

export const capKinds = ["groupMonth", "accountMonth", "accountRunning", "personMonth", "orderApproval"] as const;
const kind = z.enum(capKinds, { error: "chooseOne" });
const day = z.iso.date({ error: "dayWrong" });
/** In fen: 0 is nothing allowed; no limit is no cap. */
const limitFen = z.bigint({ error: "capWrong" }).min(0n, { error: "capWrong" }).max(100_000_000_000n, { error: "amountTooLarge" });

/** `membershipId`: one person of a `personMonth`; null for each of them. `isHard`: refuse over it instead of asking for approval. */
export const SetCap = z.strictObject({ key: z.uuid(), accountId: z.uuid(), kind, membershipId: z.uuid().nullable(), limitFen, isHard: z.boolean() });
export const EndCap = z.strictObject({ key: z.uuid(), capId: z.uuid() });
/** `onDay`: as they were on a past day (PC15). */
export const ReadCaps = z.strictObject({ accountId: z.uuid().optional(), onDay: day.optional() });

export const SpendView = z.object({ chargedFen: z.bigint(), unbilledFen: z.bigint(), heldFen: z.bigint(), nextMoreFen: z.bigint(), usedFen: z.bigint(), recurringFen: z.bigint() });
const CapRow = z.object({ id: z.uuid(), kind, limitFen: z.bigint(), isHard: z.boolean(), setAt: z.date(), setByName: z.string(), membershipId: z.uuid().nullable(), personName: z.string().nullable(), isEnded: z.boolean(), usedFen: z.bigint().nullable() });
export type CapRow = z.infer<typeof CapRow>;
/** `isOwn`: of the account that reads; `maySet`: whether it is its to set. */
export const CapsView = z.object({
  accountId: z.uuid(),
  today: z.iso.date(), onDay: z.iso.date(), isOwn: z.boolean(), hasParent: z.boolean(), maySet: z.boolean(), spend: SpendView, caps: z.array(CapRow),
  people: z.array(z.object({ membershipId: z.uuid(), name: z.string(), usedFen: z.bigint() })),
});
export type CapsView = z.infer<typeof CapsView>;

/** A cap that an order passes, and by how much; what a whole group has used is not told to a child. */
export const CapFindingView = z.object({ kind, limitFen: z.bigint(), usedFen: z.bigint().nullable(), wishFen: z.bigint(), isHard: z.boolean() });
export type CapFindingView = z.infer<typeof CapFindingView>;
export const CapOutcome = z.object({ outcome: z.enum(["allowed", "approval", "refused"]), findings: z.array(CapFindingView) });
