import type { Dictionary } from "../say";

/** What the pages of coupons say. */
export const promotions = {
  "看订单": "View order",
  "还没开始": "Not started yet",
  "优惠": "Offer",
  "适用产品": "Products",
  "全部产品": "All products",
  "下单时间": "Order dates",
  "{validFrom} 至 {validTo}": "{validFrom} to {validTo}",
  "券号": "Coupon number",
  "使用": "Use",
  "没有可用的优惠券": "No coupons available",
  "没有用过或过期的优惠券": "No used or expired coupons",
  "收到的优惠券会列在这里，下单时选用。": "Coupons that you receive are listed here, to choose when you order.",
  "下单时在订单页选用；一张订单用一张，其他优惠照常。": "Choose one on the order page; each order takes one, and other offers apply as usual.",
  "优惠券状态": "Status of coupons",
  "可用": "Available",
  "用过或过期": "Used or expired",
} as const satisfies Dictionary;
