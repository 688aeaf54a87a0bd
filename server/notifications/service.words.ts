import type { NoticeKind } from "./kind.rules";
import type { Pair } from "./template.rules";

/** Words of what is told of faults and service cases, and of all that waited for the day's digest. */
export const serviceWords = {
  "problem.begun": {
    "zh-CN": { subject: "已知故障：{title}", text: "{at} 起，{title}。我们正在处理{?isExpected}，预计 {expected} 恢复{/isExpected}，不用再报障。恢复后会再告诉您。", link: "查看故障公告" },
    en: { subject: "Known fault: {title}", text: "Since {at}: {title}. We are working on it{?isExpected} and expect it to be over by {expected}{/isExpected}; there is no need to report it. We shall write again when it is over.", link: "View faults" },
  },
  "problem.resolved": {
    "zh-CN": { subject: "已恢复：{title}", text: "{title}已于 {at} 恢复。如果您那里还不正常，请在“服务与报障”里告诉我们。", link: "查看故障公告" },
    en: { subject: "Over: {title}", text: "{title} is over since {at}. If something still does not work for you, please tell us under service.", link: "View faults" },
  },
  "troubleTicket.resolved": {
    "zh-CN": { subject: "服务单 {number} 已解决，请您确认", text: "您的服务单 {number}{?hasTitle}“{title}”{/hasTitle}已经处理完。请打开服务单确认是否解决；没有解决的，可以在里面说明，我们继续处理。{?hasNote}\n{said}{/hasNote}", link: "查看服务单" },
    en: { subject: "Service case {number}: solved, please confirm", text: "Your service case {number}{?hasTitle} “{title}”{/hasTitle} has been dealt with. Please open it and confirm that it is solved; if it is not, tell us there and we go on with it.{?hasNote}\n{said}{/hasNote}", link: "View case" },
  },
  "troubleTicket.rejected": {
    "zh-CN": { subject: "服务单 {number} 没有受理", text: "您的服务单 {number}{?hasTitle}“{title}”{/hasTitle}没有受理。{?hasNote}\n{said}{/hasNote}", link: "查看服务单" },
    en: { subject: "Service case {number}: not accepted", text: "Your service case {number}{?hasTitle} “{title}”{/hasTitle} was not accepted.{?hasNote}\n{said}{/hasNote}", link: "View case" },
  },
  "troubleTicket.pending": {
    "zh-CN": { subject: "服务单 {number} 需要您补充情况", text: "您的服务单 {number}{?hasTitle}“{title}”{/hasTitle}需要您补充情况后才能继续处理。{?hasNote}\n{said}{/hasNote}", link: "查看服务单" },
    en: { subject: "Service case {number}: please tell us more", text: "Your service case {number}{?hasTitle} “{title}”{/hasTitle} needs more from you before we can go on with it.{?hasNote}\n{said}{/hasNote}", link: "View case" },
  },
  "troubleTicket.answered": {
    "zh-CN": { subject: "服务单 {number} 有新的答复", text: "您的服务单 {number}{?hasTitle}“{title}”{/hasTitle}有新的答复：{?hasNote}\n{said}{/hasNote}", link: "查看服务单" },
    en: { subject: "Service case {number}: new answer", text: "Your service case {number}{?hasTitle} “{title}”{/hasTitle} has a new answer:{?hasNote}\n{said}{/hasNote}", link: "View case" },
  },
  "digest.daily": {
    "zh-CN": { subject: "每日摘要：{count} 条消息", text: "昨天到今天有 {count} 条消息：\n{list}{?isMore}\n另有 {rest} 条，请到消息中心查看。{/isMore}", link: "查看全部消息" },
    en: { subject: "Daily digest, messages: {count}", text: "Messages since yesterday ({count}):\n{list}{?isMore}\nThere are {rest} more in your notice centre.{/isMore}", link: "View all messages" },
  },
} as const satisfies Partial<Record<NoticeKind, Pair>>;
