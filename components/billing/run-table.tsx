import type { z } from "zod";
import type { RunRow } from "@/server/billing/desk.schema";
import { useSay } from "#say";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { Badge } from "../ui/badge";
import { TextLink } from "../ui/link";
import { periodWords } from "./bill-table";
import { RunProgress, runStateWords } from "./run-words";

/** BI1: the runs of a platform, each with its progress and what wants a look. */
export function RunTable({ rows }: { rows: readonly z.output<typeof RunRow>[] }) {
  const say = useSay();
  return (
    <DataTable
      caption="出账批次"
      items={rows}
      rowKey={(run) => run.id}
      rowTone={(run) => (run.parked > 0 ? "danger" : "plain")}
      columns={[
        { key: "period", name: "帐期", isTitle: true, cell: (run) => <TextLink href={`/billing/${run.id}`}>{periodWords(say, run.periodFrom)}</TextLink> },
        { key: "state", name: "状态", cell: (run) => <StateBadge state={run.state} words={runStateWords} /> },
        { key: "progress", name: "进度", cell: (run) => <RunProgress run={run} /> },
        { key: "accounts", name: "帐户", align: "end", cell: (run) => run.accounts },
        { key: "bills", name: "帐单", align: "end", cell: (run) => run.bills },
        { key: "total", name: "合计", align: "end", cell: (run) => <Money fen={run.totalFen} /> },
        { key: "look", name: "需要关注", cell: (run) => (run.parked + run.abnormal === 0 ? "—" : <>{run.parked > 0 && <Badge tone="danger">{run.parked} 户未能出账</Badge>} {run.abnormal > 0 && <Badge tone="warning">{run.abnormal} 张费用异常</Badge>}</>) },
      ]}
      whenEmpty={<EmptyState title="还没有出过账" text="第一个产品开通后的下个月 1 日 2:00 开始。" />}
    />
  );
}
