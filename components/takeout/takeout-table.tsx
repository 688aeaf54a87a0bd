import type { TakeoutRow } from "@/server/takeout/takeout.schema";
import { useSay } from "#say";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { StateBadge, type StateWords } from "../patterns/state-badge";
import { Progress } from "../ui/progress";

const stateWords: StateWords<TakeoutRow["state"]> = { waiting: { word: "排队中", tone: "info" }, running: { word: "生成中", tone: "info" }, ready: { word: "可以下载", tone: "success" }, failed: { word: "没能导出", tone: "danger" }, gone: { word: "已删除", tone: "neutral" } };
const soft = (text: string) => <span className="block text-[0.9em] text-ink-soft">{text}</span>;
const sizeOf = (bytes: number) => (bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`);

function Standing({ row }: { row: TakeoutRow }) {
  const say = useSay();
  return (
    <>
      <StateBadge state={row.state} words={stateWords} />
      {row.state === "running" && <span className="mt-2 block max-w-48"><Progress label={say("生成进度")} done={row.kindsDone} of={row.kindsTotal} text={say("{kindsDone} / {kindsTotal} 类", { kindsDone: row.kindsDone, kindsTotal: row.kindsTotal })} /></span>}
      {row.state === "ready" && row.expiresAt && soft(say("{expiresAt} 删除", { expiresAt: say.instant(row.expiresAt) }))}
      {row.state === "failed" && soft(say("请再申请一次，仍不行请提交服务单"))}
    </>
  );
}

/** DP1: the exports that were asked for, newest first. */
export function TakeoutTable({ rows }: { rows: readonly TakeoutRow[] }) {
  const say = useSay();
  return (
    <DataTable
      caption={say("导出记录")}
      items={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "at", name: say("申请"), isTitle: true, cell: (row) => <>{say.instant(row.askedAt)}{soft(row.askedByName)}</> },
        { key: "state", name: say("状态"), cell: (row) => <Standing row={row} /> },
        { key: "size", name: say("内容"), cell: (row) => (row.state === "ready" || row.state === "gone" ? say("{rowCount} 行，{sizeOf}", { rowCount: row.rowCount, sizeOf: sizeOf(row.sizeBytes) }) : "—") },
        { key: "file", name: say("下载"), cell: (row) => (row.state === "ready" ? <><a href={`/api/takeouts/${row.id}`} download rel="nofollow" className="inline-flex min-h-6 items-center text-accent-strong underline underline-offset-4">{say("下载 ZIP")}</a>{row.downloads > 0 && soft(say("已下载 {downloads} 次", { downloads: row.downloads }))}</> : "—") },
      ]}
      whenEmpty={<EmptyState title={say("还没有导出过")} text={say("需要留底、换系统或准备销户时，可以把全部资料导出。")} />}
    />
  );
}
