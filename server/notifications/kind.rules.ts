import type { ConsentPurpose } from "../privacy/consent.rules";

/** What a person reads of an event: its topic in the notice centre, and why it cannot be switched off, if so. */
type Event = {
  topic: "orders" | "money" | "people" | "service";
  word: string;
  about: string;
  /** A notice that law or safety asks for: always mailed and pushed, whatever somebody chose. */
  must?: string;
  /** Waits for nobody's quiet hours. */
  isUrgent?: true;
  kinds: readonly string[];
};

const LAW = "法律和合同要求必须告知";
const SAFETY = "关系到您的帐号安全，必须告知";

/**
 * NT4: every kind of message to a company's people, by the event that they know it as. A message of a kind that stands neither here nor among
 * the others below does not compile.
 */
export const noticeEvents = {
  orderProgress: {
    topic: "orders", word: "订单和变更的进度", about: "提交、审核、退回、开通、撤销，变更的安排和生效",
    kinds: [
      "order.submitted", "order.handedOff", "order.approved", "order.returned", "order.completed", "order.refused", "order.cancelled", "order.expired", "order.failed", "order.partFailed",
      "change.submitted", "change.handedOff", "change.scheduled", "change.done", "change.replaced", "change.withdrawn", "change.failed",
      "product.pauseScheduled", "product.cancelScheduled", "product.pause", "product.resume", "product.cancel",
    ],
  },
  orderMessage: { topic: "orders", word: "订单留言", about: "审核人员给您的留言", kinds: ["order.message"] },
  quote: { topic: "orders", word: "报价", about: "报价已出，答复，报价快到期，等您回复和自动结束", kinds: ["quote.issued", "quote.message", "quote.refused", "quote.expiring", "quote.waiting", "quote.lapsed"] },
  approval: { topic: "orders", word: "企业内部审批", about: "请您审批的订单，审批的结果", kinds: ["orderApproval.asked", "orderApproval.escalated", "orderApproval.approved", "orderApproval.refused", "orderApproval.expired"] },
  term: { topic: "orders", word: "试用、续订和到期", about: "试用还剩几天，续订关闭后到期，暂停期满", kinds: ["trial.ends7", "trial.ends1", "trial.paid", "trial.ended", "product.ended", "product.restEnds", "product.restEnded"] },
  seat: { topic: "orders", word: "席位、用量和管理员", about: "席位减少，免费用量快用完，请您担任业务管理员", kinds: ["seat.surplus", "usage.80", "usage.100", "productAdministrator.appointed"] },
  appNews: { topic: "orders", word: "应用消息和升级", about: "您使用的应用有消息或新版本", kinds: ["app.message", "app.upgrade"] },
  group: { topic: "orders", word: "产品转移", about: "产品在集团帐号之间转移", kinds: ["transfer.asked", "transfer.undone", "transfer.done", "transfer.failed"] },
  bill: { topic: "money", word: "新帐单", about: "帐单已出，异议的答复", kinds: ["bill.published", "bill.abnormal", "bill.disputeAnswered"] },
  balance: { topic: "money", word: "余额和自动充值", about: "余额不够用，自动充值没有成功", kinds: ["balance.low7", "balance.low2", "autoTopUp.ceiling", "autoTopUp.failed"] },
  payment: { topic: "money", word: "付款、退款和到账", about: "付款结果、退款、转账到账、退回余额、集团划拨；优惠券的邮件另须在“同意与授权”里同意", kinds: ["payment.done", "payment.failed", "refund.done", "refund.failed", "transfer.arrived", "withdrawal.asked", "withdrawal.agreed", "withdrawal.refused", "withdrawal.done", "withdrawal.partial", "withdrawal.failed", "fund.down", "fund.back", "coupon.issued"] },
  budget: { topic: "money", word: "预算提醒", about: "本月费用用到或超出预算", kinds: ["budget.80", "budget.100"] },
  fapiao: { topic: "money", word: "发票", about: "发票已开具、未能开具、红字信息", kinds: ["fapiao.issued", "fapiao.notIssued", "fapiao.redAsked", "fapiao.red"] },
  arrears: {
    topic: "money", word: "欠费和停机", about: "到期、逾期、暂停、恢复和终止", must: LAW, isUrgent: true,
    kinds: ["dunning.remind7", "dunning.remind1", "dunning.dueToday", "dunning.overdue", "dunning.secondNotice", "dunning.limited", "dunning.suspended", "dunning.mayTerminate", "product.suspended", "product.stopped", "product.restarted", "product.terminated"],
  },
  contract: {
    topic: "orders", word: "合同、价格和帐户", about: "销户、独立和加入上级、付费方、授权和价格的变化", must: LAW,
    kinds: [
      "account.settling", "account.closed", "account.reopened", "account.erased", "closing.owed", "closing.others", "closing.account", "change.blocked", "change.resolved", "childPayer.set", "childAuthorisation.withdrawn", "childAuthorisation.runOut",
      "relationship.asked", "relationship.decided", "relationship.undone", "relationship.scheduled", "relationship.left", "relationship.joined", "relationship.failed", "relationship.lapsed",
    ],
  },
  policy: { topic: "people", word: "隐私政策和用户协议", about: "有新的版本，什么时候生效", must: LAW, kinds: ["policy.changed"] },
  member: { topic: "people", word: "成员和加入申请", about: "有人申请加入，成员退出", kinds: ["joinRequest.asked", "joinRequest.refused", "membership.left"] },
  company: { topic: "people", word: "企业资料和执照", about: "资料变更、执照核验和到期", kinds: ["companyChange.applied", "companyChange.refused", "licence.verified", "licence.refused", "licence.expired", "licence.expiring"] },
  security: {
    topic: "people", word: "登录和安全", about: "密码、验证方式、联系方式、成员身份和资料导出", must: SAFETY, isUrgent: true,
    kinds: [
      "password.changed", "password.contactChanged", "password.erasure", "password.erasureUndone", "password.erasureKept", "secondFactor.changed", "secondFactor.reset", "secondFactor.required", "secondFactor.recoveryUsed", "company.contactChanged", "company.signIn", "account.takeout", "membership.removed", "membership.owner",
      "recovery.link", "recovery.notice", "recovery.accepted", "recovery.refused", "recovery.objected", "recovery.done", "recovery.left",
    ],
  },
  ticket: { topic: "service", word: "服务单", about: "答复、请您补充、已解决", kinds: ["troubleTicket.resolved", "troubleTicket.rejected", "troubleTicket.pending", "troubleTicket.answered"] },
  fault: { topic: "service", word: "已知故障", about: "您用的产品出了故障，什么时候恢复", kinds: ["problem.begun", "problem.resolved"] },
} as const satisfies Record<string, Event>;
export type NoticeEvent = keyof typeof noticeEvents;
export const noticeEventNames = Object.keys(noticeEvents) as [NoticeEvent, ...NoticeEvent[]];

