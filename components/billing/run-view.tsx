import type { z } from "zod";
import type { RunView } from "@/server/billing/desk.schema";
import { formatInstant } from "@/server/kernel/calendar";
import { withQuery } from "@/server/kernel/pagination";
import { DataTable } from "../patterns/data-table";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { Stat } from "../patterns/stat";
import { billStateWords } from "@/messages/zh-CN";
import { Badge } from "../ui/badge";
import { CardHeader, Grid, Stack } from "../ui/card";
import { TextLink } from "../ui/link";
import { Pagination } from "../ui/pagination";
import { RerunAccount } from "./rerun-account";
import { RunProgress } from "./run-words";

type Props = { run: z.output<typeof RunView>; mayRun: boolean; query: Record<string, string | string[] | undefined> };
const problemWords: Record<string, string> = { "bands end before the seats do": "数量超出价格的最后一档：请核对该产品的价格或数量", "a price gives more lines than a product can have": "一个产品算出的明细过多：请核对该产品的价格" };

export function RunDetail({ run, mayRun, query }: Props) {
  const path = `/billing/${run.id}`;
  return (
    <Stack>
      <Grid columns="stats">
        <Stat name="进度" value={`${run.bills} 张`} text={<RunProgress run={run} />} />
        <Stat name="合计" value={<Money fen={run.totalFen} />} text={`${run.accounts} 个帐户`} isWide />
        <Stat name="开始" value={formatInstant(run.startedAt).slice(5)} text={run.computedAt ? `${formatInstant(run.computedAt).slice(5)}算完` : "计算中"} isWide />
      </Grid>
      {run.parkedRows.length > 0 && (
        <section aria-labelledby="parked">
          <CardHeader id="parked" title="未能出账的帐户" text="改好原因后重新出账；其他帐户不受影响。" />
          <DataTable
            caption="未能出账的帐户"
            items={run.parkedRows}
            rowKey={(row) => row.customerId}
            rowTone={(row) => (row.solvedAt ? "plain" : "danger")}
            columns={[
              { key: "who", name: "企业", isTitle: true, cell: (row) => <TextLink href={`/customers/${row.customerId}`}>{row.companyName}</TextLink> },
              { key: "account", name: "企业帐号", cell: (row) => row.accountName },
              { key: "why", name: "原因", cell: (row) => problemWords[row.problem] ?? "计算出错，已记入日志，请联系系统管理员" },
              { key: "at", name: "时间", cell: (row) => formatInstant(row.parkedAt) },
              { key: "do", name: "处理", cell: (row) => (row.solvedAt ? <Badge tone="success">已解决</Badge> : mayRun ? <RerunAccount runId={run.id} customerId={row.customerId} /> : "—") },
            ]}
            whenEmpty={null}
          />
        </section>
      )}
      <section aria-labelledby="bills">
        <CardHeader id="bills" title="帐单" text="费用异常的在前。" />
        <DataTable
          caption="本批次的帐单"
          items={run.billRows}
          rowKey={(row) => row.id}
          rowTone={(row) => (row.needsConfirmation ? "warning" : "plain")}
          columns={[
            { key: "who", name: "企业", isTitle: true, cell: (row) => <TextLink href={`/bills/${row.id}`}>{row.companyName}</TextLink> },
            { key: "number", name: "帐单号", cell: (row) => row.number },
            { key: "lines", name: "行数", align: "end", cell: (row) => row.lineCount },
            { key: "total", name: "合计", align: "end", cell: (row) => <Money fen={row.totalFen} /> },
            { key: "open", name: "待付", align: "end", cell: (row) => <Money fen={row.totalFen - row.paidFen} /> },
            { key: "state", name: "状态", cell: (row) => <><StateBadge state={row.state} words={billStateWords} />{row.needsConfirmation && <> <Badge tone="warning">费用异常，等客户核对</Badge></>}</> },
          ]}
          whenEmpty={<p className="text-ink-soft">这个批次没有帐单。</p>}
          foot={<Pagination previousHref={query.cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={run.nextCursor ? withQuery(path, query, { cursor: run.nextCursor }) : null} />}
        />
      </section>
    </Stack>
  );
}
