import type { ReactNode } from "react";
import type { CartRow } from "@/server/carts/cart.schema";
import { formatInstant } from "@/server/kernel/calendar";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { TextLink } from "../ui/link";

/** OR17: the account's saved carts. */
export function SavedCarts({ rows, base, foot }: { rows: readonly CartRow[]; base: string; foot?: ReactNode }) {
  return (
    <DataTable
      caption="保存的采购车" items={rows} rowKey={({ id }) => id}
      columns={[
        { key: "name", name: "名称", isTitle: true, cell: ({ id, name }) => <TextLink href={`${base}/cart/${id}`}>{name}</TextLink> },
        { key: "open", name: "未下单", align: "end", cell: ({ openLines }) => `${openLines} 行` },
        { key: "ordered", name: "已下单", align: "end", cell: ({ orderedLines }) => `${orderedLines} 行` },
        { key: "shared", name: "分享", cell: ({ isShared }) => (isShared ? "分享中" : "没有分享") },
        { key: "at", name: "更新", cell: ({ changedAt, changedByName }) => `${formatInstant(changedAt)}，${changedByName}` },
      ]}
      whenEmpty={<EmptyState title="还没有保存的采购车" text="常用的组合可以起个名称保存，以后一键再订。" />}
      foot={foot}
    />
  );
}
