import { memberRoleNames } from "@/server/accounts/member.words";
import type { CustomerRole, Permission } from "@/server/kernel/permissions";

export const roleWords = memberRoleNames;

/** What each role is for, in a line. */
export const roleAboutWords: Record<CustomerRole, string> = {
  owner: "全部权限，管理成员、子帐号和企业资料",
  buyer: "订购、变更和退订产品",
  approver: "审批超过额度的订单，查看订单、帐单和余额",
  finance: "付款、帐单、发票、预算和资金划拨",
  itAdmin: "维护使用产品的员工名单，分配席位，提交服务单",
  reader: "只能查看",
  employee: "打开分配给自己的应用",
};

type Ability = { permission: Permission; word: string };
/** AI9: what a company's people may do here, by room; a test holds it to every call that they can make. */
export const abilityWords: readonly { title: string; abilities: readonly Ability[] }[] = [
  { title: "产品和订单", abilities: [
    { permission: "productOrder.read", word: "查看订单" }, { permission: "productOrder.submit", word: "提交订单" }, { permission: "productOrder.cancel", word: "取消订单、撤销变更" }, { permission: "productOrder.ask", word: "在订单里留言" }, { permission: "quote.read", word: "查看报价" }, { permission: "quote.ask", word: "询价、还价、谢绝报价" },
    { permission: "product.read", word: "查看产品和用量" }, { permission: "product.change", word: "变更套餐和数量" }, { permission: "product.renew", word: "设置续订和试用结束后的处理" }, { permission: "product.end", word: "暂停、恢复和退订产品" }, { permission: "product.transfer", word: "在上级帐号和子帐号之间转移产品" }, { permission: "coupon.read", word: "查看优惠券" }, { permission: "orderApproval.read", word: "查看审批" }, { permission: "orderApproval.decide", word: "审批超过额度的订单" }, { permission: "orderApproval.setUp", word: "安排谁来审批" },
    { permission: "seat.assign", word: "分配和收回席位，邀请员工登录" }, { permission: "app.open", word: "打开自己的应用" },
  ] },
  { title: "费用", abilities: [
    { permission: "balance.read", word: "查看余额" }, { permission: "payment.make", word: "充值、付款和退回余额" }, { permission: "bill.read", word: "查看帐单和预算" }, { permission: "bill.dispute", word: "提出帐单异议" }, { permission: "bill.promise", word: "承诺付款" }, { permission: "bill.confirm", word: "确认异常帐单" },
    { permission: "budget.manage", word: "设置预算和费用标签" }, { permission: "fapiao.read", word: "查看发票" }, { permission: "fapiao.ask", word: "申请发票" }, { permission: "spendingCap.read", word: "查看额度" }, { permission: "spendingCap.set", word: "设置额度" }, { permission: "fund.read", word: "查看与子帐号的划拨" }, { permission: "childPayer.set", word: "决定子帐号由谁付费" }, { permission: "fund.move", word: "向子帐号划拨和收回" },
  ] },
  { title: "企业和成员", abilities: [
    { permission: "account.read", word: "查看企业资料和成员" }, { permission: "dataLook.read", word: "查看谁看过企业资料" }, { permission: "dataTakeout.take", word: "导出企业全部资料" }, { permission: "company.change", word: "变更企业资料" }, { permission: "paper.handIn", word: "提交证照" }, { permission: "membership.manage", word: "邀请、调整和移除成员，移交管理员" }, { permission: "joinRequest.decide", word: "处理加入申请" }, { permission: "companySignIn.manage", word: "设置企业统一登录" },
    { permission: "enterpriseUser.read", word: "查看企业用户" }, { permission: "enterpriseUser.change", word: "维护企业用户" }, { permission: "childAccount.read", word: "查看子帐号" }, { permission: "childAccount.open", word: "开立和管理子帐号" }, { permission: "accountRelationship.manage", word: "让帐号加入或离开上级企业" }, { permission: "account.close", word: "销户" }, { permission: "ownerRecovery.object", word: "对更换管理员提出异议" },
  ] },
  { title: "服务和登录", abilities: [
    { permission: "troubleTicket.read", word: "查看服务单" }, { permission: "troubleTicket.open", word: "提交和处理服务单" }, { permission: "ownData.manage", word: "查看、更正、导出和删除自己的个人信息，管理自己的同意" }, { permission: "policy.agree", word: "阅读和同意隐私政策、用户协议" }, { permission: "session.manage", word: "管理自己的登录和密码" }, { permission: "notice.read", word: "查看自己的消息" }, { permission: "noticeChoice.set", word: "设置自己的提醒" }, { permission: "noticeDefault.set", word: "按角色设置提醒的默认" }, { permission: "noticeTimes.set", word: "设置自己的免打扰时段和语言" }, { permission: "pushDevice.manage", word: "管理自己接收推送的设备" },
  ] },
];
