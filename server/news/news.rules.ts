import { mayReach } from "../platforms/province.rules";
import type { NewsState } from "./news.schema";

type Timed = { startsAt: Date; endsAt: Date | null; withdrawnAt: Date | null };

/** PN8: where a piece of news stands at an instant; half-open, so at its end minute it is gone. */
export function newsStateOf({ startsAt, endsAt, withdrawnAt }: Timed, now: Date): NewsState {
  if (withdrawnAt) return "withdrawn";
  if (endsAt && endsAt <= now) return "ended";
  return startsAt > now ? "upcoming" : "current";
}

/** The same as a query's condition, so that list and pages cannot tell differently. */
export const newsWhere = (state: NewsState, now: Date) =>
  ({
    withdrawn: { withdrawnAt: { not: null } },
    ended: { withdrawnAt: null, endsAt: { lte: now } },
    upcoming: { withdrawnAt: null, startsAt: { gt: now }, OR: [{ endsAt: null }, { endsAt: { gt: now } }] },
    current: { withdrawnAt: null, startsAt: { lte: now }, OR: [{ endsAt: null }, { endsAt: { gt: now } }] },
  })[state];

export type NewsProblem = { field: "startsAt" | "endsAt" | "englishTitle" | "englishText" | "provinceIds"; code: string };

type Wanted = { startsAt: Date; endsAt: Date | null; englishTitle: string; englishText: string; provinceIds: readonly string[] };

/** Every reason at its field why news cannot stand. `allowed`: the provinces that its writer may speak to; `mayAll`: whether to all at once. */
export function newsProblems({ startsAt, endsAt, englishTitle, englishText, provinceIds }: Wanted, { now, allowed, mayAll }: { now: Date; allowed: readonly string[]; mayAll: boolean }): NewsProblem[] {
  const problems: NewsProblem[] = [];
  if (endsAt && endsAt <= startsAt) problems.push({ field: "endsAt", code: "endBeforeStart" });
  else if (endsAt && endsAt <= now) problems.push({ field: "endsAt", code: "newsEndPast" });
  if (englishTitle !== "" && englishText === "") problems.push({ field: "englishText", code: "englishHalf" });
  if (englishText !== "" && englishTitle === "") problems.push({ field: "englishTitle", code: "englishHalf" });
  if (!mayReach(provinceIds, { allowed, mayAll })) problems.push({ field: "provinceIds", code: "provinceMissing" });
  return problems;
}

export const paragraphsOf = (text: string): string[] => text.split(/\n\s*\n/).map((part) => part.trim()).filter(Boolean);
