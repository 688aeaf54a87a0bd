import { seatSyncWords } from "@/messages/zh-CN";
import type { LeavingSeat } from "@/server/seats/seat.schema";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { type Column, DataTable } from "../patterns/data-table";
import { StateBadge } from "../patterns/state-badge";

const columns = (say: Say): readonly Column<LeavingSeat>[] => [
  { key: "name", name: say("姓名"), isTitle: true, cell: (row) => row.name },
  { key: "number", name: say("工号"), cell: (row) => row.employeeNumber },
  { key: "at", name: say("收回时间"), cell: (row) => say.instant(row.withdrawnAt) },
  { key: "sync", name: say("应用里"), cell: (row) => <><StateBadge state={row.sync} words={seatSyncWords} />{row.said && <span className="block text-sm text-ink-faint">{row.said}</span>}</> },
];

/** Seats that were taken back here and that the application has not let go of yet; nothing when there are none. */
export function SeatLeaving({ rows }: { rows: readonly LeavingSeat[] }) {
  const say = useSay();
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="leaving">
      <h2 id="leaving" className="mb-3 text-lg font-semibold">{say("正在收回")}</h2>
      <DataTable caption={say("正在收回的席位")} columns={columns(say)} items={rows} rowKey={(row) => row.id} rowTone={(row) => (row.sync === "needsPerson" ? "danger" : "plain")} whenEmpty={null} />
    </section>
  );
}
