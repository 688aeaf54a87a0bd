import { z } from "zod";
import { Done } from "../accounts/opening.schema";
import { customerProcedure, router } from "../trpc";
import { ChoicesView, DefaultsView, RoleDefaults, SaveChoices, SaveDefaults, SaveLanguage, SaveTimes } from "./choice.schema";
import { myChoices, resetChoices, roleDefaults, saveChoices, saveDefaults, saveLanguage, saveTimes } from "./choice.service";

const own = customerProcedure("noticeChoice.set");
const owner = customerProcedure("noticeDefault.set");

/** NT4, NT7: of what one is told, by what and when. */
export const noticeChoiceRouter = router({
  mine: own.input(z.strictObject({})).output(ChoicesView).query(({ ctx }) => myChoices(ctx.scope)),
  save: own.input(SaveChoices).output(Done).mutation(({ ctx, input }) => saveChoices(ctx.scope, input)),
  reset: own.input(z.strictObject({})).output(Done).mutation(({ ctx }) => resetChoices(ctx.scope)),
  saveTimes: customerProcedure("noticeTimes.set").input(SaveTimes).output(Done).mutation(({ ctx, input }) => saveTimes(ctx.scope, input)),
  saveLanguage: customerProcedure("noticeTimes.set").input(SaveLanguage).output(Done).mutation(({ ctx, input }) => saveLanguage(ctx.scope, input)),
  defaults: owner.input(RoleDefaults).output(DefaultsView).query(({ ctx, input }) => roleDefaults(ctx.scope, input)),
  saveDefaults: owner.input(SaveDefaults).output(Done).mutation(({ ctx, input }) => saveDefaults(ctx.scope, input)),
});
