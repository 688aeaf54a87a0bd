import type { CancelDetails } from "./cancel.rules";
import type { PauseDetails } from "./pause.rules";

/** Changes that end or rest a product rather than giving it other terms. */
export const lifeKinds = ["pause", "resume", "cancel"] as const;
export type LifeKind = (typeof lifeKinds)[number];
export const isLife = ({ kind }: { kind: string }): boolean => (lifeKinds as readonly string[]).includes(kind);

/** A pause or a cancellation as it is shown; null for other terms. */
export function lifeOf({ kind, details }: { kind: string; details: unknown }) {
  if (!isLife({ kind })) return null;
  const { months = 0, until = null, holdFeeFen = "0" } = details as Partial<PauseDetails>;
  const { when = null, refundFen = "0", reason = null, comment = "" } = details as Partial<CancelDetails>;
  return { months, until, holdFeeFen: BigInt(holdFeeFen), when, refundFen: BigInt(refundFen), reason, comment };
}
