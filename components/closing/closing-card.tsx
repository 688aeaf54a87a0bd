import { closingCheckWords, closingStateWords } from "@/messages/life.zh-CN";
import type { ClosingOfOrder } from "@/server/closing/closing.schema";
import { dayOf } from "@/server/kernel/calendar";
import { useSay } from "#say";
import { StateBadge } from "../patterns/state-badge";
import { Card, CardHeader } from "../ui/card";
import { DescriptionList } from "../ui/description-list";

/** CH11, DP7: how far an account's closing is, and the proofs that its data is gone. */
export function ClosingCard({ closing }: { closing: ClosingOfOrder }) {
  const say = useSay();
  const open = closing.checks.filter(({ isDone }) => !isDone);
  return (
    <Card labelledBy="closing">
      <CardHeader id="closing" title={say("销户内容")} text={say("受理后结清最后帐单，退回余额，再关闭帐户；关闭后 30 天内可以恢复。")} actions={<StateBadge state={closing.state} words={closingStateWords} />} />
      <DescriptionList
        layout="grid"
        items={[
          { term: say("资料导出"), value: closing.isExported ? say("企业已导出") : say("企业不需要导出") },
          ...(closing.checks.length > 0 ? [{ term: say("销户清单"), value: open.length === 0 ? say("全部完成") : open.map(({ check, count }) => say.word(closingCheckWords[check].open, { count })).join(say("；")) }] : []),
          { term: say("开始结清"), value: closing.settlingAt ? say.instant(closing.settlingAt) : say("受理后开始") },
          { term: say("余额退回"), value: closing.withdrawalId ? say("已发起，10 个工作日内办结") : closing.closedAt ? say("没有余额要退") : say("结清后发起") },
          { term: say("关闭"), value: closing.closedAt ? say.instant(closing.closedAt) : say("结清后关闭") },
          ...(closing.reopenUntil ? [{ term: say("可恢复至"), value: say.day(dayOf(closing.reopenUntil)) }] : []),
          ...closing.proofs.map(({ name, proof }) => ({ term: say("{name} 数据删除证明", { name }), value: proof ?? say("等应用方回复") })),
        ]}
      />
    </Card>
  );
}
