import { formatInstant } from "@/server/kernel/calendar";
import type { TakeoutRow } from "@/server/takeout/takeout.schema";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { StateBadge, type StateWords } from "../patterns/state-badge";
import { Progress } from "../ui/progress";

const stateWords: StateWords<TakeoutRow["state"]> = { waiting: { word: "排队中", tone: "info" }, running: { word: "生成中", tone: "info" }, ready: { word: "可以下载", tone: "success" }, failed: { word: "没能导出", tone: "danger" }, gone: { word: "已删除", tone: "neutral" } };
const soft = (text: string) => <span className="block text-[0.9em] text-ink-soft">{text}</span>;
const sizeOf = (bytes: number) => (bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`);

function Standing({ row }: { row: TakeoutRow }) {
  return (
    <>
      <StateBadge state={row.state} words={stateWords} />
      {row.state === "running" && <span className="mt-2 block max-w-48"><Progress label="生成进度" done={row.kindsDone} of={row.kindsTotal} text={`${row.kindsDone} / ${row.kindsTotal} 类`} /></span>}
      {row.state === "ready" && row.expiresAt && soft(`${formatInstant(row.expiresAt)} 删除`)}
      {row.state === "failed" && soft("请再申请一次，仍不行请提交服务单")}
    </>
  );
}

/** DP1: the exports that were asked for, newest first. */
export function TakeoutTable({ rows }: { rows: readonly TakeoutRow[] }) {
  return (
    <DataTable
      caption="导出记录"
      items={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "at", name: "申请", isTitle: true, cell: (row) => <>{formatInstant(row.askedAt)}{soft(row.askedByName)}</> },
        { key: "state", name: "状态", cell: (row) => <Standing row={row} /> },
        { key: "size", name: "内容", cell: (row) => (row.state === "ready" || row.state === "gone" ? `${row.rowCount} 行，${sizeOf(row.sizeBytes)}` : "—") },
        { key: "file", name: "下载", cell: (row) => (row.state === "ready" ? <><a href={`/api/takeouts/${row.id}`} download rel="nofollow" className="inline-flex min-h-6 items-center text-accent-strong underline underline-offset-4">下载 ZIP</a>{row.downloads > 0 && soft(`已下载 ${row.downloads} 次`)}</> : "—") },
      ]}
      whenEmpty={<EmptyState title="还没有导出过" text="需要留底、换系统或准备销户时，可以把全部资料导出。" />}
    />
  );
}
