import type { CartLineState } from "@/server/carts/cart.rules";

/** OR16: what would become of a cart's line if it were sent now. */
export const cartLineWords: Record<CartLineState, { word: string; tone: "success" | "warning" | "info" | "danger" }> = {
  ready: { word: "可以提交", tone: "success" },
  approval: { word: "提交后待企业审批", tone: "info" },
  counter: { word: "将生成受理码", tone: "info" },
  changed: { word: "价格有变化", tone: "warning" },
  blocked: { word: "现在不能提交", tone: "danger" },
};

/** What a parent reads of its child's line, where the child would be sent to its parent. */
export const childLineWords = {
  notAuthorised: "还没有授权这个子帐号订购这个产品，请先在“子帐号”里授权。",
  planNotAuthorised: "授权里不包括这个套餐，请换一个套餐，或在“子帐号”里调整授权。",
  seatsUsedUp: "授权给这个子帐号的数量不够，请减少数量，或在“子帐号”里调整授权。",
  accountNotOpen: "这个子帐号现在不能订购。",
  overHardCap: "超过了这个子帐号不允许突破的额度，请减少数量，或在“额度”里调整。",
  cashTooLow: "付费帐号的余额不够预占这一行的首期费用，请先充值或划拨，或减少数量。",
} as const;
