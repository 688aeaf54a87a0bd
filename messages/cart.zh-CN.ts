import type { CartLineState } from "@/server/carts/cart.rules";

/** OR16: what would become of a cart's line if it were sent now. */
export const cartLineWords: Record<CartLineState, { word: string; tone: "success" | "warning" | "info" | "danger" }> = {
  ready: { word: "可以提交", tone: "success" },
  approval: { word: "提交后待企业审批", tone: "info" },
  counter: { word: "将生成受理码", tone: "info" },
  changed: { word: "价格有变化", tone: "warning" },
  blocked: { word: "现在不能提交", tone: "danger" },
};
