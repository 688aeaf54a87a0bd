import { customerProcedure, router, staffProcedure } from "../trpc";
import { ListLooks, LookPage, RevealData, Revealed } from "./look.schema";
import { listLooks } from "./look.service";
import { BeginView, BegunView } from "./view.schema";
import { beginView } from "./view.service";
import { revealData } from "./reveal.service";

/** Who looked at a company's data, for the company. */
export const dataLookRouter = router({
  list: customerProcedure("dataLook.read").input(ListLooks).output(LookPage).query(({ ctx, input }) => listLooks(ctx.scope, input)),
});

/** For staff. */
export const dataDeskRouter = router({
  reveal: staffProcedure("contact.reveal").input(RevealData).output(Revealed).mutation(({ ctx, input }) => revealData(ctx.scope, input)),
  beginView: staffProcedure("customerView.begin").input(BeginView).output(BegunView).mutation(({ ctx, input }) => beginView(ctx.scope, input)),
});
