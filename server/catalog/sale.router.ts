import { z } from "zod";
import { router, staffProcedure } from "../trpc";
import { createDraft, createProduct, discardDraft, getDraft, recallDraft, saveDraft, sendBack, submitDraft } from "./content-draft.service";
import { getVersion, releaseDraft, withdrawVersion } from "./content-release.service";
import { CreateDraft, CreateProduct, DraftAt, DraftCreated, DraftId, DraftPreview, DraftReleased, DraftView, ExportProducts, ExportedProducts, GetProduct, GetVersion, ListProducts, PreviewDraft, ProductId, ProductPage, ProductView, Reasoned, ReleaseDraft, SaveDraft, SendBack, VersionView, WithdrawVersion } from "./desk.schema";
import { soldContents } from "./content.service";
import { previewDraft } from "./preview.service";
import { getProduct, listProducts, resumeSale, retireProduct, stopSale } from "./sale.service";

export const catalogueDeskRouter = router({
  list: staffProcedure("catalogue.read").input(ListProducts).output(ProductPage).query(({ ctx, input }) => listProducts(ctx.scope, input)),
  product: staffProcedure("catalogue.read").input(GetProduct).output(ProductView).query(({ ctx, input }) => getProduct(ctx.scope, input)),
  stopSale: staffProcedure("catalogue.stopSale").input(Reasoned).output(z.void()).mutation(({ ctx, input }) => stopSale(ctx.scope, input)),
  resumeSale: staffProcedure("catalogue.stopSale").input(ProductId).output(z.void()).mutation(({ ctx, input }) => resumeSale(ctx.scope, input)),
  retire: staffProcedure("catalogue.stopSale").input(Reasoned).output(z.void()).mutation(({ ctx, input }) => retireProduct(ctx.scope, input)),
  create: staffProcedure("catalogue.write").input(CreateProduct).output(DraftCreated).mutation(({ ctx, input }) => createProduct(ctx.scope, input)),
  export: staffProcedure("catalogue.read").input(ExportProducts).output(ExportedProducts).query(({ ctx, input }) => soldContents(ctx.scope.db, input.productClass)),
  version: staffProcedure("catalogue.read").input(GetVersion).output(VersionView).query(({ ctx, input }) => getVersion(ctx.scope, input)),
  withdraw: staffProcedure("catalogue.release").input(WithdrawVersion).output(z.void()).mutation(({ ctx, input }) => withdrawVersion(ctx.scope, input)),
});

export const catalogueDraftRouter = router({
  create: staffProcedure("catalogue.write").input(CreateDraft).output(DraftCreated).mutation(({ ctx, input }) => createDraft(ctx.scope, input)),
  byId: staffProcedure("catalogue.read").input(DraftId).output(DraftView).query(({ ctx, input }) => getDraft(ctx.scope, input.draftId)),
  preview: staffProcedure("catalogue.read").input(PreviewDraft).output(DraftPreview).query(({ ctx, input }) => previewDraft(ctx.scope, input)),
  save: staffProcedure("catalogue.write").input(SaveDraft).output(z.void()).mutation(({ ctx, input }) => saveDraft(ctx.scope, input)),
  submit: staffProcedure("catalogue.write").input(DraftAt).output(z.void()).mutation(({ ctx, input }) => submitDraft(ctx.scope, input)),
  recall: staffProcedure("catalogue.write").input(DraftAt).output(z.void()).mutation(({ ctx, input }) => recallDraft(ctx.scope, input)),
  discard: staffProcedure("catalogue.write").input(DraftAt).output(z.void()).mutation(({ ctx, input }) => discardDraft(ctx.scope, input)),
  sendBack: staffProcedure("catalogue.release").input(SendBack).output(z.void()).mutation(({ ctx, input }) => sendBack(ctx.scope, input)),
  release: staffProcedure("catalogue.release").input(ReleaseDraft).output(DraftReleased).mutation(({ ctx, input }) => releaseDraft(ctx.scope, input)),
});
