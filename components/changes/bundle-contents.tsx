import type { z } from "zod";
import { productStateWords } from "@/messages/zh-CN";
import type { ProductView } from "@/server/inventory/product.schema";
import { useSay } from "#say";
import { DataTable } from "../patterns/data-table";
import { StateBadge } from "../patterns/state-badge";
import { TextLink } from "../ui/link";

/** SC4: what a bundle opened. */
export function BundleContents({ parts, base }: { parts: z.output<typeof ProductView>["parts"]; base: string }) {
  const say = useSay();
  return (
    <DataTable
      caption={say("套餐包含")}
      items={parts}
      rowKey={(row) => row.id}
      columns={[
        { key: "name", name: say("产品"), isTitle: true, cell: (row) => <TextLink href={`${base}/products/${row.id}`}>{row.name}</TextLink> },
        { key: "seats", name: say("数量"), align: "end", cell: (row) => say.counted(row.seats, row.seatName) },
        { key: "state", name: say("状态"), cell: (row) => <StateBadge state={row.state} words={productStateWords} /> },
      ]}
      whenEmpty={null}
    />
  );
}
