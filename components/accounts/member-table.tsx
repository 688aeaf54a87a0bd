import { roleWords } from "@/messages/zh-CN";
import type { MemberView } from "@/server/accounts/account.schema";
import { businessDayOf } from "@/server/kernel/calendar";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { type Column, DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Badge } from "../ui/badge";
import { TextLink } from "../ui/link";

const stateOf = (say: Say, { isActive, isInvited }: MemberView) => (!isActive ? <Badge hasDot>{say("已移除")}</Badge> : isInvited ? <Badge tone="warning" hasDot>{say("待首次登录")}</Badge> : <Badge tone="success" hasDot>{say("可登录")}</Badge>);

/** The people who sign in for the company; users of its products are another list. A name leads to what the owner may do with it. */
export function MemberTable({ members, path, mayManage }: { members: readonly MemberView[]; path: string; mayManage: boolean }) {
  const say = useSay();
  const columns: readonly Column<MemberView>[] = [
    { key: "name", name: say("姓名"), isTitle: true, cell: (row) => <>{mayManage && !row.isMe ? <TextLink href={`${path}/${row.id}`}>{row.name}</TextLink> : row.name} {row.isMe && <Badge tone="accent">{say("您")}</Badge>}</> },
    { key: "email", name: say("邮箱"), cell: (row) => row.email ?? say("未登记") },
    { key: "role", name: say("角色"), cell: (row) => say.word(roleWords[row.role]) },
    { key: "state", name: say("状态"), cell: (row) => stateOf(say, row) },
    ...(mayManage ? [{ key: "factor", name: say("两步验证"), cell: ({ hasSecondFactor }: MemberView) => (hasSecondFactor ? say("已开启") : say("未开启")) }] : []),
    { key: "since", name: say("加入日期"), cell: (row) => say.day(businessDayOf(row.createdAt)) },
  ];
  return <DataTable caption={say("能登录这个帐户的成员")} columns={columns} items={members} rowKey={(row) => row.id} whenEmpty={<EmptyState title={say("还没有成员")} text={say("可以邀请同事，同事也可以在开户页用同一家企业的代码申请加入。")} />} />;
}
