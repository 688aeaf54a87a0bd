import { Done } from "../accounts/opening.schema";
import { customerProcedure, router } from "../trpc";
import { askJoin, checkJoinCode, makeJoinCode } from "./join.service";
import { AskJoin, AskLeave, CheckJoinCode, DecideRelationship, JoinCodeMade, JoinView, ListRelationships, MakeJoinCode, ReadRelationship, RelationshipAsked, RelationshipPage, RelationshipView, UndoRelationship } from "./relationship.schema";
import { askLeave, decideRelationship, listRelationships, readRelationship, undoRelationship } from "./relationship.service";

const reader = customerProcedure("account.read");
const keeper = customerProcedure("accountRelationship.manage");

export const accountRelationshipRouter = router({
  read: reader.input(ReadRelationship).output(RelationshipView).query(({ ctx, input }) => readRelationship(ctx.scope, input)),
  list: reader.input(ListRelationships).output(RelationshipPage).query(({ ctx, input }) => listRelationships(ctx.scope, input)),
  askLeave: keeper.input(AskLeave).output(RelationshipAsked).mutation(({ ctx, input }) => askLeave(ctx.scope, input)),
  makeCode: keeper.input(MakeJoinCode).output(JoinCodeMade).mutation(({ ctx }) => makeJoinCode(ctx.scope)),
  checkCode: keeper.input(CheckJoinCode).output(JoinView).mutation(({ ctx, input }) => checkJoinCode(ctx.scope, input)),
  askJoin: keeper.input(AskJoin).output(RelationshipAsked).mutation(({ ctx, input }) => askJoin(ctx.scope, input)),
  decide: keeper.input(DecideRelationship).output(Done).mutation(({ ctx, input }) => decideRelationship(ctx.scope, input)),
  undo: keeper.input(UndoRelationship).output(Done).mutation(({ ctx, input }) => undoRelationship(ctx.scope, input)),
});
