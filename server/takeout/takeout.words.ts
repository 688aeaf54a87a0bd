import { memberRoleNames } from "../accounts/member.words";
import { capKindNames } from "../authority/approval.words";
import { billStateWords, channelWords, fapiaoKindWords, fapiaoStateWords, orderStageWords, payTypeWords, paymentChannelWords, paymentPurposeWords, paymentStateWords, productStateWords, quoteStateWords, ticketKindWords, ticketSideWords, ticketStateWords } from "../../messages/zh-CN";
import type { ApprovalState, CustomerState, FundDirection, OrderOperation, RateKind, SeatEnd } from "../generated/prisma/enums";
import type { Column, Kind } from "./takeout.rules";

const bare = <State extends string>(words: Record<State, { word: string }>) => Object.fromEntries(Object.entries<{ word: string }>(words).map(([code, { word }]) => [code, word]));
const operations: Record<OrderOperation, string> = { order: "订购", change: "变更套餐", seats: "变更数量", suspend: "暂停", resume: "恢复", cancel: "退订", close: "销户" };
const approvals: Record<ApprovalState, string> = { open: "等待审批", approved: "同意", refused: "拒绝", expired: "逾期", withdrawn: "撤回" };
const accountStates: Record<CustomerState, string> = { open: "正常", suspended: "停用", closeAsked: "申请销户", settling: "结清中", closed: "已销户", purged: "已注销" };
const rateKinds: Record<RateKind, string> = { firstPeriod: "首期", recurring: "月费", usage: "用量", resumption: "恢复", change: "变更补收", discount: "优惠", credit: "减免", lateFee: "违约金", hold: "暂停保留费" };
const directions: Record<FundDirection, string> = { down: "划给子帐号", back: "收回" };
const seatEnds: Record<SeatEnd, string> = { byHand: "收回", userRemoved: "员工离开", fewerSeats: "数量减少", moved: "产品转到集团的另一个帐号" };

const text = (name: string, title: string): Column => ({ name, title, kind: "text" });
const fen = (name: string, title: string): Column => ({ name, title, kind: "fen" });
const count = (name: string, title: string): Column => ({ name, title, kind: "number" });
const at = (name: string, title: string): Column => ({ name, title, kind: "instant" });
const day = (name: string, title: string): Column => ({ name, title, kind: "day" });
const code = (name: string, title: string, words: Readonly<Record<string, string>>): Column => ({ name, title, kind: "code", words });
const list = (name: string, title: string, words?: Readonly<Record<string, string>>): Column => ({ name, title, kind: "list", ...(words ? { words } : {}) });

const kind = (file: string, title: string, reach: Kind["reach"], ...columns: Column[]): Kind => ({ file, title, reach, columns: [text("account", "帐号"), ...columns] });

