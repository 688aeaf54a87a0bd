import type { z } from "zod";
import { liveTexts, liveWords } from "@/messages/zh-CN";
import type { Shown } from "@/server/partners/desk.schema";
import type { Say } from "@/messages/say";
import { StateBadge } from "../patterns/state-badge";

type Props = { shown: z.output<typeof Shown> };

/** PR12: how an application is, as a word. */
export function LiveBadge({ shown }: Props) {
  return <StateBadge state={shown.state} words={liveWords} />;
}

/** Since when it is so; of announced work until when. */
export function liveSince(say: Say, { state, since, until }: Props["shown"]): string {
  if (state === "unknown") return "";
  return until ? say("{since} 至 {until}", { since: say.instant(since), until: say.instant(until) }) : say("自 {since}", { since: say.instant(since) });
}

/** The same with what it means. */
export const liveSentence = (say: Say, { state, text }: Props["shown"]): string => (text ? say("{meaning}{text}", { meaning: say.word(liveTexts[state]), text }) : say.word(liveTexts[state]));
