/** What a province may turn off for a while (SY7), with what holds where nobody has said anything. */
export const features = {
  trial: { name: "产品试用", what: "客户先试用、到期再付费或结束。关闭后新订单不能选试用，已经在试用的不受影响。", isOnByDefault: true },
  bankTransfer: { name: "银行转账充值", what: "客户在网上登记汇款、凭识别码对账入账。关闭后不能新登记，已登记的照常入账。", isOnByDefault: true },
  withdrawal: { name: "网上申请退回余额", what: "客户把没用完的预付款退回原处。关闭后不能新申请，办理中的照常办理。", isOnByDefault: true },
  ownerRecovery: { name: "网上找回企业管理员", what: "管理员离开的企业凭材料申请更换。关闭后不能新申请，请到营业厅办理。", isOnByDefault: true },
} as const;
export type Feature = keyof typeof features;
export const featureNames = Object.keys(features) as Feature[];

/** Days before its end at which a switch's owner is told. */
export const WARN_DAYS = 7;
/** A switch lasts so many days at most: what is for good is a rule, not a switch. */
export const MOST_DAYS = 180;
