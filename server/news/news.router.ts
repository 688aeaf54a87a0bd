import { staffProcedure, router } from "../trpc";
import { ListNews, NewsDetail, NewsId, NewsPage, NewsWritten, ReviseNews, WithdrawNews, WriteNews } from "./news.schema";
import { getNews, listNews, reviseNews, withdrawNews, writeNews } from "./news.service";

export const newsRouter = router({
  list: staffProcedure("news.read").input(ListNews).output(NewsPage).query(({ ctx, input }) => listNews(ctx.scope, input)),
  byId: staffProcedure("news.read").input(NewsId).output(NewsDetail).query(({ ctx, input }) => getNews(ctx.scope, input)),
  write: staffProcedure("news.write").input(WriteNews).output(NewsWritten).mutation(({ ctx, input }) => writeNews(ctx.scope, input)),
  revise: staffProcedure("news.write").input(ReviseNews).output(NewsWritten).mutation(({ ctx, input }) => reviseNews(ctx.scope, input)),
  withdraw: staffProcedure("news.write").input(WithdrawNews).output(NewsWritten).mutation(({ ctx, input }) => withdrawNews(ctx.scope, input)),
});
