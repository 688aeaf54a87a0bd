import { closingCheckWords, closingStateWords } from "@/messages/life.zh-CN";
import type { ClosingOfOrder } from "@/server/closing/closing.schema";
import { dayOf, formatDay, formatInstant } from "@/server/kernel/calendar";
import { StateBadge } from "../patterns/state-badge";
import { Card, CardHeader } from "../ui/card";
import { DescriptionList } from "../ui/description-list";

/** CH11, DP7: how far an account's closing is, and the proofs that its data is gone. */
export function ClosingCard({ closing }: { closing: ClosingOfOrder }) {
  const open = closing.checks.filter(({ isDone }) => !isDone);
  return (
    <Card labelledBy="closing">
      <CardHeader id="closing" title="销户内容" text="受理后结清最后帐单，退回余额，再关闭帐户；关闭后 30 天内可以恢复。" actions={<StateBadge state={closing.state} words={closingStateWords} />} />
      <DescriptionList
        layout="grid"
        items={[
          { term: "资料导出", value: closing.isExported ? "企业已导出" : "企业不需要导出" },
          ...(closing.checks.length > 0 ? [{ term: "销户清单", value: open.length === 0 ? "全部完成" : open.map(({ check, count }) => closingCheckWords[check].open(count)).join("；") }] : []),
          { term: "开始结清", value: closing.settlingAt ? formatInstant(closing.settlingAt) : "受理后开始" },
          { term: "余额退回", value: closing.withdrawalId ? "已发起，10 个工作日内办结" : closing.closedAt ? "没有余额要退" : "结清后发起" },
          { term: "关闭", value: closing.closedAt ? formatInstant(closing.closedAt) : "结清后关闭" },
          ...(closing.reopenUntil ? [{ term: "可恢复至", value: formatDay(dayOf(closing.reopenUntil)) }] : []),
          ...closing.proofs.map(({ name, proof }) => ({ term: `${name} 数据删除证明`, value: proof ?? "等应用方回复" })),
        ]}
      />
    </Card>
  );
}
