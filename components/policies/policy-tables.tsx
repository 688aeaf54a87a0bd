import type { z } from "zod";
import { draftStateWords, policyNames, standingWords, weightWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import type { PolicyDraftPage, PolicyPage } from "@/server/privacy/policy-desk.schema";
import { DataTable } from "../patterns/data-table";
import { EmptyState, NoMatch } from "../patterns/empty-state";
import { StateBadge } from "../patterns/state-badge";
import { ButtonLink, TextLink } from "../ui/link";
import { Pagination } from "../ui/pagination";

type Paging = { previousHref: string | null; nextHref: string | null };
type Filter = { isFiltered: boolean; clearHref: string };
const soft = "block text-[0.9em] font-normal text-ink-soft";
const count = new Intl.NumberFormat("zh-CN");
const noMatch = (what: string, clearHref: string) => <NoMatch title={`没有符合条件的${what}`} actions={<ButtonLink href={clearHref} variant="secondary">看全部</ButtonLink>} />;

/** DP5: released versions, the last one first, with how many agreed to each. */
export function PolicyTable({ page, isWaiting, isFiltered, clearHref, ...paging }: { page: z.output<typeof PolicyPage>; isWaiting: boolean } & Filter & Paging) {
  return (
    <DataTable
      caption="政策版本"
      items={page.rows}
      rowKey={(row) => row.id}
      rowTone={(row) => (row.standing === "inForce" ? "chosen" : "plain")}
      columns={[
        { key: "v", name: "版本", isTitle: true, cell: (row) => <><TextLink href={`/policies/${row.id}`}>{policyNames[row.kind]} 第 {row.version} 版</TextLink><span className={soft}>{row.note}</span></> },
        { key: "s", name: "状态", isWhole: true, cell: (row) => <StateBadge state={row.standing} words={standingWords} /> },
        { key: "m", name: "对用户", isWhole: true, cell: (row) => (row.version === 1 ? "首版" : <StateBadge state={row.isMaterial ? "asks" : "tells"} words={weightWords} />) },
        { key: "f", name: "生效时间", isWhole: true, cell: (row) => formatInstant(row.validFrom) },
        { key: "c", name: "同意人数", align: "end", isWhole: true, cell: (row) => count.format(row.agreed) },
        { key: "r", name: "编写 / 发布", cell: (row) => <>{row.writtenBy}<span className={soft}>{[row.releasedBy, formatInstant(row.releasedAt)].filter(Boolean).join("，")}</span></> },
      ]}
      whenEmpty={isFiltered ? noMatch("版本", clearHref) : <EmptyState title={isWaiting ? "没有等待生效的版本" : "还没有发布过文本"} text={isWaiting ? "发布时选“定时生效”的版本，在生效前列在这里，可以撤回。" : "新建草稿，复核后发布。"} />}
      foot={<Pagination {...paging} />}
    />
  );
}

/** DP5: what is being written, and what waits for its second person. */
export function PolicyDraftTable({ page, isFiltered, clearHref, ...paging }: { page: z.output<typeof PolicyDraftPage> } & Filter & Paging) {
  return (
    <DataTable
      caption="政策草稿"
      items={page.rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "t", name: "草稿", isTitle: true, cell: (row) => <><TextLink href={`/policies/drafts/${row.id}`}>{row.note}</TextLink><span className={soft}>{policyNames[row.kind]}，{row.basedOn === 0 ? "首版" : `以第 ${String(row.basedOn)} 版为底`}</span></> },
        { key: "s", name: "状态", isWhole: true, cell: (row) => <StateBadge state={row.state} words={draftStateWords} /> },
        { key: "m", name: "对用户", isWhole: true, cell: (row) => <StateBadge state={row.isMaterial ? "asks" : "tells"} words={weightWords} /> },
        { key: "w", name: "编写", cell: (row) => row.writers.join("、") },
        { key: "u", name: "最后修改", isWhole: true, cell: (row) => formatInstant(row.updatedAt) },
      ]}
      whenEmpty={isFiltered ? noMatch("草稿", clearHref) : <EmptyState title="没有草稿" text="打开任一版本，点“以此新建草稿”开始修改；发布前用户看到的文本不变。" />}
      foot={<Pagination {...paging} />}
    />
  );
}
