import type { z } from "zod";
import { classWords } from "@/messages/zh-CN";
import { industryWords } from "@/server/catalog/catalog.rules";
import type { SpecificationPage } from "@/server/catalog/sale.schema";
import { formatInstant } from "@/server/kernel/calendar";
import { withQuery } from "@/server/kernel/pagination";
import { DataTable } from "../patterns/data-table";
import { EmptyState, NoMatch } from "../patterns/empty-state";
import { Badge } from "../ui/badge";
import { ButtonLink, TextLink } from "../ui/link";
import { Pagination } from "../ui/pagination";
import { FilterBox } from "./filter-box";
import { ResumeSaleButton, StopSaleButton } from "./sale-actions";

type Page = z.output<typeof SpecificationPage>;
type Row = Page["rows"][number];
/** PR8: an application that its provider has not tested with the present interface cannot be put on sale. */
function TestState({ test }: { test: Row["test"] }) {
  if (test === null) return "—";
  const badge = test.isGreen ? <Badge tone="success">已通过</Badge> : <Badge tone="warning">未通过，不能上架</Badge>;
  return test.partnerId ? <span className="flex flex-wrap items-center gap-x-2">{badge}<TextLink href={`/partners/${test.partnerId}`}>测试记录</TextLink></span> : badge;
}

type Query = Record<string, string | string[] | undefined>;
type Props = { page: Page; tab: "onSale" | "stopped"; query: Query; search: string; mayStop: boolean };

/** SC13: what the platform sells, and what it no longer does. */
export function CatalogueTable({ page, tab, query, search, mayStop }: Props) {
  const isStopped = tab === "stopped";
  return (
    <div className="mt-3">
      <FilterBox action="/catalogue" label="产品名、编码或拼音" value={search} keep={isStopped ? { tab } : {}} />
      <DataTable
        caption="产品"
        items={page.rows}
        rowKey={(row) => row.id}
        columns={[
          { key: "n", name: "产品", isTitle: true, cell: (row) => row.name },
          { key: "c", name: "编码", cell: (row) => row.code },
          { key: "k", name: "类别", cell: (row) => <>{classWords[row.productClass]}{row.industry && <> <Badge>{industryWords[row.industry]}方案</Badge></>}</> },
          { key: "r", name: "在用", align: "end", cell: (row) => row.runningProducts },
          { key: "o", name: "在途订单", align: "end", cell: (row) => row.openOrders },
          { key: "t", name: "契约测试", cell: (row) => <TestState test={row.test} /> },
          ...(isStopped ? [{ key: "s", name: "停止时间与原因", cell: (row: Row) => <>{row.stoppedAt ? formatInstant(row.stoppedAt) : ""}<br />{row.stopReason}</> }] : []),
          ...(mayStop ? [{ key: "x", name: "处理", cell: (row: Row) => (isStopped ? <ResumeSaleButton row={row} /> : <StopSaleButton row={row} />) }] : []),
        ]}
        whenEmpty={search ? <NoMatch actions={<ButtonLink href={withQuery("/catalogue", query, { q: null, cursor: null })} variant="secondary">清除筛选</ButtonLink>} /> : <EmptyState title={isStopped ? "没有停止销售的产品" : "没有在售的产品"} text={isStopped ? "停止销售的产品会列在这里，可以随时恢复。" : undefined} />}
        foot={<Pagination previousHref={query.cursor ? withQuery("/catalogue", query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery("/catalogue", query, { cursor: page.nextCursor }) : null} />}
      />
    </div>
  );
}
