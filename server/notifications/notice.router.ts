import { z } from "zod";
import { Done } from "../accounts/opening.schema";
import { customerProcedure, router } from "../trpc";
import { ListNotices, NoticeId, NoticePage, ReadNotices } from "./notice.schema";
import { listNotices, readNotice, readNotices } from "./notice.service";

const own = customerProcedure("notice.read");

/** NT8: one's own notice centre. */
export const noticeRouter = router({
  list: own.input(ListNotices).output(NoticePage).query(({ ctx, input }) => listNotices(ctx.scope, input)),
  read: own.input(NoticeId).output(Done).mutation(({ ctx, input }) => readNotice(ctx.scope, input)),
  readAll: own.input(ReadNotices).output(z.object({ read: z.number() })).mutation(({ ctx, input }) => readNotices(ctx.scope, input)),
});
