import { seatSyncWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import type { LeavingSeat } from "@/server/seats/seat.schema";
import { type Column, DataTable } from "../patterns/data-table";
import { StateBadge } from "../patterns/state-badge";

const columns: readonly Column<LeavingSeat>[] = [
  { key: "name", name: "姓名", isTitle: true, cell: (row) => row.name },
  { key: "number", name: "工号", cell: (row) => row.employeeNumber },
  { key: "at", name: "收回时间", cell: (row) => formatInstant(row.withdrawnAt) },
  { key: "sync", name: "应用里", cell: (row) => <><StateBadge state={row.sync} words={seatSyncWords} />{row.said && <span className="block text-sm text-ink-faint">{row.said}</span>}</> },
];

/** Seats that were taken back here and that the application has not let go of yet; nothing when there are none. */
export function SeatLeaving({ rows }: { rows: readonly LeavingSeat[] }) {
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="leaving">
      <h2 id="leaving" className="mb-3 text-lg font-semibold">正在收回</h2>
      <DataTable caption="正在收回的席位" columns={columns} items={rows} rowKey={(row) => row.id} rowTone={(row) => (row.sync === "needsPerson" ? "danger" : "plain")} whenEmpty={null} />
    </section>
  );
}
