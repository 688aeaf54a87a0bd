import type { z } from "zod";
import { productStateWords } from "@/messages/zh-CN";
import type { ProductView } from "@/server/inventory/product.schema";
import { DataTable } from "../patterns/data-table";
import { StateBadge } from "../patterns/state-badge";
import { TextLink } from "../ui/link";

/** SC4: what a bundle opened. */
export function BundleContents({ parts, base }: { parts: z.output<typeof ProductView>["parts"]; base: string }) {
  return (
    <DataTable
      caption="套餐包含"
      items={parts}
      rowKey={(row) => row.id}
      columns={[
        { key: "name", name: "产品", isTitle: true, cell: (row) => <TextLink href={`${base}/products/${row.id}`}>{row.name}</TextLink> },
        { key: "seats", name: "数量", align: "end", cell: (row) => `${row.seats} ${row.seatName}` },
        { key: "state", name: "状态", cell: (row) => <StateBadge state={row.state} words={productStateWords} /> },
      ]}
      whenEmpty={null}
    />
  );
}
