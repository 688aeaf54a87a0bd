import { seatDriftWords } from "@/messages/zh-CN";
import type { DriftRow, SeatDriftView } from "@/server/seats/seat.schema";
import { useSay } from "#say";
import { type Column, DataTable } from "../patterns/data-table";
import { StateBadge } from "../patterns/state-badge";
import { Alert } from "../ui/alert";
import { Card, CardHeader } from "../ui/card";
import { CheckSeats } from "./check-seats";
import { SendSeatAgain } from "./send-seat-again";

type Props = { productId: string; drift: SeatDriftView; mayAct: boolean; isOver: boolean };

/** PR7: where the application's list of people differs from the company's, with the way to put it right. */
export function SeatDrift({ productId, drift, mayAct, isOver }: Props) {
  const say = useSay();
  if (isOver) return null;
  const columns: readonly Column<DriftRow>[] = [
    { key: "name", name: say("姓名"), isTitle: true, cell: (row) => row.userName },
    { key: "kind", name: say("差异"), cell: (row) => <StateBadge state={row.kind} words={seatDriftWords} /> },
    { key: "found", name: say("发现时间"), cell: (row) => say.instant(row.foundAt) },
    { key: "sent", name: say("上次重发"), cell: (row) => (row.sentAgainAt ? say.instant(row.sentAgainAt) : say("还没有")) },
    ...(mayAct ? [{ key: "do", name: say("操作"), cell: (row: DriftRow) => <SendSeatAgain who="company" differenceId={row.id} kind={row.kind} name={row.userName} /> }] : []),
  ];
  const text = drift.isDue ? say("正在核对…") : drift.checkedAt ? say("上次核对 {checkedAt}，系统定时核对。", { checkedAt: say.instant(drift.checkedAt) }) : say("还没有核对过，系统定时核对。");
  return (
    <Card as="section" labelledBy="drift">
      <CardHeader id="drift" title={say("与应用核对")} text={text} actions={mayAct && <CheckSeats productId={productId} isDue={drift.isDue} />} />
      {drift.problem && <Alert tone="warning" title={say("最近一次没有核对成：{problem}", { problem: drift.problem })}>{say("系统会自动再试，席位的使用不受影响。")}</Alert>}
      {drift.rows.length === 0 && drift.checkedAt && !drift.problem && <p className="text-ink-soft">{say("两边一致。")}</p>}
      <DataTable caption={say("席位差异")} columns={columns} items={drift.rows} rowKey={(row) => row.id} whenEmpty={null} />
      {drift.more > 0 && <p className="mt-3 text-ink-soft">{say("另有 {more} 项差异，处理后会显示。", { more: drift.more })}</p>}
    </Card>
  );
}
