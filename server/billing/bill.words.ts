import type { BillDocument } from "./bill.schema";

type Kind = BillDocument["lines"][number]["kind"];

/** What a line charges for, as a document says it. */
export const lineKindWords: Record<Kind, string> = { firstPeriod: "首期费用", recurring: "月费", usage: "用量费", resumption: "恢复使用", change: "增加数量", discount: "优惠", credit: "退费", lateFee: "违约金", hold: "停机保号费" };
export const documentStateWords: Record<BillDocument["state"], string> = { new: "未发布", validated: "未发布", sent: "待缴费", partiallyPaid: "部分缴费", settled: "已缴清", onHold: "暂缓发布" };
