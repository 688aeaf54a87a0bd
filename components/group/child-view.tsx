import type { ReactNode } from "react";
import { roleWords } from "@/messages/zh-CN";
import type { ChildView } from "@/server/accounts/child.schema";
import { businessDayOf, formatDay, formatInstant } from "@/server/kernel/calendar";
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
const columns: readonly Column<Member>[] = [
  { key: "name", name: "姓名", isTitle: true, cell: (row) => row.name },
  { key: "email", name: "邮箱", cell: (row) => row.email || "未登记" },
  { key: "role", name: "角色", cell: (row) => roleWords[row.role] },
  { key: "used", name: "首次登录", cell: (row) => (row.firstUsedAt ? formatInstant(row.firstUsedAt) : "还没有登录") },
];

/** PC1, PC9: a child as its parent sees it, with the hand-over of its first sign-in. */
export function ChildPanel({ child, base, mayOpen, children }: { child: ChildView; base: string; mayOpen: boolean; children: ReactNode }) {
  return (
    <Stack>
      <Card as="section" labelledBy="child-facts">
        <CardHeader id="child-facts" title="概况" actions={<StateBadge state={child.stage} words={childStageWords} />} />
        <DescriptionList
          items={[
            { term: "帐号名", value: child.accountName },
            { term: "97 帐号", value: child.accountNumber97 ?? "—" },
            { term: "开立日期", value: formatDay(businessDayOf(child.openedAt)) },
            { term: "可用余额", value: <Money fen={child.cashFen} /> },
            { term: "预占", value: <Money fen={child.heldFen} /> },
            { term: "产品", value: <TextLink href={`${base}/products?account=${child.childId}`}>{child.running} 个</TextLink> },
            { term: "办理中的订单", value: <TextLink href={`${base}/orders?account=${child.childId}`}>{child.openOrders} 个</TextLink> },
            { term: "联系人", value: `${child.ownerName} · ${child.ownerPhone} · ${child.ownerEmail}` },
          ]}
        />
      </Card>
      {child.stage === "invited" && mayOpen && <InviteOwnerForm child={child} />}
      {children}
      <section aria-labelledby="child-members">
        <h2 id="child-members" className="mb-3 text-lg font-semibold">能登录的成员</h2>
        <DataTable caption="能登录的成员" columns={columns} items={child.members} rowKey={(row) => row.id} whenEmpty={<EmptyState title="没有成员" />} />
      </section>
      {mayOpen && child.stage !== "closed" && <RenameChildForm child={child} />}
    </Stack>
  );
}
