import type { LookKind, LookReason } from "@/server/generated/prisma/enums";
import type { LookGroup, MaskedField } from "@/server/access/look.rules";

/** What was looked at, for the company that reads it. */
export const lookKindWords: Record<LookKind, string> = {
  customerPage: "查看企业资料页", reviewPage: "查看审核材料", ticketPage: "查看服务单", quotePage: "查看询价和报价", productPage: "查看产品", billPage: "查看帐单", withdrawalPage: "查看退回余额申请",
  paper: "下载证照", billFile: "下载帐单", contractFile: "下载合同", fapiaoFile: "下载发票", reveal: "查看完整信息", partnerRequests: "查看开通请求",
  viewBegun: "开始以客户视角查看", viewPage: "以客户视角查看", viewEnded: "结束以客户视角查看",
};
export const lookGroupWords: Record<LookGroup, string> = { page: "查看页面", file: "下载文件", reveal: "查看完整信息", view: "客户视角", partner: "应用提供方" };
export const lookReasonWords: Record<LookReason, string> = { verify: "核对办理材料", contact: "电话联系企业", ticket: "处理服务单", payOut: "退款、付款", fapiao: "开具发票", other: "其他原因" };
export const maskedFieldWords: Record<MaskedField, string> = { phone: "手机", email: "邮箱", contactNumber: "联系电话", currentNumber: "现用号码", administratorEmail: "管理员邮箱", bankAccount: "银行帐号" };
export const lookFieldWords = { ticketNumberMissing: "请填写服务单号", ticketNotTheirs: "这家企业没有这张服务单，请核对单号", ticketOver: "这张服务单已经办结，不能再以它为由查看" } as const;
