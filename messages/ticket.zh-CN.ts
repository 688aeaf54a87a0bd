import type { TicketSide, TicketState } from "@/server/generated/prisma/enums";
import type { TicketHolder, shownTicketKinds, ticketGroups, ticketKinds } from "@/server/tickets/ticket.rules";
import type { Words } from "./money.zh-CN";
import type { Say } from "./say";

/** A case's states in its company's words. */
export const ticketStateWords: Words<TicketState> = {
  acknowledged: { word: "已提交", tone: "info" },
  inProgress: { word: "处理中", tone: "info" },
  pending: { word: "等您补充情况", tone: "warning" },
  held: { word: "暂缓处理", tone: "neutral" },
  resolved: { word: "已解决，等您确认", tone: "warning" },
  closed: { word: "已办结", tone: "success" },
  rejected: { word: "未受理", tone: "danger" },
  cancelled: { word: "已撤回", tone: "neutral" },
};
/** The same as staff read them. */
export const ticketStateStaffWords: Words<TicketState> = { ...ticketStateWords, pending: { word: "等客户补充情况", tone: "warning" }, resolved: { word: "已解决，等客户确认", tone: "warning" } };

const stepWords: Record<TicketState, string> = {
  acknowledged: "提交服务单", inProgress: "开始处理", pending: "需要补充情况", held: "暂缓处理", resolved: "处理完毕，等待确认", closed: "确认解决，服务单办结", rejected: "没有受理", cancelled: "撤回服务单",
};
/** A step of a case, as what happened: an agent registers what a company hands in, and a company's answer lets the work go on. */
export const ticketStepText = (state: TicketState, side: TicketSide): string => (state === "acknowledged" && side === "service" ? "登记服务单" : state === "inProgress" && side === "company" ? "继续处理" : stepWords[state]);

export const ticketKindWords: Record<(typeof shownTicketKinds)[number], string> = { fault: "故障", question: "咨询", complaint: "投诉", other: "其他" };
export const ticketKindHints: Record<(typeof ticketKinds)[number], string> = { fault: "用不了、变慢或出错", question: "怎么用、怎么办理", complaint: "对服务不满意" };
export const ticketGroupWords: Record<(typeof ticketGroups)[number], string> = { active: "处理中", yours: "等您回应", ended: "已结束" };
export const ticketDeskGroupWords = { active: "处理中", onTheWay: "10060 未受理", yours: "等客户回应", ended: "已结束" } as const;
export const ticketContactWords = { here: "在网上答复", phone: "电话", email: "邮件" } as const;
export const ticketSideWords = { company: "企业", service: "10060 客服", staff: "省公司" } as const;

/** Who has the next step, as its company or the staff read it; `agent` is the name that the service desk gave. */
export const ticketHolderText = (say: Say, holder: TicketHolder, agent: string, reader: "company" | "staff" = "company"): string => {
  const by = agent === "" ? "" : say("，客服 {agent}", { agent });
  const words: Record<TicketHolder, string> = {
    nobody: say("已结束"), company: `${reader === "company" ? say("等您回应") : say("等客户回应")}${by}`, onTheWay: say("正在转给 10060，等待受理"), nowhere: say("测试环境，不转 10060"),
    taken: `${say("10060 已受理")}${by}`, agent: agent === "" ? say("10060 已受理") : say("10060 已受理，客服 {agent} 处理", { agent }),
  };
  return words[holder];
};

export const ticketFieldWords = { caseProductUnknown: "没有这个产品，请重新选择", badCharacters: "含有不能使用的字符，请删去后重填" } as const;
export const ticketReasonWords = { caseFull: "这张服务单的留言已满 200 条，请另开一张或拨打 10060。" } as const;
