import type { Pair } from "./template.rules";

/** Words of what is told of faults. */
export const serviceWords = {
  "problem.begun": {
    "zh-CN": { subject: "已知故障：{title}", text: "{at} 起，{title}。我们正在处理{?isExpected}，预计 {expected} 恢复{/isExpected}，不用再报障。恢复后会再告诉您。" },
    en: { subject: "Known fault: {title}", text: "Since {at}: {title}. We are working on it{?isExpected} and expect it to be over by {expected}{/isExpected}; there is no need to report it. We shall write again when it is over.", link: "View faults" },
  },
  "problem.resolved": {
    "zh-CN": { subject: "已恢复：{title}", text: "{title}已于 {at} 恢复。如果您那里还不正常，请在“服务与报障”里告诉我们。" },
    en: { subject: "Over: {title}", text: "{title} is over since {at}. If something still does not work for you, please tell us under service.", link: "View faults" },
  },
} as const satisfies Record<string, Pair>;
