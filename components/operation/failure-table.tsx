import { errorWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import { type RerunnableJob, jobWords, rerunnable } from "@/server/operation/job.rules";
import type { JobBoard } from "@/server/operation/job.schema";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { CardHeader } from "../ui/card";
import { TextLink } from "../ui/link";
import { RerunOne } from "./rerun-one";

type Row = JobBoard["failures"][number];
const isRerunnable = (job: string): job is RerunnableJob => (rerunnable as readonly string[]).includes(job);

/** BO7: what could not be done and is tried again, the longest first. */
export function FailureTable({ board, mayRun }: { board: JobBoard; mayRun: boolean }) {
  return (
    <section aria-labelledby="failures">
      <CardHeader id="failures" title="没有办成的" text={board.hasMore ? "只列出最早的 50 条；先处理这些。" : "自动重试仍没有办成的；15 分钟内没有再失败的不再列出。"} />
      <DataTable
        caption="没有办成的后台任务"
        items={board.failures}
        rowKey={(row) => `${row.job}.${row.subjectId}`}
        columns={[
          { key: "company", name: "企业", isTitle: true, cell: (row: Row) => <TextLink href={`/customers/${row.customerId}`}>{row.companyName}</TextLink> },
          { key: "job", name: "任务", cell: (row: Row) => jobWords[row.job] },
          { key: "why", name: "原因", cell: (row: Row) => (errorWords as Record<string, string>)[row.code] ?? errorWords.UNEXPECTED },
          { key: "since", name: "开始失败", cell: (row: Row) => formatInstant(row.firstAt) },
          { key: "tries", name: "已试次数", align: "end", cell: (row: Row) => row.tries },
          { key: "do", name: "处理", cell: (row: Row) => (mayRun && isRerunnable(row.job) ? <RerunOne job={row.job} accountName={row.accountName} /> : "自动重试中") },
        ]}
        whenEmpty={<EmptyState title="都办成了" text="没有失败的任务。" />}
      />
    </section>
  );
}
