import type { ReactNode } from "react";
import { launchRuleWords, launchWhyWords } from "@/messages/zh-CN";
import type { LaunchRow } from "@/server/launch/launch.schema";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { type Column, DataTable } from "../patterns/data-table";
import { EmptyState, NoMatch } from "../patterns/empty-state";
import { StateBadge } from "../patterns/state-badge";
import { ButtonLink } from "../ui/link";

const columns = (say: Say): readonly Column<LaunchRow>[] => [
  { key: "who", name: say("谁"), isTitle: true, cell: (row) => row.personName },
  { key: "at", name: say("时间"), cell: (row) => say.instant(row.at) },
  { key: "what", name: say("动作"), cell: (row) => (row.isAtApplication ? say("应用核对身份") : say("点击打开")) },
  { key: "rule", name: say("结果"), cell: (row) => <StateBadge state={row.rule} words={launchRuleWords} /> },
  { key: "why", name: say("说明"), cell: (row) => (row.rule === "allowed" ? (row.isWarned ? say("应用当时运行异常") : "—") : say.word(launchWhyWords[row.rule].title)) },
];

type Props = { rows: readonly LaunchRow[]; isFiltered: boolean; path: string; foot: ReactNode };

/** PR6: who opened an application and who was refused by which rule. */
export function LaunchTable({ rows, isFiltered, path, foot }: Props) {
  const say = useSay();
  const whenEmpty = isFiltered ? <NoMatch title={say("没有未能打开的记录")} text={say("到目前为止，每次打开都成功了。")} actions={<ButtonLink href={path} variant="secondary">{say("查看全部")}</ButtonLink>} /> : <EmptyState title={say("还没有人打开过")} text={say("员工从“我的应用”打开以后，这里会有记录。")} />;
  return <DataTable caption={say("打开记录")} columns={columns(say)} items={rows} rowKey={(row) => row.id} whenEmpty={whenEmpty} foot={foot} />;
}
