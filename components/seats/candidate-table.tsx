import type { ReactNode } from "react";
import type { z } from "zod";
import type { Candidate, CandidatePage } from "@/server/seats/seat.schema";
import { useSay } from "#say";
import { type Column, DataTable } from "../patterns/data-table";
import { EmptyState, NoMatch } from "../patterns/empty-state";
import { ButtonLink } from "../ui/link";
import { GiveSeat } from "./give-seat";

type Props = { page: z.output<typeof CandidatePage>; productId: string; path: string; seatsPath: string; usersPath: string; search: string; foot: ReactNode };

/** People without a seat, each one click from one. */
export function CandidateTable({ page, productId, path, seatsPath, usersPath, search, foot }: Props) {
  const say = useSay();
  const columns: readonly Column<Candidate>[] = [
    { key: "name", name: say("姓名"), isTitle: true, cell: (row) => row.name },
    { key: "number", name: say("工号"), cell: (row) => row.employeeNumber },
    { key: "department", name: say("部门"), cell: (row) => row.department || say("未填") },
    { key: "email", name: say("邮箱"), cell: (row) => row.email || say("未填") },
    { key: "do", name: say("操作"), cell: (row) => <GiveSeat productId={productId} userId={row.id} name={row.name} isFull={page.free === 0} /> },
  ];
  const whenEmpty = search !== ""
    ? <NoMatch title={say("没有找到“{search}”", { search })} text={say("没有这样的员工，或者已经有席位了。")} actions={<ButtonLink href={path} variant="secondary">{say("查看全部")}</ButtonLink>} />
    : page.people === 0
      ? <EmptyState title={say("还没有企业用户")} text={say("先把要使用产品的员工加进来，再分配席位。")} actions={<ButtonLink href={`${usersPath}/new`}>{say("添加用户")}</ButtonLink>} />
      : <EmptyState title={say("每名员工都有席位了")} text={say("要分配给别人，请先添加企业用户。")} actions={<ButtonLink href={seatsPath} variant="secondary">{say("返回席位")}</ButtonLink>} />;
  return <DataTable caption={say("可以分配席位的员工")} columns={columns} items={page.rows} rowKey={(row) => row.id} whenEmpty={whenEmpty} foot={foot} />;
}
