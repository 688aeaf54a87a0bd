import type { ClosingState, SuspensionCause } from "@/server/generated/prisma/enums";
import type { ClosingCheck } from "@/server/closing/closing.rules";
import type { CancelReason, CancelTime } from "@/server/lifecycle/cancel.rules";

export const suspensionCauseWords: Record<SuspensionCause, string> = { customer: "企业自助暂停", arrears: "欠费", operator: "运营商停机", apFault: "应用系统故障", authority: "依法停机", cap: "用量达到上限" };
/** Who may lift a cause, and what a whole month of it costs (CH6). */
export const suspensionRuleWords: Record<SuspensionCause, { lifts: string; fee: string }> = {
  customer: { lifts: "企业自己，或到期自动恢复", fee: "开始的当月照收，之后整月免月费（有停机保号费的除外）" },
  arrears: { lifts: "缴清后自动恢复", fee: "收到当期期末，之后不再收" },
  operator: { lifts: "两位员工复核后恢复", fee: "整月免收" },
  apFault: { lifts: "故障排除后自动恢复", fee: "照收，按故障时长减免" },
  authority: { lifts: "司法协助岗凭文书恢复", fee: "整月免收" },
  cap: { lifts: "提高上限或下期自动恢复", fee: "照收" },
};

export const cancelTimeWords: Record<CancelTime, { word: string; hint: string }> = {
  term: { word: "用到期末", hint: "默认方式，已付的用完为止" },
  month: { word: "用到本月底，退还包年余额", hint: "按标准月费扣除已开始的月份" },
  now: { word: "立即停用，全额退款", hint: "开通后几天内没有使用过的产品" },
};
export const cancelReasonWords: Record<CancelReason, string> = { notNeeded: "业务不再需要", tooDear: "费用太高", missesFunctions: "功能不够用", hardToUse: "不好用或学不会", otherProvider: "换用其他产品", other: "其他" };
export const notNowWords: Record<string, string> = { returnOver: "开通后 7 天内可以全额退款，现在已过期限。", returnStopped: "产品停机中，不能立即全额退款；可以用到期末。", returnUsed: "产品已有使用记录，不能全额退款。", returnsUsedUp: "最近 12 个月已全额退订 3 次，不能再全额退款。" };

/** CH10: what stands in the way of closing an account, and what settles it. */
export const closingCheckWords: Record<ClosingCheck, { done: string; /** With `count` of what is open. */ open: string; act: string }> = {
  products: { done: "没有使用中的产品", open: "还有 {count} 个产品，请先退订或等到期", act: "去退订" },
  children: { done: "没有子帐户", open: "还有 {count} 个子帐户（含开户中和等待加入的），请先关闭、转出或取消加入", act: "去查看" },
  orders: { done: "没有办理中的订单", open: "还有 {count} 个订单在办理，请等办结或取消", act: "去查看" },
  disputes: { done: "没有处理中的异议", open: "还有 {count} 个帐单异议在处理", act: "去查看" },
  bills: { done: "帐单都已付清", open: "还有 {count} 张帐单没有付清", act: "去付款" },
  withdrawals: { done: "没有办理中的退回申请", open: "还有 {count} 个退回余额的申请在办理", act: "去查看" },
  returnAccount: { done: "余额有退回的去处", open: "余额需要退回到对公账户，请先登记", act: "去登记" },
};
export const closingStateWords: Record<ClosingState, { word: string; tone: "info" | "success" | "neutral" | "warning" }> = {
  asked: { word: "待受理", tone: "info" }, settling: { word: "正在结清", tone: "info" }, closed: { word: "已关闭，可恢复", tone: "warning" }, reopened: { word: "已恢复", tone: "success" }, undone: { word: "没有办理", tone: "neutral" }, erased: { word: "已关闭，数据已删除", tone: "neutral" }, purged: { word: "已关闭", tone: "neutral" },
};
