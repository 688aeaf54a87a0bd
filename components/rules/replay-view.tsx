import type { z } from "zod";
import { formatInstant } from "@/server/kernel/calendar";
import type { DraftView } from "@/server/ordering/rule.schema";
import { LiveRefresh } from "../ordering/live-refresh";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Stat } from "../patterns/stat";
import { Alert } from "../ui/alert";
import { Badge } from "../ui/badge";
import { Card, Row, Stack } from "../ui/card";
import { TextLink } from "../ui/link";
import { Progress } from "../ui/progress";
import { outcomeTones } from "@/messages/zh-CN";
import { StartReplay } from "./draft-actions";
import { outcomeText } from "./rule-words";

type Draft = z.output<typeof DraftView>;

/** BO5: what the draft would have decided otherwise on the orders of the last thirty days. */
export function ReplayPanel({ draft, mayStart }: { draft: Draft; mayStart: boolean }) {
  const { replay } = draft;
  const isActive = draft.state === "open" || draft.state === "submitted";
  const start = mayStart && isActive && <StartReplay draftId={draft.id} version={draft.version} isAgain={replay !== null} />;
  if (!replay) return <EmptyState title="还没有试算" text="用最近 30 天的全部订单，看哪些会有不同的结论。提交复核时会自动试算一次。" actions={start} />;
  const isRunning = replay.state === "running";
  return (
    <Stack>
      {isRunning && <LiveRefresh seconds={2} />}
      <Row justify="between">
        <p className="text-ink-soft">{formatInstant(replay.ordersFrom)} 至 {formatInstant(replay.ordersTo)} 的订单，{replay.startedBy}试算。</p>
        {!isRunning && start}
      </Row>
      {!replay.isOfContent && <Alert tone="warning" title="试算以后草稿又改过">下面是改动前的结果，请重新试算。</Alert>}
      {isRunning ? (
        <Card><Progress label="试算进度" done={replay.done} of={replay.total} text={replay.total === 0 ? "正在清点订单…" : `已试算 ${replay.done} / ${replay.total} 单，做完自动显示`} /></Card>
      ) : (
        <>
          <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
            <Stat name="试算订单" value={replay.total} />
            <Stat name="结论不同" value={replay.changed} />
            <Stat name="结论相同" value={replay.total - replay.changed - replay.withoutFacts} />
            <Stat name="无法重放" value={replay.withoutFacts} text="下单时还没有记录当时的情况" />
          </div>
          <DataTable
            caption="结论不同的订单"
            items={replay.groups}
            rowKey={({ from, to }) => `${outcomeText(from)}>${outcomeText(to)}`}
            columns={[
              { key: "f", name: "当时", isTitle: true, cell: ({ from }) => <Badge tone={outcomeTones[from.decision]}>{outcomeText(from)}</Badge> },
              { key: "t", name: "按草稿", cell: ({ to }) => <Badge tone={outcomeTones[to.decision]}>{outcomeText(to)}</Badge> },
              { key: "c", name: "单数", align: "end", cell: ({ count }) => <span className="figures">{count}</span> },
              { key: "e", name: "例如", cell: ({ examples }) => (examples.length === 0 ? "在您的职责范围以外" : <span className="flex flex-wrap gap-x-4">{examples.map(({ number, taskId, customerId }) => <TextLink key={number} href={taskId ? `/review/${taskId}` : `/customers/${customerId}`}>{number}</TextLink>)}</span>) },
            ]}
            whenEmpty={<EmptyState title="没有订单会有不同的结论" text={replay.withoutFacts > 0 ? "无法重放的订单不在内。" : "最近 30 天的订单按这份草稿，结论都和当时一样。"} />}
          />
        </>
      )}
    </Stack>
  );
}
