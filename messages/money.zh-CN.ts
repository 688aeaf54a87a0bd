import type { Tone } from "@/components/ui/badge";
import type { DifferenceCause } from "@/server/billing/bill.rules";
import type { BillState, CouponState, DiscountLayer, DisputeState, DunningStepKind, FapiaoState, PaymentChannel, PaymentPurpose, PaymentState, PromotionReach, PromotionState, StatementLineProblem, StatementLineState, TransferClaimState, WithdrawalLegState, WithdrawalState } from "@/server/generated/prisma/enums";

export type Words<State extends string> = Record<State, { word: string; tone: Tone }>;

export const paymentStateWords: Words<PaymentState> = {
  initiated: { word: "待付款", tone: "warning" },
  authorized: { word: "处理中", tone: "info" },
  done: { word: "已到账", tone: "success" },
  failed: { word: "未成功", tone: "danger" },
  canceled: { word: "已过期", tone: "neutral" },
};

export const refundStateWords: Words<PaymentState> = {
  initiated: { word: "办理中", tone: "info" },
  authorized: { word: "银行处理中", tone: "info" },
  done: { word: "已退回", tone: "success" },
  failed: { word: "未成功，已退回余额", tone: "danger" },
  canceled: { word: "已取消", tone: "neutral" },
};

export const withdrawalWords: Words<WithdrawalState> = {
  waiting: { word: "待审核", tone: "warning" },
  seconding: { word: "待复核", tone: "warning" },
  approved: { word: "退回中", tone: "info" },
  done: { word: "已退回", tone: "success" },
  partial: { word: "部分退回", tone: "warning" },
  failed: { word: "没有退成", tone: "danger" },
  refused: { word: "未同意", tone: "danger" },
  canceled: { word: "已撤回", tone: "neutral" },
};

export const withdrawalLegWords: Words<WithdrawalLegState> = {
  waiting: { word: "待退回", tone: "warning" },
  sent: { word: "支付渠道办理中", tone: "info" },
  done: { word: "已退回", tone: "success" },
  failed: { word: "未成功，已回到余额", tone: "danger" },
  canceled: { word: "没有退回", tone: "neutral" },
};

export const paymentPurposeWords: Record<PaymentPurpose, string> = { topUp: "充值", bill: "付帐单" };

export const billStateWords: Words<BillState> = {
  new: { word: "计算中", tone: "neutral" },
  validated: { word: "待发布", tone: "info" },
  sent: { word: "待付款", tone: "warning" },
  partiallyPaid: { word: "部分已付", tone: "warning" },
  settled: { word: "已结清", tone: "success" },
  onHold: { word: "暂缓", tone: "warning" },
};

export const paymentChannelWords: Record<PaymentChannel, string> = { card: "银行卡", alipay: "支付宝", wechatPay: "微信支付", bankTransfer: "银行转账", counterCash: "营业厅付款", provinceBilling: "省计费系统代收", balance: "余额" };

export const differenceWords: Record<DifferenceCause, string> = {
  added: "新增产品", ended: "停用产品", firstPeriod: "首月与整月的差别", seats: "数量变化", plan: "变更套餐", price: "价格变化", usage: "用量变化", resumption: "暂停与恢复", credit: "退费", discount: "优惠变化", lateFee: "违约金", hold: "停机保号费", oneTime: "一次性或包年费用", other: "其他",
};

export const dunningWords: Record<DunningStepKind, string> = { remind7: "到期前 7 天提醒", remind1: "到期前 1 天提醒", dueToday: "到期日提醒", overdue: "逾期通知", secondNotice: "第二次通知，暂停新订单", limited: "暂停增加数量", suspended: "暂停未付清的产品", mayTerminate: "终止预告" };

export const transferClaimWords: Words<TransferClaimState> = {
  waiting: { word: "等待到账", tone: "info" },
  paid: { word: "已到账", tone: "success" },
  canceled: { word: "已取消", tone: "neutral" },
  expired: { word: "已过期", tone: "neutral" },
};

export const statementLineWords: Words<StatementLineState> = {
  fresh: { word: "正在入账", tone: "info" },
  matched: { word: "自动入账", tone: "success" },
  waiting: { word: "待认领", tone: "warning" },
  assigned: { word: "人工认领", tone: "success" },
  returned: { word: "已退回", tone: "neutral" },
};

export const lineProblemWords: Record<StatementLineProblem, string> = { noCode: "附言里没有附言码", codeUnknown: "附言码不存在", payerDiffers: "付款户名与企业名称不同", accountClosed: "企业帐号不在使用中" };

export const couponStateWords: Words<CouponState> = {
  issued: { word: "可用", tone: "success" },
  used: { word: "已用", tone: "neutral" },
  void: { word: "已作废", tone: "neutral" },
};

export const promotionStateWords: Words<PromotionState> = {
  open: { word: "进行中", tone: "success" },
  paused: { word: "已暂停", tone: "warning" },
  ended: { word: "已结束", tone: "neutral" },
};

export const promotionReachWords: Record<PromotionReach, string> = { everyone: "所有客户", issued: "获发的客户" };

export const discountLayerWords: Record<DiscountLayer, string> = { volume: "多席优惠", contract: "协议价", promotion: "促销折扣", fixed: "立减" };

export const fapiaoStateWords: Words<FapiaoState> = {
  asked: { word: "待开具", tone: "info" },
  refused: { word: "未能开具", tone: "danger" },
  issued: { word: "已开具", tone: "success" },
  delivered: { word: "已交付", tone: "success" },
  redAsked: { word: "红字待确认", tone: "warning" },
  redConfirmed: { word: "红字已确认，待开具", tone: "warning" },
  redRefused: { word: "红字被拒绝，发票有效", tone: "neutral" },
  redWithdrawn: { word: "红字已撤回，发票有效", tone: "neutral" },
  redExpired: { word: "红字申请已作废，发票有效", tone: "neutral" },
  redIssued: { word: "已冲红", tone: "neutral" },
};

export const fapiaoKindWords = { ordinary: "普通发票", special: "专用发票" } as const;

export const disputeWords: Words<DisputeState> = { open: { word: "异议处理中", tone: "warning" }, kept: { word: "经核对无误", tone: "neutral" }, changed: { word: "已同意退费", tone: "success" }, withdrawn: { word: "已撤回异议", tone: "neutral" } };
