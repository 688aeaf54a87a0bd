import type { ReactNode } from "react";
import { signInStateWords } from "@/messages/zh-CN";
import type { EnterpriseUserView } from "@/server/accounts/user.schema";
import { useSay } from "#say";
import { type Column, DataTable } from "../patterns/data-table";
import { EmptyState, NoMatch } from "../patterns/empty-state";
import { StateBadge } from "../patterns/state-badge";
import { ButtonLink, TextLink } from "../ui/link";

import { InviteEmployee } from "./invite-employee";

type Props = { rows: readonly EnterpriseUserView[]; path: string; search: string; mayChange: boolean; foot: ReactNode };

/** AI7: the company's users; a name leads to its form for those who may change it. */
export function UserTable({ rows, path, search, mayChange, foot }: Props) {
  const say = useSay();
  const columns: readonly Column<EnterpriseUserView>[] = [
    { key: "name", name: say("姓名"), isTitle: true, cell: (row) => (mayChange ? <TextLink href={`${path}/${row.id}`}>{row.name}</TextLink> : row.name) },
    { key: "number", name: say("工号"), cell: (row) => row.employeeNumber },
    { key: "department", name: say("部门"), cell: (row) => row.department || say("未填") },
    { key: "email", name: say("邮箱"), cell: (row) => row.email || say("未填") },
    { key: "phone", name: say("手机号"), cell: (row) => row.phone || say("未填") },
    { key: "signIn", name: say("登录"), cell: (row) => <><StateBadge state={row.signIn} words={signInStateWords} />{mayChange && row.signIn !== "open" && row.email !== "" && <span className="ml-2"><InviteEmployee userId={row.id} name={row.name} isAgain={row.signIn === "invited"} /></span>}</> },
  ];
  const whenEmpty = search === ""
    ? <EmptyState title={say("还没有企业用户")} text={say("把要使用产品的员工加进来，可以逐个添加，也可以用表格批量导入。")} actions={mayChange && <><ButtonLink href={`${path}/new`}>{say("添加用户")}</ButtonLink><ButtonLink href={`${path}/import`} variant="secondary">{say("批量导入")}</ButtonLink></>} />
    : <NoMatch title={say("没有找到“{search}”", { search })} actions={<ButtonLink href={path} variant="secondary">{say("查看全部用户")}</ButtonLink>} />;
  return <DataTable caption={say("企业用户")} columns={columns} items={rows} rowKey={(row) => row.id} whenEmpty={whenEmpty} foot={foot} />;
}
