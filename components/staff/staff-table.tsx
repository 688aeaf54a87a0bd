import type { z } from "zod";
import { staffRoleWords } from "@/messages/zh-CN";
import { dayOf } from "@/server/kernel/calendar";
import type { StaffPage } from "@/server/staff/staff.schema";
import { DataTable } from "../patterns/data-table";
import { EmptyState, NoMatch } from "../patterns/empty-state";
import { Badge } from "../ui/badge";
import { ButtonLink } from "../ui/link";
import { Pagination } from "../ui/pagination";
import { FilterBox } from "../console/filter-box";
import { dutyPlace } from "./duty-place";
import { LeaveStaff } from "./leave-staff";
import { ResetStaff } from "./reset-staff";
import { StaffDuties } from "./staff-duties";

type Page = z.output<typeof StaffPage>;
type Props = { page: Page; search: string; isFirstPage: boolean; mayChange: boolean; ownId: string };

/** BO11: staff with their duties. */
export function StaffTable({ page, search, isFirstPage, mayChange, ownId }: Props) {
  return (
    <>
      <FilterBox action="/staff" label="姓名或邮箱" value={search} />
      <DataTable
        caption="员工"
        items={page.rows}
        rowKey={(row) => row.id}
        columns={[
          { key: "n", name: "姓名", isTitle: true, cell: (row) => row.name },
          { key: "e", name: "工作邮箱", cell: (row) => row.email },
          {
            key: "d",
            name: "职责",
            cell: (row) => (
              <ul>
                {row.duties.map((duty) => (
                  <li key={duty.id}>
                    {dutyPlace(duty)}：{duty.roles.map((role) => staffRoleWords[role]).join("、")}
                    {duty.isWaiting && <> <Badge tone="warning">待确认</Badge></>}
                    {duty.endsOn && <span className="text-ink-faint">（至 {dayOf(duty.endsOn)}）</span>}
                  </li>
                ))}
              </ul>
            ),
          },
          { key: "s", name: "状态", cell: (row) => (row.leftAt ? <Badge>已离职</Badge> : <><Badge tone="success">在职</Badge>{!row.hasFactor && <> <Badge tone="warning">未设置登录</Badge></>}</>) },
          { key: "x", name: "处理", cell: (row) => (mayChange && !row.leftAt && row.id !== ownId ? <div className="flex flex-wrap gap-2"><StaffDuties row={row} ownId={ownId} /><ResetStaff staffId={row.id} name={row.name} /><LeaveStaff staffId={row.id} name={row.name} /></div> : "—") },
        ]}
        whenEmpty={search ? <NoMatch actions={<ButtonLink href="/staff" variant="secondary">清除筛选</ButtonLink>} /> : <EmptyState title="还没有员工" />}
        foot={<Pagination previousHref={isFirstPage ? null : "/staff"} nextHref={page.nextCursor ? `/staff?cursor=${page.nextCursor}${search ? `&q=${encodeURIComponent(search)}` : ""}` : null} />}
      />
    </>
  );
}
