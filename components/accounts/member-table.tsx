import { roleWords } from "@/messages/zh-CN";
import type { MemberView } from "@/server/accounts/account.schema";
import { businessDayOf, formatDay } from "@/server/kernel/calendar";
import { type Column, DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Badge } from "../ui/badge";

const columns: readonly Column<MemberView>[] = [
  { key: "name", name: "姓名", isTitle: true, cell: (row) => <>{row.name} {row.isMe && <Badge tone="accent">您</Badge>}</> },
  { key: "email", name: "邮箱", cell: (row) => row.email ?? "未登记" },
  { key: "role", name: "角色", cell: (row) => roleWords[row.role] },
  { key: "state", name: "状态", cell: (row) => (row.isActive ? <Badge tone="success" hasDot>可登录</Badge> : <Badge hasDot>已停用</Badge>) },
  { key: "since", name: "加入日期", cell: (row) => formatDay(businessDayOf(row.createdAt)) },
];

/** The people who sign in for the company; users of its products are another list. */
export function MemberTable({ members }: { members: readonly MemberView[] }) {
  return <DataTable caption="能登录这个帐户的成员" columns={columns} items={members} rowKey={(row) => row.id} whenEmpty={<EmptyState title="还没有成员" text="同事可以在开户页用同一家企业的代码申请加入。" />} />;
}
