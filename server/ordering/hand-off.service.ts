import { randomBytes } from "node:crypto";
import type { Tx } from "../db";
import type { HandOffKind } from "../generated/prisma/enums";
import type { Scope } from "../scope";
import { handOffCode } from "./order.rules";

/** How long a code can be opened at the counter (rules 4.3.A). */
export const HAND_OFF_DAYS = 15;
type Form = { kind: HandOffKind; orderId?: string; openingId?: string; provinceId: string; papers: string[] };

/** OR5: keeps a filled form for the counter under a code, valid 15 days, with the papers to bring. */
export async function createHandOff(tx: Tx, scope: Scope, { kind, orderId, openingId, provinceId, papers }: Form): Promise<{ code: string; expiresAt: Date }> {
  const now = scope.now();
  const code = handOffCode(randomBytes(16));
  const expiresAt = new Date(now.getTime() + HAND_OFF_DAYS * 86_400_000);
  await tx.handOff.create({ data: { code, kind, provinceId, orderId: orderId ?? null, openingId: openingId ?? null, papers, createdAt: now, expiresAt } });
  return { code, expiresAt };
}
