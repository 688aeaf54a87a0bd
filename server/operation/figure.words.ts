import { formatFen } from "../kernel/money";
import { type Watched, thresholds } from "./figure.rules";

export const figureWords: Readonly<Record<Watched, { name: string; what: string }>> = {
  ordersWaiting: { name: "待审订单", what: "提交后还没有审核完的订单" },
  oldestReview: { name: "最久的待审", what: "最早一件待审事项已经等待的工作时间，时限一个工作日" },
  failedOpens: { name: "开通失败", what: "重试用尽、等人处理的开通，和最近 24 小时被应用系统拒绝的开通" },
  unsettledFen: { name: "逾期未结清", what: "已过最后付款日、还没有付清的帐单金额" },
  pushErrors: { name: "推送失败", what: "最近 7 天没有送达的通知，和 97、省计费多次没有确认的消息" },
  databaseDisk: { name: "数据库磁盘", what: "存放数据库的磁盘已经用去的比例，写满以后客户只能查询、不能办理" },
};

/** 3 件, 5 小时 20 分, ¥1,000.00, 82%: a figure in its own unit. */
export function figureText(figure: Watched, value: bigint): string {
  if (figure === "unsettledFen") return formatFen(value);
  if (figure === "databaseDisk") return `${value}%`;
  if (figure !== "oldestReview") return `${value} ${figure === "pushErrors" ? "条" : "件"}`;
  const [hours, minutes] = [value / 60n, value % 60n];
  return [hours > 0n && `${hours} 小时`, (minutes > 0n || hours === 0n) && `${minutes} 分`].filter(Boolean).join(" ");
}

/** 达到 50 件告警，低于 40 件解除 */
export function thresholdText(figure: Watched): string {
  const { raiseAt, clearBelow } = thresholds[figure];
  // A space parts figures from words.
  const [raised, cleared] = [raiseAt, clearBelow].map((value) => figureText(figure, value).replace(/[\d%]$/, "$& "));
  return `达到 ${raised}告警，低于 ${cleared}解除`;
}
