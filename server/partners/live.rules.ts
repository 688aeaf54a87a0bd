import type { LiveState } from "../generated/prisma/enums";

export const shownStates = ["unknown", "normal", "degraded", "down", "planned"] as const;
/** What people read of an application: its heartbeat, or that work was announced for now. */
export type ShownState = (typeof shownStates)[number];
export type Shown = { state: ShownState; since: Date; until: Date | null; text: string | null };

type Live = { liveState: LiveState; liveSince: Date };
type Work = { fromAt: Date; toAt: Date; endedAt: Date | null; text: string };

/** PR12: announced work goes before what the heartbeat says, since a system that is being worked on may well not answer. */
export function shownState({ liveState, liveSince }: Live, works: readonly Work[], now: Date): Shown {
  const work = works.find(({ fromAt, toAt, endedAt }) => fromAt <= now && now < toAt && (endedAt === null || now < endedAt));
  return work ? { state: "planned", since: work.fromAt, until: work.toAt, text: work.text } : { state: liveState, since: liveSince, until: null, text: null };
}
