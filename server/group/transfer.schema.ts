import { z } from "zod";

/** What stands in the way of a product going to another account, with where it is settled. */
export const transferBlockers = ["sameAccount", "otherCompany", "otherProvince", "accountNotOpen", "accountLeaving", "partOfBundle", "productNotRunning", "alreadyMoving", "changeWaiting", "overdue", "notAuthorised", "planNotAuthorised", "seatsUsedUp", "overCap", "numberTaken", "balanceTooLow"] as const;
export type TransferBlocker = (typeof transferBlockers)[number];
export const transferStates = ["scheduled", "done", "undone", "failed"] as const;

export const ReadTransfer = z.strictObject({ productId: z.uuid(), toId: z.uuid().optional() });
export const AskTransfer = z.strictObject({ key: z.uuid(), productId: z.uuid(), toId: z.uuid(), effectiveOn: z.iso.date() });
export const TransferAsked = z.object({ transferId: z.uuid() });
export const UndoTransfer = z.strictObject({ key: z.uuid(), transferId: z.uuid() });
export const ListTransfers = z.strictObject({ state: z.enum(transferStates).optional(), cursor: z.uuid().optional() });

const Row = z.object({
  id: z.uuid(), productId: z.uuid(), productName: z.string(), fromName: z.string(), toName: z.string(), state: z.enum(transferStates), effectiveOn: z.iso.date(), monthlyFen: z.bigint(), askedAt: z.date(), askedByName: z.string(),
  endedAt: z.date().nullable(), endedByName: z.string().nullable(), blockers: z.array(z.enum(transferBlockers)), /** It waits, this person said it, and its cut-off has not come. */ mayUndo: z.boolean(),
});
export type TransferRow = z.infer<typeof Row>;
export const TransferPage = z.object({ rows: z.array(Row), nextCursor: z.string().nullable() });
export type TransferPage = z.infer<typeof TransferPage>;

/** What a transfer would mean, worked out as it stands now; money in fen. */
const Preview = z.object({
  fromName: z.string(), toId: z.uuid(), toName: z.string(), isToChild: z.boolean(), lastDay: z.iso.date(), firstMonthFen: z.bigint(), monthlyFen: z.bigint(),
  /** Of an account that pays before use: what pays for it then, its own cash or its parent's; null for one that pays after use. */
  cashFen: z.bigint().nullable(), isParentPaying: z.boolean(),
  /** Holders of seats and its administrator: how many are on the receiver's list already, how many are put on it, whose number is somebody else's there. */
  people: z.object({ known: z.number(), added: z.number(), signIns: z.number(), clashes: z.array(z.string()) }),
  blockers: z.array(z.enum(transferBlockers)),
});
export type TransferPreview = z.infer<typeof Preview>;

/** Where a product may go, what waits, and what was: for a parent everything, for others what concerns their account. */
export const TransferView = z.object({
  accounts: z.array(z.object({ id: z.uuid(), name: z.string() })), fromId: z.uuid(), edgeOn: z.iso.date(), mayAsk: z.boolean(), preview: Preview.nullable(), rows: z.array(Row),
});
export type TransferView = z.infer<typeof TransferView>;
