"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { errorWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import type { BulkView } from "@/server/review/bulk.schema";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { barWords } from "./bulk-words";
import { TextLink } from "../ui/link";
import { Progress } from "../ui/progress";

type Item = BulkView["items"][number];
const itemWords = { waiting: { word: "等待", tone: "neutral" }, done: { word: "已办", tone: "success" }, failed: { word: "未办", tone: "danger" } } as const;

/** BO9: a minute to take it back, then how far it is, order by order. */
export function BulkProgress({ action }: { action: BulkView }) {
  const { refresh } = useRouter();
  const { key } = useOnceKey(`review.bulkUndo:${action.id}`);
  const undo = useMutation(useTRPC().review.undoBulk.mutationOptions({ onSettled: () => refresh() }));
  const secondsLeft = Math.max(0, Math.ceil((action.executeAt.getTime() - action.now.getTime()) / 1000));
  const settled = action.done + action.failed;
  return (
    <div className="flex flex-col gap-4">
      <div role="status">
        {action.state === "waiting" && <Alert tone="warning" title={`${String(secondsLeft)} 秒后开始办理`} actions={action.isMine ? <Button size="sm" variant="secondary" isBusy={undo.isPending || !key} onClick={() => undo.mutate({ key, actionId: action.id })}>撤销这一批</Button> : undefined}>在此之前什么都没有发生，可以整批撤销。</Alert>}
        {action.state === "running" && <Progress label="办理进度" done={settled} of={action.count} text={`${String(settled)} / ${String(action.count)} 单`} />}
        {action.state === "undone" && <Alert tone="info" title="已撤销">这一批没有办理，订单都还在队列里。</Alert>}
        {action.state === "done" && <Alert tone={action.failed > 0 ? "warning" : "success"} title={`办完了：${String(action.done)} 单已办${action.failed > 0 ? `，${String(action.failed)} 单没有办` : ""}`}>{action.endedAt ? formatInstant(action.endedAt) : ""}{action.failed > 0 ? "。没有办的仍在队列里，请逐单审核。" : ""}</Alert>}
      </div>
      <FormProblem>{problemOf(undo.error)?.words}</FormProblem>
      <DataTable
        caption="这一批订单"
        items={action.items}
        rowKey={(row) => row.taskId}
        columns={[
          { key: "title", name: "内容", isTitle: true, cell: (row: Item) => <TextLink href={`/review/${row.taskId}`}>{row.title}</TextLink> },
          { key: "subtitle", name: "编号与帐号", cell: (row: Item) => row.subtitle },
          { key: "state", name: "结果", cell: (row: Item) => <><Badge tone={itemWords[row.state].tone}>{action.state === "undone" ? "未办" : itemWords[row.state].word}</Badge> {row.code && <span className="text-ink-soft">{(barWords as Record<string, string>)[row.code] ?? (errorWords as Record<string, string>)[row.code] ?? errorWords.UNEXPECTED}</span>}</> },
        ]}
        whenEmpty={<EmptyState title="这一批没有您职责内的订单" />}
      />
    </div>
  );
}
