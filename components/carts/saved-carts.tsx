import type { ReactNode } from "react";
import type { CartRow } from "@/server/carts/cart.schema";
import { useSay } from "#say";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { TextLink } from "../ui/link";

/** OR17: the account's saved carts. */
export function SavedCarts({ rows, base, foot }: { rows: readonly CartRow[]; base: string; foot?: ReactNode }) {
  const say = useSay();
  return (
    <DataTable
      caption={say("保存的采购车")} items={rows} rowKey={({ id }) => id}
      columns={[
        { key: "name", name: say("名称"), isTitle: true, cell: ({ id, name }) => <TextLink href={`${base}/cart/${id}`}>{name}</TextLink> },
        { key: "open", name: say("未下单"), align: "end", cell: ({ openLines }) => say("{openLines} 行", { openLines }) },
        { key: "ordered", name: say("已下单"), align: "end", cell: ({ orderedLines }) => say("{orderedLines} 行", { orderedLines }) },
        { key: "shared", name: say("分享"), cell: ({ isShared }) => (isShared ? say("分享中") : say("没有分享")) },
        { key: "at", name: say("更新"), cell: ({ changedAt, changedByName }) => say("{instant}，{changedByName}", { instant: say.instant(changedAt), changedByName }) },
      ]}
      whenEmpty={<EmptyState title={say("还没有保存的采购车")} text={say("常用的组合可以起个名称保存，以后一键再订。")} />}
      foot={foot}
    />
  );
}
