import type { z } from "zod";
import { draftStateWords, standingWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import type { ContractDraftPage, ContractPage } from "@/server/ordering/contract-desk.schema";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { StateBadge } from "../patterns/state-badge";
import { TextLink } from "../ui/link";
import { Pagination } from "../ui/pagination";

type Paging = { previousHref: string | null; nextHref: string | null };
const soft = "block text-[0.9em] font-normal text-ink-soft";

/** OR14: texts that were released, the last one first. */
export function ContractTable({ page, isWaiting, ...paging }: { page: z.output<typeof ContractPage>; isWaiting: boolean } & Paging) {
  return (
    <DataTable
      caption="服务协议版本"
      items={page.rows}
      rowKey={(row) => row.id}
      rowTone={(row) => (row.standing === "inForce" ? "chosen" : "plain")}
      columns={[
        { key: "v", name: "版本", isTitle: true, cell: (row) => <><TextLink href={`/contracts/${row.id}`}>第 {row.version} 版</TextLink><span className={soft}>{row.note}</span></> },
        { key: "t", name: "协议名称", cell: (row) => row.title },
        { key: "s", name: "状态", cell: (row) => <StateBadge state={row.standing} words={standingWords} /> },
        { key: "f", name: "生效时间", cell: (row) => formatInstant(row.validFrom) },
        { key: "r", name: "编写 / 发布", cell: (row) => <>{row.writtenBy}<span className={soft}>{[row.releasedBy, formatInstant(row.releasedAt)].filter(Boolean).join("，")}</span></> },
      ]}
      whenEmpty={<EmptyState title={isWaiting ? "没有等待生效的版本" : "还没有发布过协议"} text={isWaiting ? "发布时选“定时生效”的版本，在生效前列在这里，可以撤回。" : "新建草稿，复核后发布。"} />}
      foot={<Pagination {...paging} />}
    />
  );
}

/** OR14: what is being written, and what waits for its second person. */
export function ContractDraftTable({ page, ...paging }: { page: z.output<typeof ContractDraftPage> } & Paging) {
  return (
    <DataTable
      caption="服务协议草稿"
      items={page.rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "t", name: "草稿", isTitle: true, cell: (row) => <><TextLink href={`/contracts/drafts/${row.id}`}>{row.note}</TextLink><span className={soft}>以第 {row.basedOn} 版为底</span></> },
        { key: "s", name: "状态", cell: (row) => <StateBadge state={row.state} words={draftStateWords} /> },
        { key: "w", name: "编写", cell: (row) => row.writers.join("、") },
        { key: "u", name: "最后修改", cell: (row) => formatInstant(row.updatedAt) },
      ]}
      whenEmpty={<EmptyState title="没有草稿" text="打开任一版本，点“以此新建草稿”开始修改；发布前客户看到的协议不变。" />}
      foot={<Pagination {...paging} />}
    />
  );
}
