import type { z } from "zod";
import { classWords, draftStateWords, saleStageWords } from "@/messages/zh-CN";
import { industryWords } from "@/server/catalog/catalog.rules";
import { type productClasses } from "@/server/catalog/catalog.schema";
import type { ProductPage, ProductRow, deskFilters } from "@/server/catalog/desk.schema";
import { formatInstant } from "@/server/kernel/calendar";
import { withQuery } from "@/server/kernel/pagination";
import { FilterBox } from "../console/filter-box";
import { DataTable } from "../patterns/data-table";
import { EmptyState, NoMatch } from "../patterns/empty-state";
import { StateBadge } from "../patterns/state-badge";
import { Badge } from "../ui/badge";
import { ButtonLink, TextLink } from "../ui/link";
import { Pagination } from "../ui/pagination";
import { Tabs } from "../ui/tabs";
import { ClassTree } from "./class-tree";
import { ExportClass } from "./workbook";
import { ResumeSaleButton, StopSaleButton } from "./sale-actions";

type Row = z.output<typeof ProductRow>;
export type Filter = (typeof deskFilters)[number];
type Query = Record<string, string | string[] | undefined>;
type Props = { page: z.output<typeof ProductPage>; query: Query; filter: Filter | undefined; chosen: (typeof productClasses)[number] | undefined; search: string; mayWrite: boolean; mayStop: boolean };

const filterWords: Record<Filter, string> = { review: "待复核", ...Object.fromEntries(Object.entries(saleStageWords).map(([stage, { word }]) => [stage, word])) } as Record<Filter, string>;
const filters = ["review", "draft", "waiting", "onSale", "stopped", "retired"] as const;

/** PR8: an application that its provider has not tested with the present interface cannot be put on sale. */
function TestBadge({ test }: { test: Row["test"] }) {
  if (test === null) return "—";
  const badge = test.isGreen ? <Badge tone="success">已通过</Badge> : <Badge tone="warning">未通过，不能上架</Badge>;
  return test.partnerId ? <span className="flex flex-wrap items-center gap-x-2">{badge}<TextLink href={`/partners/${test.partnerId}`}>测试记录</TextLink></span> : badge;
}

function Standing({ row }: { row: Row }) {
  return (
    <span className="flex flex-col items-start gap-1">
      <StateBadge state={row.stage} words={saleStageWords} />
      {row.stage === "stopped" && row.stoppedAt && <span className="text-[0.875em] text-ink-soft">{formatInstant(row.stoppedAt)}{row.stopReason && `，${row.stopReason}`}</span>}
    </span>
  );
}

/** SC12, SC13: what the platform sells, what it no longer does, and what is being written. */
export function ProductTable({ page, query, filter, chosen, search, mayWrite, mayStop }: Props) {
  const hrefOf = (changes: Record<string, string | null>) => withQuery("/catalogue", query, { cursor: null, ...changes });
  const isNarrowed = search !== "" || chosen !== undefined || filter !== undefined;
  return (
    <>
      <Tabs
        label="销售状态"
        tabs={[{ href: hrefOf({ stage: null }), label: "全部", isCurrent: filter === undefined }, ...filters.map((one) => ({ href: hrefOf({ stage: one }), label: filterWords[one], isCurrent: filter === one, ...(one === "review" && page.inReview > 0 ? { count: page.inReview } : {}) }))]}
      />
      <div className="mt-3 grid items-start gap-x-5 gap-y-3 lg:grid-cols-[10.5rem_minmax(0,1fr)]">
        <ClassTree counts={page.counts} chosen={chosen} hrefOf={(one) => hrefOf({ class: one })} />
        <div className="min-w-0">
          <div className="flex flex-wrap items-end justify-between gap-x-4">
            <FilterBox action="/catalogue" label="产品名、编码或拼音" value={search} keep={{ ...(filter ? { stage: filter } : {}), ...(chosen ? { class: chosen } : {}) }} />
            <div className="mb-3"><ExportClass productClass={chosen} name={chosen ? classWords[chosen] : "全部产品"} /></div>
          </div>
          <DataTable
            caption="产品"
            items={page.rows}
            rowKey={(row) => row.id}
            columns={[
              { key: "n", name: "产品", isTitle: true, cell: (row) => <><TextLink href={`/catalogue/${row.id}`}>{row.name}</TextLink><span className="block text-[0.875em] font-normal text-ink-soft">{row.code}，{classWords[row.productClass]}{row.industry && `，${industryWords[row.industry]}方案`}</span></> },
              { key: "s", name: "状态", cell: (row) => <Standing row={row} /> },
              { key: "d", name: "草稿", cell: (row) => (row.draft ? <span className="flex flex-col items-start gap-1"><StateBadge state={row.draft.state} words={draftStateWords} /><TextLink href={`/catalogue/drafts/${row.draft.id}`}>{row.draft.note}</TextLink></span> : "—") },
              { key: "r", name: "在用", align: "end", cell: (row) => row.runningProducts },
              { key: "o", name: "在途订单", align: "end", cell: (row) => row.openOrders },
              { key: "t", name: "契约测试", cell: (row) => <TestBadge test={row.test} /> },
              ...(mayStop ? [{ key: "x", name: "处理", cell: (row: Row) => (row.stage === "onSale" ? <StopSaleButton row={row} /> : row.stage === "stopped" ? <ResumeSaleButton row={row} /> : "—") }] : []),
            ]}
            whenEmpty={isNarrowed
              ? <NoMatch title={filter === "review" && search === "" ? "没有等待复核的产品" : undefined} actions={<ButtonLink href={hrefOf({ q: null, stage: null, class: null })} variant="secondary">看全部产品</ButtonLink>} />
              : <EmptyState title="还没有产品" text="新建的产品先写草稿，由另一位同事复核后上架。" actions={mayWrite ? <ButtonLink href="/catalogue/new">新建产品</ButtonLink> : undefined} />}
            foot={<Pagination previousHref={query.cursor ? hrefOf({}) : null} nextHref={page.nextCursor ? hrefOf({ cursor: page.nextCursor }) : null} />}
          />
        </div>
      </div>
    </>
  );
}
