"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import type { BulkPreview } from "@/server/review/bulk.schema";
import { type refuseReasons, refuseReasons as reasons } from "@/server/review/review.rules";
import { reviewWords } from "@/server/review/review.words";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { DataTable } from "../patterns/data-table";
import { EmptyState, NoMatch } from "../patterns/empty-state";
import { FormProblem } from "../patterns/form-layout";
import { Money } from "../patterns/money";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";
import { ButtonLink, TextLink } from "../ui/link";
import { SelectField, TextareaField } from "../ui/text-field";
import { barWords } from "./bulk-words";

type Row = BulkPreview["rows"][number];

/** BO9: what the decision would meet, counted and summed before anything is done. */
export function BulkDesk({ preview, isFiltered }: { preview: BulkPreview; isFiltered: boolean }) {
  const router = useRouter();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(preview.rows.map(({ taskId }) => taskId)));
  const [dialog, setDialog] = useState<"approve" | "refuse" | null>(null);
  const { key, renew, renewAfter } = useOnceKey("review.bulk");
  const start = useMutation(useTRPC().review.startBulk.mutationOptions({ onSuccess: ({ actionId }) => { renew(); router.push(`/queue/bulk/${actionId}`); }, onError: renewAfter }));
  const problem = problemOf(start.error);
  const rows = preview.rows.filter(({ taskId }) => chosen.has(taskId));
  const sumFen = rows.reduce((sum, row) => sum + row.firstYearFen, 0n);
  const tasks = rows.map(({ taskId, version }) => ({ taskId, version }));
  const toggle = (taskId: string) => setChosen((before) => new Set(before.has(taskId) ? [...before].filter((id) => id !== taskId) : [...before, taskId]));
  function refuse(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    start.mutate({ key, kind: "refuse", tasks, reason: String(given.get("reason")) as (typeof refuseReasons)[number], text: String(given.get("text") ?? "") });
  }
  const counted = <>选中 {rows.length} 单，首年费用合计 <Money fen={sumFen} /></>;
  return (
    <div className="flex flex-col gap-4">
      {preview.barred.length > 0 && <Alert tone="info" title="以下不在这一批里，请逐单审核">{preview.barred.map(({ bar, count }) => `${barWords[bar]} ${String(count)} 单`).join("；")}。</Alert>}
      {preview.hasMore && <Alert tone="warning" title="符合条件的超过一批">先列出最急的 {preview.rows.length} 单；办完再筛一次。</Alert>}
      <DataTable
        caption="这一批订单"
        items={preview.rows}
        rowKey={(row) => row.taskId}
        rowTone={(row) => (chosen.has(row.taskId) ? "chosen" : "plain")}
        columns={[
          { key: "pick", name: "选", cell: (row: Row) => <label className="inline-flex min-h-6 min-w-6 items-center justify-center"><input type="checkbox" aria-label={`选中 ${row.title}，${row.subtitle}`} checked={chosen.has(row.taskId)} onChange={() => toggle(row.taskId)} className="size-5 accent-accent" /></label> },
          { key: "title", name: "内容", isTitle: true, cell: (row: Row) => <TextLink href={`/review/${row.taskId}`}>{row.title}</TextLink> },
          { key: "company", name: "企业", cell: (row: Row) => row.companyName },
          { key: "subtitle", name: "编号与帐号", cell: (row: Row) => row.subtitle },
          { key: "year", name: "首年费用", align: "end", cell: (row: Row) => <Money fen={row.firstYearFen} /> },
          { key: "asked", name: "提交时间", cell: (row: Row) => formatInstant(row.askedAt) },
        ]}
        whenEmpty={isFiltered ? <NoMatch actions={<ButtonLink href="/queue/bulk" variant="secondary">清除筛选</ButtonLink>} /> : <EmptyState title="没有可以批量审核的订单" text="需要两人审核、企业未核验或有欠费的订单请逐单审核。" />}
      />
      {preview.rows.length > 0 && (
        <div className="sticky bottom-0 flex flex-wrap items-center gap-4 rounded-lg border border-line bg-surface p-4">
          <p aria-live="polite" className="font-medium">{counted}</p>
          <Button size="sm" variant="ghost" onClick={() => setChosen(new Set(rows.length > 0 ? [] : preview.rows.map(({ taskId }) => taskId)))}>{rows.length > 0 ? "全不选" : "全选"}</Button>
          <Dialog
            title={`通过 ${String(rows.length)} 单？`} text="60 秒内可以整批撤销；之后逐单通过并开始开通，不能撤回。" isOpen={dialog === "approve"} onOpenChange={(isOpen) => setDialog(isOpen ? "approve" : null)}
            trigger={<Button disabled={rows.length === 0}>通过所选</Button>}
            actions={<><DialogClose><Button variant="secondary">返回</Button></DialogClose><Button isBusy={start.isPending || !key} onClick={() => start.mutate({ key, kind: "approve", tasks })}>确认通过</Button></>}
          >
            <p>{counted}。</p>
            <FormProblem>{problem?.words}</FormProblem>
          </Dialog>
          <Dialog title={`拒绝 ${String(rows.length)} 单？`} text="60 秒内可以整批撤销；之后逐单拒绝，预占的费用退回，客户收到同样的说明。" isOpen={dialog === "refuse"} onOpenChange={(isOpen) => setDialog(isOpen ? "refuse" : null)} isSticky trigger={<Button variant="secondary" disabled={rows.length === 0}>拒绝所选</Button>}>
            <form method="post" onSubmit={refuse} noValidate className="flex flex-col gap-3">
              <p>{counted}。</p>
              <SelectField name="reason" label="原因">{reasons.map((reason) => <option key={reason} value={reason}>{reviewWords.refuse[reason]}</option>)}</SelectField>
              <TextareaField name="text" label="给客户的说明" rows={3} error={fieldProblem(problem?.fields?.text)} isRequired />
              <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
              <div className="flex flex-wrap gap-3"><Button type="submit" variant="danger" isBusy={start.isPending || !key}>确认拒绝</Button><DialogClose><Button variant="secondary">返回</Button></DialogClose></div>
            </form>
          </Dialog>
        </div>
      )}
    </div>
  );
}