/** DP1: every kind of data that a company takes out, in the order of the file. */
export const takeoutKinds = {
  accounts: kind("accounts", "帐号", "group", text("companyName", "企业名称"), text("creditCode", "信用代码"), text("label", "名称"), code("state", "状态", accountStates), code("payType", "付费方式", payTypeWords), text("contactName", "联系人"), text("contactPhone", "联系电话"), text("contactEmail", "联系邮箱"), text("address", "地址"), at("openedAt", "开户时间")),
  members: kind("members", "成员", "own", text("name", "姓名"), text("email", "邮箱"), code("role", "角色", memberRoleNames), { name: "isActive", title: "在用", kind: "code" }, at("createdAt", "加入时间")),
  users: kind("users", "企业用户", "own", text("employeeNumber", "工号"), text("name", "姓名"), text("department", "部门"), text("email", "邮箱"), text("phone", "电话"), at("createdAt", "建立时间"), at("removedAt", "移除时间")),
  orders: kind("orders", "订单", "group", text("number", "订单号"), code("operation", "办理事项", operations), code("stage", "进度", bare(orderStageWords)), code("channel", "渠道", channelWords), code("payType", "付费方式", payTypeWords), fen("firstBillFen", "首期金额"), fen("monthlyFen", "月费"), text("note", "备注"), text("acceptedByName", "提交人"), at("submittedAt", "提交时间"), at("closedAt", "办结时间")),
  orderItems: kind("order-items", "订单内容", "group", text("orderNumber", "订单号"), text("specificationName", "产品"), text("offeringName", "套餐"), count("seats", "数量"), text("seatName", "单位"), fen("firstBillFen", "首期金额"), fen("monthlyFen", "月费")),
  quotes: kind("quotes", "询价", "group", text("number", "询价号"), text("specificationName", "产品"), text("offeringName", "套餐"), count("seats", "数量"), text("seatName", "单位"), text("wish", "需求"), code("state", "状态", bare(quoteStateWords)), day("validTo", "有效期"), text("askedByName", "提交人"), at("askedAt", "提交时间"), at("closedAt", "结束时间")),
  quoteOffers: kind("quote-offers", "报价方案", "group", text("quoteNumber", "询价号"), count("offerNumber", "方案"), text("specificationName", "产品"), text("offeringName", "套餐"), count("seats", "数量"), fen("monthlyFen", "月费"), fen("listMonthlyFen", "标准月费"), fen("firstYearFen", "首年合计"), day("validTo", "有效期"), text("note", "说明"), at("issuedAt", "报价时间")),
  quoteMessages: kind("quote-messages", "询价留言", "group", text("quoteNumber", "询价号"), text("authorName", "姓名"), text("text", "内容"), at("at", "时间")),
  approvals: kind("approvals", "订单审批", "group", text("orderNumber", "订单号"), code("state", "结果", approvals), text("askedByName", "提交人"), at("askedAt", "提交时间"), text("decidedByName", "审批人"), at("decidedAt", "审批时间"), text("note", "说明")),
  products: kind("products", "产品", "group", text("specificationName", "产品"), text("offeringName", "套餐"), count("seats", "数量"), text("seatName", "单位"), code("state", "状态", bare(productStateWords)), text("businessId", "业务标识"), text("tag", "费用标签"), fen("monthlyFen", "月费"), day("startedOn", "起始日"), day("endsOn", "最后一天")),
  seats: kind("seats", "席位", "group", text("productName", "产品"), text("employeeNumber", "工号"), text("userName", "使用人"), at("assignedAt", "分配时间"), text("assignedByName", "分配人"), at("withdrawnAt", "收回时间"), text("withdrawnByName", "收回人"), code("end", "收回原因", seatEnds)),
  bills: kind("bills", "帐单", "group", text("number", "帐单号"), day("periodFrom", "帐期"), code("state", "状态", bare(billStateWords)), code("payType", "付费方式", payTypeWords), fen("totalFen", "应付（含税）"), fen("netFen", "不含税"), fen("taxFen", "税额"), fen("paidFen", "已付"), day("dueOn", "付款期限"), at("sentAt", "出帐时间"), at("settledAt", "付清时间")),
  billLines: kind("bill-lines", "费用明细", "group", text("billNumber", "帐单号"), code("kind", "类别", rateKinds), day("periodFrom", "帐期"), text("specificationName", "产品"), text("offeringName", "套餐"), text("name", "费用"), text("formula", "计算"), count("seats", "数量"), fen("grossFen", "金额（含税）"), fen("netFen", "不含税"), fen("taxFen", "税额"), fen("paidFen", "已付")),
  payments: kind("payments", "付款", "own", text("number", "付款号"), code("purpose", "用途", paymentPurposeWords), code("channel", "方式", paymentChannelWords), code("state", "状态", bare(paymentStateWords)), fen("amountFen", "金额"), fen("refundedFen", "已退"), text("byName", "付款人"), at("createdAt", "提交时间"), at("paidAt", "到账时间")),
  movements: kind("balance-movements", "余额变动", "own", text("memo", "说明"), fen("cashFen", "可用余额变动"), fen("heldFen", "预占变动"), text("byName", "经手"), at("effectiveAt", "时间")),
  fundMoves: kind("fund-moves", "资金划拨", "group", code("direction", "方向", directions), fen("amountFen", "金额"), text("byName", "经手"), at("at", "时间")),
  fapiao: kind("fapiao", "发票", "group", text("number", "申请号"), code("kind", "种类", fapiaoKindWords), code("state", "状态", bare(fapiaoStateWords)), text("titleName", "抬头"), text("taxNumber", "税号"), fen("grossFen", "金额（含税）"), fen("taxFen", "税额"), text("invoiceNumber", "发票号码"), text("askedBy", "申请人"), at("askedAt", "申请时间"), at("issuedAt", "开具时间")),
  tickets: kind("tickets", "服务单", "group", text("number", "服务单号"), text("name", "主题"), text("description", "详细情况"), code("ticketType", "类型", ticketKindWords), code("state", "状态", bare(ticketStateWords)), text("openedByName", "提交人"), at("createdAt", "提交时间"), at("resolvedAt", "解决时间")),
  ticketNotes: kind("ticket-notes", "服务单留言", "group", text("ticketNumber", "服务单号"), code("side", "谁说的", ticketSideWords), text("author", "姓名"), text("text", "内容"), at("at", "时间")),
  authorisations: kind("authorisations", "对子帐号的授权", "group", text("specificationCode", "产品代码"), text("productClass", "产品类别"), list("offeringCodes", "套餐代码"), count("seatCeiling", "数量上限"), day("startsOn", "起始日"), day("endsOn", "最后一天"), text("grantedByName", "授权人"), at("grantedAt", "授权时间"), text("withdrawnByName", "收回人"), at("withdrawnAt", "收回时间")),
  caps: kind("caps", "额度", "group", code("kind", "种类", capKindNames), fen("limitFen", "额度"), { name: "isHard", title: "超过即拒绝", kind: "code" }, text("setByName", "设置人"), at("setAt", "设置时间"), text("endedByName", "停用人"), at("endedAt", "停用时间")),
} as const satisfies Record<string, Kind>;
export type TakeoutKind = keyof typeof takeoutKinds;
