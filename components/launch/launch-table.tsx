import type { ReactNode } from "react";
import { launchRuleWords, launchWhyWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import type { LaunchRow } from "@/server/launch/launch.schema";
import { type Column, DataTable } from "../patterns/data-table";
import { EmptyState, NoMatch } from "../patterns/empty-state";
import { StateBadge } from "../patterns/state-badge";
import { ButtonLink } from "../ui/link";

const columns: readonly Column<LaunchRow>[] = [
  { key: "who", name: "谁", isTitle: true, cell: (row) => row.personName },
  { key: "at", name: "时间", cell: (row) => formatInstant(row.at) },
  { key: "what", name: "动作", cell: (row) => (row.isAtApplication ? "应用核对身份" : "点击打开") },
  { key: "rule", name: "结果", cell: (row) => <StateBadge state={row.rule} words={launchRuleWords} /> },
  { key: "why", name: "说明", cell: (row) => (row.rule === "allowed" ? (row.isWarned ? "应用当时运行异常" : "—") : launchWhyWords[row.rule].title) },
];

type Props = { rows: readonly LaunchRow[]; isFiltered: boolean; path: string; foot: ReactNode };

/** PR6: who opened an application and who was refused by which rule. */
export function LaunchTable({ rows, isFiltered, path, foot }: Props) {
  const whenEmpty = isFiltered ? <NoMatch title="没有未能打开的记录" text="到目前为止，每次打开都成功了。" actions={<ButtonLink href={path} variant="secondary">查看全部</ButtonLink>} /> : <EmptyState title="还没有人打开过" text="员工从“我的应用”打开以后，这里会有记录。" />;
  return <DataTable caption="打开记录" columns={columns} items={rows} rowKey={(row) => row.id} whenEmpty={whenEmpty} foot={foot} />;
}
