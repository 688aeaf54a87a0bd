import type { z } from "zod";
import { liveTexts, liveWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import type { Shown } from "@/server/partners/desk.schema";
import { StateBadge } from "../patterns/state-badge";

type Props = { shown: z.output<typeof Shown> };

/** PR12: how an application is, as a word. */
export function LiveBadge({ shown }: Props) {
  return <StateBadge state={shown.state} words={liveWords} />;
}

/** Since when it is so; of announced work until when. */
export function liveSince({ state, since, until }: Props["shown"]): string {
  if (state === "unknown") return "";
  return until ? `${formatInstant(since)} 至 ${formatInstant(until)}` : `自 ${formatInstant(since)}`;
}

/** The same with what it means. */
export const liveSentence = ({ state, text }: Props["shown"]): string => (text ? `${liveTexts[state]}${text}` : liveTexts[state]);
