import { roleWords } from "@/messages/zh-CN";
import type { MemberView } from "@/server/accounts/account.schema";
import { businessDayOf, formatDay } from "@/server/kernel/calendar";
import { type Column, DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Badge } from "../ui/badge";
import { TextLink } from "../ui/link";

const stateOf = ({ isActive, isInvited }: MemberView) => (!isActive ? <Badge hasDot>已移除</Badge> : isInvited ? <Badge tone="warning" hasDot>待首次登录</Badge> : <Badge tone="success" hasDot>可登录</Badge>);

/** The people who sign in for the company; users of its products are another list. A name leads to what the owner may do with it. */
export function MemberTable({ members, path, mayManage }: { members: readonly MemberView[]; path: string; mayManage: boolean }) {
  const columns: readonly Column<MemberView>[] = [
    { key: "name", name: "姓名", isTitle: true, cell: (row) => <>{mayManage && !row.isMe ? <TextLink href={`${path}/${row.id}`}>{row.name}</TextLink> : row.name} {row.isMe && <Badge tone="accent">您</Badge>}</> },
    { key: "email", name: "邮箱", cell: (row) => row.email ?? "未登记" },
    { key: "role", name: "角色", cell: (row) => roleWords[row.role] },
    { key: "state", name: "状态", cell: stateOf },
    ...(mayManage ? [{ key: "factor", name: "两步验证", cell: ({ hasSecondFactor }: MemberView) => (hasSecondFactor ? "已开启" : "未开启") }] : []),
    { key: "since", name: "加入日期", cell: (row) => formatDay(businessDayOf(row.createdAt)) },
  ];
  return <DataTable caption="能登录这个帐户的成员" columns={columns} items={members} rowKey={(row) => row.id} whenEmpty={<EmptyState title="还没有成员" text="可以邀请同事，同事也可以在开户页用同一家企业的代码申请加入。" />} />;
}
