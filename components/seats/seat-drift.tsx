import { seatDriftWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import type { DriftRow, SeatDriftView } from "@/server/seats/seat.schema";
import { type Column, DataTable } from "../patterns/data-table";
import { StateBadge } from "../patterns/state-badge";
import { Alert } from "../ui/alert";
import { Card, CardHeader } from "../ui/card";
import { CheckSeats } from "./check-seats";
import { SendSeatAgain } from "./send-seat-again";

type Props = { productId: string; drift: SeatDriftView; mayAct: boolean; isOver: boolean };

/** PR7: where the application's list of people differs from the company's, with the way to put it right. */
export function SeatDrift({ productId, drift, mayAct, isOver }: Props) {
  if (isOver) return null;
  const columns: readonly Column<DriftRow>[] = [
    { key: "name", name: "姓名", isTitle: true, cell: (row) => row.userName },
    { key: "kind", name: "差异", cell: (row) => <StateBadge state={row.kind} words={seatDriftWords} /> },
    { key: "found", name: "发现时间", cell: (row) => formatInstant(row.foundAt) },
    { key: "sent", name: "上次重发", cell: (row) => (row.sentAgainAt ? formatInstant(row.sentAgainAt) : "还没有") },
    ...(mayAct ? [{ key: "do", name: "操作", cell: (row: DriftRow) => <SendSeatAgain who="company" differenceId={row.id} kind={row.kind} name={row.userName} /> }] : []),
  ];
  const text = drift.isDue ? "正在核对…" : drift.checkedAt ? `上次核对 ${formatInstant(drift.checkedAt)}，系统定时核对。` : "还没有核对过，系统定时核对。";
  return (
    <Card as="section" labelledBy="drift">
      <CardHeader id="drift" title="与应用核对" text={text} actions={mayAct && <CheckSeats productId={productId} isDue={drift.isDue} />} />
      {drift.problem && <Alert tone="warning" title={`最近一次没有核对成：${drift.problem}`}>系统会自动再试，席位的使用不受影响。</Alert>}
      {drift.rows.length === 0 && drift.checkedAt && !drift.problem && <p className="text-ink-soft">两边一致。</p>}
      <DataTable caption="席位差异" columns={columns} items={drift.rows} rowKey={(row) => row.id} whenEmpty={null} />
      {drift.more > 0 && <p className="mt-3 text-ink-soft">另有 {drift.more} 项差异，处理后会显示。</p>}
    </Card>
  );
}
