import { z } from "zod";
import { publicProcedure, router } from "../trpc";
import { sendSignInCode } from "./sign-in.service";

export const signInRouter = router({
  sendCode: publicProcedure("person.signIn")
    .input(z.strictObject({ phone: z.string().regex(/^1\d{10}$/, { error: "phoneWrong" }) }))
    .output(z.void())
    .mutation(({ ctx, input }) => sendSignInCode(ctx.scope, input)),
});
