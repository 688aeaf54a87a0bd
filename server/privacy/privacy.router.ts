import { z } from "zod";
import { router, staffProcedure } from "../trpc";
import { RetentionBoard } from "./privacy.schema";
import { retentionBoard } from "./privacy.service";

/** What is kept of people, for staff. */
export const dataMapRouter = router({
  retention: staffProcedure("dataMap.read").input(z.strictObject({})).output(RetentionBoard).query(({ ctx }) => retentionBoard(ctx.scope)),
});
