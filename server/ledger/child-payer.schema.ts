import { z } from "zod";

export const ReadPayer = z.strictObject({ childId: z.uuid() });
export const SetPayer = z.strictObject({ key: z.uuid(), childId: z.uuid(), isParent: z.boolean() });
const Word = z.object({ isParent: z.boolean(), fromPeriod: z.date(), setAt: z.date(), setByName: z.string() });
/** Who pays now, what comes from when on, whether its parent pays after use, and every word that was said, the latest first. */
export const PayerView = z.object({ isParentNow: z.boolean(), coming: Word.nullable(), isAfterUse: z.boolean(), edgeOn: z.iso.date(), words: z.array(Word) });
export type PayerView = z.infer<typeof PayerView>;
