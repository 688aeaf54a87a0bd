import { z } from "zod";

const differenceKinds = ["billMissingThere", "billUnknownHere", "billAmount", "paymentAmount", "paymentUnknownAccount", "paymentMalformed"] as const;
export const differenceTabs = ["open", "closed"] as const;
export const ListDifferences = z.strictObject({ tab: z.enum(differenceTabs).default("open"), cursor: z.uuid().optional() });
const DifferenceRow = z.object({
  id: z.uuid(), provinceId: z.string(), day: z.date(), kind: z.enum(differenceKinds), reference: z.string(), oursFen: z.bigint().nullable(), theirsFen: z.bigint().nullable(), foundAt: z.date(), resentAt: z.date().nullable(), closedAt: z.date().nullable(), closedBy: z.string().nullable(), explanation: z.string().nullable(),
});
export const DifferencePage = z.object({ rows: z.array(DifferenceRow), nextCursor: z.uuid().nullable(), openCount: z.number(), syncs: z.array(z.object({ provinceId: z.string(), polledAt: z.date().nullable(), comparedTo: z.date().nullable(), isFailing: z.boolean() })) });
export const CloseDifference = z.strictObject({ key: z.uuid(), differenceId: z.uuid(), explanation: z.string().trim().min(4, { error: "textTooShort" }).max(300, { error: "tooLong" }) });
export const ResendBill = z.strictObject({ key: z.uuid(), differenceId: z.uuid() });
