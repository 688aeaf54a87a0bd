import { z } from "zod";
import { appNoticeKinds, appNoticeStates } from "./app-notice.rules";

const fields = {
  specificationCode: z.string().min(1, { error: "chooseOne" }).max(40),
  kind: z.enum(appNoticeKinds),
  title: z.string().trim().min(2, { error: "textTooShort" }).max(60, { error: "tooLong" }),
  /** Of an upgrade. */
  releaseVersion: z.string().trim().max(30, { error: "tooLong" }),
  body: z.string().trim().min(4, { error: "textTooShort" }).max(2000, { error: "tooLong" }),
  link: z.union([z.literal(""), z.url({ protocol: /^https$/, error: "linkWrong" }).max(300, { error: "tooLong" })]),
};
/** Without an id a new one; with one a draft as its writer saw it. */
export const SaveAppNotice = z.strictObject({ key: z.uuid(), noticeId: z.uuid().nullable(), version: z.number().int().nonnegative(), ...fields })
  .refine(({ kind, releaseVersion }) => kind !== "upgrade" || releaseVersion !== "", { error: "releaseVersionMissing", path: ["releaseVersion"] });
export const AppNoticeId = z.strictObject({ noticeId: z.uuid() });
/** `reach`: how many people the second look showed. */
export const ReleaseAppNotice = AppNoticeId.extend({ version: z.number().int().nonnegative() });
export const ListAppNotices = z.strictObject({ state: z.enum(appNoticeStates).optional(), specificationCode: z.string().max(40).optional(), cursor: z.uuid().optional() });

const Row = z.object({
  id: z.uuid(), specificationCode: z.string(), specificationName: z.string(), kind: z.enum(appNoticeKinds), title: z.string(), releaseVersion: z.string(), state: z.enum(appNoticeStates),
  reach: z.number(), told: z.number(), writtenByName: z.string(), createdAt: z.date(), releasedAt: z.date().nullable(), endedAt: z.date().nullable(),
});
export const AppNoticePage = z.object({ rows: z.array(Row), nextCursor: z.uuid().nullable() });
/** `reach` of a draft: counted now. `subject` and `text`: as a reader gets it. */
export const AppNoticeView = Row.extend({ version: z.number(), body: z.string(), link: z.string(), provinceIds: z.array(z.string()), releasedByName: z.string(), stoppedByName: z.string(), subject: z.string(), text: z.string(), mayChange: z.boolean() });
export type AppNoticeView = z.infer<typeof AppNoticeView>;
export const AppNoticeProducts = z.array(z.object({ code: z.string(), name: z.string() }));

export const NotesOfApp = z.strictObject({ productId: z.uuid() });
export const AppNotes = z.array(z.object({ id: z.uuid(), kind: z.enum(appNoticeKinds), title: z.string(), releaseVersion: z.string(), body: z.string(), link: z.string(), at: z.date() }));
export type AppNotes = z.infer<typeof AppNotes>;
