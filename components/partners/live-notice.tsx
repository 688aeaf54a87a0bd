import type { ReactNode } from "react";
import { liveWords } from "@/messages/zh-CN";
import type { Shown } from "@/server/partners/live.rules";
import { useSay } from "#say";
import { Alert } from "../ui/alert";
import { liveSentence, liveSince } from "./live-badge";

const tones = { down: "danger", degraded: "warning", planned: "info" } as const;

/** PR12: tells whoever opens a product that its application is not as usual; nothing while all is well. */
export function LiveNotice({ shown, actions }: { shown: Shown; actions?: ReactNode }) {
  const say = useSay();
  const { state } = shown;
  if (state !== "down" && state !== "degraded" && state !== "planned") return null;
  return <Alert tone={tones[state]} title={say("{word}，{since}", { word: say.word(liveWords[state].word), since: liveSince(say, shown) })} actions={actions}>{liveSentence(say, shown)}</Alert>;
}
