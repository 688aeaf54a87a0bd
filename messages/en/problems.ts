import type { Dictionary } from "../say";

/** What the pages of known faults say. */
export const problems = {
  "已知故障：{problemTitle}": "Known fault: {problemTitle}",
  "{map}，{beganAt} 起": "{map}, since {beganAt}",
  "，预计 {expectedAt} 恢复": ", expected to be over by {expectedAt}",
  "。{updatesText} 不用再报障，恢复后会告诉您。": ". {updatesText} There is no need to report it; we tell you when it is over.",
} as const satisfies Dictionary;
