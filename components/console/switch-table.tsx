import { dayOf, formatDay, formatInstant } from "@/server/kernel/calendar";
import { provinceName } from "@/server/platforms/province.rules";
import { features } from "@/server/platforms/switch.rules";
import type { SwitchBoard } from "@/server/platforms/switch.schema";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Badge } from "../ui/badge";
import { EndSwitch } from "./end-switch";

type Row = SwitchBoard["rows"][number];

/** SY7: what is otherwise than by default, what ends soonest first. */
export function SwitchTable({ board, mayManage }: { board: SwitchBoard; mayManage: boolean }) {
  return (
    <DataTable
      caption="不是默认状态的功能"
      items={board.rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "what", name: "功能", isTitle: true, cell: (row: Row) => features[row.feature].name },
        { key: "where", name: "省份", cell: (row: Row) => provinceName(row.provinceId) },
        { key: "state", name: "状态", cell: (row: Row) => <Badge tone={row.isOn ? "success" : "warning"}>{row.isOn ? "开启" : "关闭"}</Badge> },
        { key: "why", name: "原因", cell: (row: Row) => row.reason },
        { key: "who", name: "负责人", cell: (row: Row) => <>{row.ownerName}<span className="block text-ink-faint">{formatInstant(row.setAt)}</span></> },
        { key: "until", name: "最后一天", cell: (row: Row) => formatDay(dayOf(row.endsOn)) },
        { key: "do", name: "处理", cell: (row: Row) => (mayManage ? <EndSwitch switchId={row.id} name={`${provinceName(row.provinceId)} ${features[row.feature].name}`} /> : "—") },
      ]}
      whenEmpty={<EmptyState title="各项功能都是默认状态" text="在下面可以为一个省暂时关闭某项功能。" />}
    />
  );
}
