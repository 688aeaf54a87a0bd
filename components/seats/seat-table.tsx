import type { ReactNode } from "react";
import { seatSyncWords } from "@/messages/zh-CN";
import type { SeatPage, SeatRow } from "@/server/seats/seat.schema";
import { useSay } from "#say";
import { type Column, DataTable } from "../patterns/data-table";
import { EmptyState, NoMatch } from "../patterns/empty-state";
import { StateBadge } from "../patterns/state-badge";
import { ButtonLink } from "../ui/link";
import { ResendSeat } from "./resend-seat";
import { WithdrawSeat } from "./withdraw-seat";

type Props = { page: SeatPage; path: string; search: string; foot: ReactNode };

/** PR7: who has a seat, and how far the application is with each. */
export function SeatTable({ page, path, search, foot }: Props) {
  const say = useSay();
  const isOver = page.state === "terminated";
  const columns: readonly Column<SeatRow>[] = [
    { key: "name", name: say("姓名"), isTitle: true, cell: (row) => row.name },
    { key: "number", name: say("工号"), cell: (row) => row.employeeNumber },
    { key: "department", name: say("部门"), cell: (row) => row.department || say("未填") },
    { key: "since", name: say("分配"), cell: (row) => <>{say.instant(row.assignedAt)}<span className="block text-sm text-ink-faint">{row.assignedByName}</span></> },
    { key: "sync", name: say("应用里"), cell: (row) => (isOver ? say("已随产品结束") : <><StateBadge state={row.sync} words={seatSyncWords} />{row.said && <span className="block text-sm text-ink-faint">{row.said}</span>}</>) },
    ...(page.mayAssign && !isOver ? [{ key: "do", name: say("操作"), cell: (row: SeatRow) => <span className="flex flex-wrap gap-1"><WithdrawSeat assignmentId={row.id} name={row.name} />{row.sync !== "synced" && row.said && <ResendSeat assignmentId={row.id} name={row.name} />}</span> }] : []),
  ];
  const whenEmpty = search === ""
    ? <EmptyState title={say("还没有分配席位")} text={say("分配后，员工登录就能从“我的应用”一键打开。")} actions={page.mayAssign && page.blockers.length === 0 && <ButtonLink href={`${path}/assign`}>{say("分配席位")}</ButtonLink>} />
    : <NoMatch title={say("没有找到“{search}”", { search })} actions={<ButtonLink href={path} variant="secondary">{say("查看全部")}</ButtonLink>} />;
  return <DataTable caption={say("使用席位的员工")} columns={columns} items={page.rows} rowKey={(row) => row.id} rowTone={(row) => (row.sync === "needsPerson" ? "danger" : "plain")} whenEmpty={whenEmpty} foot={foot} />;
}
