import { z } from "zod";
import { customerProcedure, router, staffProcedure } from "../trpc";
import { AppNoticeId, AppNoticePage, AppNoticeProducts, AppNoticeView, AppNotes, ListAppNotices, NotesOfApp, ReleaseAppNotice, SaveAppNotice } from "./app-notice.schema";
import { appNoticeProducts, getAppNotice, listAppNotices, notesOfApp, releaseAppNotice, saveAppNotice, stopAppNotice } from "./app-notice.service";

const reader = staffProcedure("appNotice.read");
const sender = staffProcedure("appNotice.send");

/** PR11: messages and upgrade notes to everybody who uses an application. */
export const appNoticeDeskRouter = router({
  list: reader.input(ListAppNotices).output(AppNoticePage).query(({ ctx, input }) => listAppNotices(ctx.scope, input)),
  byId: reader.input(AppNoticeId).output(AppNoticeView).query(({ ctx, input }) => getAppNotice(ctx.scope, input)),
  products: reader.input(z.strictObject({})).output(AppNoticeProducts).query(({ ctx }) => appNoticeProducts(ctx.scope)),
  save: sender.input(SaveAppNotice).output(z.object({ noticeId: z.uuid() })).mutation(({ ctx, input }) => saveAppNotice(ctx.scope, input)),
  release: sender.input(ReleaseAppNotice).output(z.void()).mutation(({ ctx, input }) => releaseAppNotice(ctx.scope, input)),
  stop: sender.input(AppNoticeId).output(z.void()).mutation(({ ctx, input }) => stopAppNotice(ctx.scope, input)),
});

export const appNoteRouter = router({
  ofApp: customerProcedure("app.open").input(NotesOfApp).output(AppNotes).query(({ ctx, input }) => notesOfApp(ctx.scope, input)),
});
