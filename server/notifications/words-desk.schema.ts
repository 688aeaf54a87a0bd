import { z } from "zod";
import { languages } from "./template.rules";
import { templateKinds } from "./templates.rules";
import { wordsTopics } from "./words-list.rules";

const place = { kind: z.enum(templateKinds), provinceId: z.string().length(2), language: z.enum(languages) };
export const ListWords = z.strictObject({ provinceId: z.string().length(2), search: z.string().trim().min(1).max(60).optional(), topic: z.enum(wordsTopics).optional(), cursor: z.enum(templateKinds).optional() });
export const OneWords = z.strictObject(place);
/** `seenId`: the words that its writer saw in use; null for the portal's own. */
export const SaveWords = OneWords.extend({ seenId: z.uuid().nullable(), subject: z.string().trim().min(2, { error: "textTooShort" }).max(120, { error: "tooLong" }), body: z.string().trim().min(4, { error: "textTooShort" }).max(3000, { error: "tooLong" }) });
export const ResetWords = OneWords.extend({ seenId: z.uuid() });

export const WordsList = z.object({ rows: z.array(z.object({ kind: z.enum(templateKinds), title: z.string(), word: z.string(), own: z.array(z.enum(languages)) })), nextCursor: z.enum(templateKinds).nullable() });
const Own = z.object({ id: z.uuid(), subject: z.string(), body: z.string(), changedBy: z.string(), changedAt: z.date() });
const Value = z.union([z.string(), z.boolean(), z.object({ day: z.string() }), z.object({ month: z.string() }), z.object({ at: z.string() }), z.object({ "zh-CN": z.string(), en: z.string() })]);
/** `sample`: the data of the newest message of this kind; null while there is none. */
export const WordsView = z.object({ standard: z.object({ subject: z.string(), body: z.string() }), own: Own.nullable(), before: Own.nullable(), names: z.array(z.string()), sample: z.object({ values: z.record(z.string(), Value), at: z.date() }).nullable() });
export type WordsView = z.infer<typeof WordsView>;
