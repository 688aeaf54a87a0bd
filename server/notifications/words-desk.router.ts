import { z } from "zod";
import { router, staffProcedure } from "../trpc";
import { ListWords, OneWords, ResetWords, SaveWords, WordsList, WordsView } from "./words-desk.schema";
import { getWords, listWords, resetWords, saveWords } from "./words-desk.service";

const reader = staffProcedure("messageWords.read");
const editor = staffProcedure("messageWords.edit");

/** NT5: the words of messages, per province and language. */
export const messageWordsRouter = router({
  list: reader.input(ListWords).output(WordsList).query(({ ctx, input }) => listWords(ctx.scope, input)),
  byKind: reader.input(OneWords).output(WordsView).query(({ ctx, input }) => getWords(ctx.scope, input)),
  save: editor.input(SaveWords).output(z.object({ id: z.uuid() })).mutation(({ ctx, input }) => saveWords(ctx.scope, input)),
  reset: editor.input(ResetWords).output(z.void()).mutation(({ ctx, input }) => resetWords(ctx.scope, input)),
});
