import { z } from "zod";
import { Minute, MinuteOrNone } from "../kernel/minute";

const words = (least: number, most: number) => z.string().trim().min(least, { error: "textTooShort" }).max(most, { error: "tooLong" });

export const newsStates = ["upcoming", "current", "ended", "withdrawn"] as const;
export type NewsState = (typeof newsStates)[number];

export const NewsEnglish = z.strictObject({ title: words(1, 120), text: words(1, 4000) });

export const NewsContent = z.strictObject({
  title: words(4, 60),
  text: words(10, 2000),
  /** Both or neither. */
  englishTitle: z.string().trim().max(120, { error: "tooLong" }),
  englishText: z.string().trim().max(4000, { error: "tooLong" }),
  provinceIds: z.array(z.string().length(2)).max(31),
  startsAt: Minute,
  endsAt: MinuteOrNone,
});
export const WriteNews = NewsContent.extend({ key: z.uuid() });
export const ReviseNews = NewsContent.extend({ newsId: z.uuid(), version: z.int() });
export const NewsId = z.strictObject({ newsId: z.uuid() });
export const WithdrawNews = NewsId.extend({ version: z.int() });
export const ListNews = z.strictObject({ state: z.enum(newsStates).optional(), cursor: z.uuid().optional() });

export const NewsRow = z.object({ id: z.string(), title: z.string(), provinceIds: z.array(z.string()), startsAt: z.date(), endsAt: z.date().nullable(), state: z.enum(newsStates), writtenBy: z.string(), updatedAt: z.date(), hasEnglish: z.boolean(), version: z.number() });
export const NewsPage = z.object({ rows: z.array(NewsRow), nextCursor: z.string().nullable(), provinceIds: z.array(z.string()) });
export const NewsDetail = z.object({ row: NewsRow, text: z.string(), english: NewsEnglish.nullable(), provinceIds: z.array(z.string()) });
export const NewsWritten = z.object({ newsId: z.string() });

/** As public pages show it. `untilAt`: when it goes; a page that is held a moment longer hides it by itself. */
export const NewsView = z.object({ id: z.string(), title: z.string(), paragraphs: z.array(z.string()), language: z.enum(["zh-CN", "en"]), from: z.date(), untilAt: z.date().nullable(), isNational: z.boolean() });
export type NewsView = z.output<typeof NewsView>;