/** Codes and invitations, and applications that nobody signs in for yet: no choice, at once, in the mailbox alone. */
type OtherKind =
  | "code.confirmPhone" | "code.confirmEmail" | "code.signIn" | "code.secondStep" | "code.passkey" | "code.resetPassword" | "code.memberInvited" | "code.employeeInvited" | "code.invitation" | "code.childOwner"
  | "opening.kept" | "opening.submitted" | "opening.handedOff" | "opening.approved" | "opening.returned" | "opening.refused" | "opening.opened" | "opening.withdrawn" | "opening.expired"
  | "digest.daily";
/** What the operator's own people and its partners' are told. They read Chinese, and each of these has one sender: its sentence stands there. */
export type StaffKind = "code.invitePartner" | "staff.dutyAsked" | "staff.signInReset" | "release.told" | "featureSwitch.ended" | "featureSwitch.ending" | `alarm.${string}`;

type EventKind = (typeof noticeEvents)[NoticeEvent]["kinds"][number];
/** Every kind of message to a customer. Its words stand in a table, in each language (NT5). */
export type NoticeKind = EventKind | OtherKind;

/** Kinds that nobody needs in order to be served: told by mail and push only to whoever agreed to the purpose (DP5). */
const purposeByKind: Readonly<Partial<Record<NoticeKind, ConsentPurpose>>> = { "coupon.issued": "offers" };
/** The purpose that a kind of message serves beyond the service itself; null for what belongs to the service. */
export const purposeOf = (kind: string): ConsentPurpose | null => purposeByKind[kind as NoticeKind] ?? null;

const eventByKind = new Map<string, NoticeEvent>(noticeEventNames.flatMap((event) => noticeEvents[event].kinds.map((kind) => [kind, event] as const)));
/** The event that a kind of message belongs to; null for what nobody chooses about. */
export const eventOf = (kind: string): NoticeEvent | null => eventByKind.get(kind) ?? null;
/** Why an event cannot be switched off; null for one that can. */
export const mustOf = (event: NoticeEvent): string | null => (noticeEvents[event] as Event).must ?? null;
export const isUrgentEvent = (event: NoticeEvent): boolean => (noticeEvents[event] as Event).isUrgent === true;
