import type { z } from "zod";
import type { RunRow } from "@/server/billing/desk.schema";
import { formatInstant } from "@/server/kernel/calendar";
import { Progress } from "../ui/progress";
import type { StateWords } from "../patterns/state-badge";

type Run = z.output<typeof RunRow>;
export const runStateWords: StateWords<Run["state"]> = { running: { word: "计算中", tone: "info" }, computed: { word: "待发布", tone: "warning" }, published: { word: "已发布", tone: "success" } };

/** How far a run has come, in words and as a bar while it moves. */
export function RunProgress({ run }: { run: Run }) {
  if (run.state === "running") return <Progress label="计算进度" done={run.batchesDone} of={run.batches} text={`${run.batchesDone} / ${run.batches} 批`} />;
  if (run.state === "published") return <>{run.publishedAt && formatInstant(run.publishedAt)}发布</>;
  return run.billsPublished > 0 ? <Progress label="发布进度" done={run.billsPublished} of={run.bills} text={`已发布 ${run.billsPublished} / ${run.bills}`} /> : <>{formatInstant(run.publishesAt)}自动发布</>;
}
