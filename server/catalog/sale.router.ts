import { z } from "zod";
import { router, staffProcedure } from "../trpc";
import { ListSpecifications, ResumeSale, SpecificationPage, StopSale } from "./sale.schema";
import { listSpecifications, resumeSale, stopSale } from "./sale.service";

export const catalogueDeskRouter = router({
  list: staffProcedure("catalogue.read").input(ListSpecifications).output(SpecificationPage).query(({ ctx, input }) => listSpecifications(ctx.scope, input)),
  stopSale: staffProcedure("catalogue.stopSale").input(StopSale).output(z.void()).mutation(({ ctx, input }) => stopSale(ctx.scope, input)),
  resumeSale: staffProcedure("catalogue.stopSale").input(ResumeSale).output(z.void()).mutation(({ ctx, input }) => resumeSale(ctx.scope, input)),
});
