import type { Scope } from "../scope";
import { sendCode } from "./code.service";

/** AI16: sends a sign-in code to a phone that somebody here has confirmed; the answer is the same for any other (promise 34). */
export async function sendSignInCode(scope: Scope, { phone }: { phone: string }): Promise<void> {
  const known = await scope.db.person.findFirst({ where: { phone, phoneConfirmedAt: { not: null }, isSuspended: false }, select: { id: true } });
  await sendCode(scope, { purpose: "signIn", subject: phone, isDelivered: known !== null });
}
