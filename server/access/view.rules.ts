import type { ViewEnding } from "../generated/prisma/enums";

/** A view ends by itself after so long. */
export const VIEW_MINUTES = 30;
/** The way from the console's host to the storefront's must be gone within so long. */
export const HAND_OVER_SECONDS = 60;

type ViewNow = { now: Date; secretUntil: Date; begunAt: Date | null; expiresAt: Date | null; isTicketOver: boolean; isClerkHere: boolean };

/** Why a view that nobody ended is over; null while it goes on. */
export function viewEnding({ now, secretUntil, begunAt, expiresAt, isTicketOver, isClerkHere }: ViewNow): ViewEnding | null {
  if (begunAt === null) return secretUntil <= now ? "unused" : null;
  if (expiresAt === null || expiresAt <= now) return "time";
  if (isTicketOver) return "ticket";
  return isClerkHere ? null : "staff";
}
