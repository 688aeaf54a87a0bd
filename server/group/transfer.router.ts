import { Done } from "../accounts/opening.schema";
import { customerProcedure, router } from "../trpc";
import { AskTransfer, ListTransfers, ReadTransfer, TransferAsked, TransferPage, TransferView, UndoTransfer } from "./transfer.schema";
import { askTransfer, listTransfers, readTransfer, undoTransfer } from "./transfer.service";

const reader = customerProcedure("product.read");
const keeper = customerProcedure("product.transfer");

export const productTransferRouter = router({
  read: reader.input(ReadTransfer).output(TransferView).query(({ ctx, input }) => readTransfer(ctx.scope, input)),
  list: reader.input(ListTransfers).output(TransferPage).query(({ ctx, input }) => listTransfers(ctx.scope, input)),
  ask: keeper.input(AskTransfer).output(TransferAsked).mutation(({ ctx, input }) => askTransfer(ctx.scope, input)),
  undo: keeper.input(UndoTransfer).output(Done).mutation(({ ctx, input }) => undoTransfer(ctx.scope, input)),
});
