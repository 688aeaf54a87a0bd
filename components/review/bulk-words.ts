import type { BulkBar } from "@/server/review/bulk.rules";

/** Why an order is left out of a bulk decision. */
export const barWords: Record<BulkBar, string> = { needsSecond: "需要两位审核人员", inOtherHands: "同事正在处理", notVerified: "企业资质未核验", inArrears: "企业有欠费" };
