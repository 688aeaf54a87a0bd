import type { ReactNode } from "react";
import { roleWords } from "@/messages/zh-CN";
import type { ChildView } from "@/server/accounts/child.schema";
import { businessDayOf } from "@/server/kernel/calendar";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { type Column, DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { Card, CardHeader, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { TextLink } from "../ui/link";
import { childStageWords } from "./child-words";
import { InviteOwnerForm } from "./invite-owner-form";
import { RenameChildForm } from "./rename-child-form";

type Member = ChildView["members"][number];
const columns = (say: Say): readonly Column<Member>[] => [
  { key: "name", name: say("姓名"), isTitle: true, cell: (row) => row.name },
  { key: "email", name: say("邮箱"), cell: (row) => row.email || say("未登记") },
  { key: "role", name: say("角色"), cell: (row) => say.word(roleWords[row.role]) },
  { key: "used", name: say("首次登录"), cell: (row) => (row.firstUsedAt ? say.instant(row.firstUsedAt) : say("还没有登录")) },
];

/** PC1, PC9: a child as its parent sees it, with the hand-over of its first sign-in. */
export function ChildPanel({ child, base, mayOpen, children }: { child: ChildView; base: string; mayOpen: boolean; children: ReactNode }) {
  const say = useSay();
  return (
    <Stack>
      <Card as="section" labelledBy="child-facts">
        <CardHeader id="child-facts" title={say("概况")} actions={<StateBadge state={child.stage} words={childStageWords} />} />
        <DescriptionList
          items={[
            { term: say("帐号名"), value: child.accountName },
            { term: say("97 帐号"), value: child.accountNumber97 ?? "—" },
            { term: say("开立日期"), value: say.day(businessDayOf(child.openedAt)) },
            { term: say("可用余额"), value: <Money fen={child.cashFen} /> },
            { term: say("预占"), value: <Money fen={child.heldFen} /> },
            { term: say("产品"), value: <TextLink href={`${base}/products?account=${child.childId}`}>{say("{running} 个", { running: child.running })}</TextLink> },
            { term: say("办理中的订单"), value: <TextLink href={`${base}/orders?account=${child.childId}`}>{say("{openOrders} 个", { openOrders: child.openOrders })}</TextLink> },
            { term: say("联系人"), value: `${child.ownerName} · ${child.ownerPhone} · ${child.ownerEmail}` },
          ]}
        />
      </Card>
      {child.stage === "invited" && mayOpen && <InviteOwnerForm child={child} />}
      {children}
      <section aria-labelledby="child-members">
        <h2 id="child-members" className="mb-3 text-lg font-semibold">{say("能登录的成员")}</h2>
        <DataTable caption={say("能登录的成员")} columns={columns(say)} items={child.members} rowKey={(row) => row.id} whenEmpty={<EmptyState title={say("没有成员")} />} />
      </section>
      {mayOpen && child.stage !== "closed" && <RenameChildForm child={child} />}
    </Stack>
  );
}
