import { billStateWords } from "@/messages/zh-CN";
import type { GroupBillView } from "@/server/billing/bill.schema";
import { useSay } from "#say";
import { type Column, DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { Stat } from "../patterns/stat";
import { StateBadge } from "../patterns/state-badge";
import { Grid, Stack } from "../ui/card";
import { TextLink } from "../ui/link";

type Row = GroupBillView["rows"][number];

/** PC7: the bills that a parent pays for a month, each to be opened, and their sum. */
export function GroupBill({ view, billsPath }: { view: GroupBillView; billsPath: string }) {
  const say = useSay();
  const columns: readonly Column<Row>[] = [
    { key: "account", name: say("帐号"), isTitle: true, cell: (row) => <TextLink href={`${billsPath}/${row.billId}`}>{say.word(row.account)}</TextLink> },
    { key: "total", name: say("合计"), align: "end", cell: (row) => <Money fen={row.totalFen} /> },
    { key: "open", name: say("待付"), align: "end", cell: (row) => (row.totalFen > row.paidFen ? <Money fen={row.totalFen - row.paidFen} /> : "—") },
    { key: "state", name: say("状态"), cell: (row) => <StateBadge state={row.state} words={billStateWords} /> },
    { key: "number", name: say("帐单号"), cell: (row) => row.number },
  ];
  return (
    <Stack gap="lg">
      <Grid columns="stats">
        <Stat name={say("合计")} value={<Money fen={view.totalFen} />} text={say("{rows} 份帐单之和", { rows: view.rows.length })} isWide />
        <Stat name={say("待付")} value={<Money fen={view.openFen} />} text={view.openFen > 0n ? say("余额足够时自动支付；也可以打开帐单付款") : say("已全部付清")} isWide />
      </Grid>
      <DataTable caption={say("本月由本帐号支付的帐单")} columns={columns} items={view.rows} rowKey={(row) => row.billId} whenEmpty={<EmptyState title={say("这个月没有由本帐号支付的帐单")} text={say("由本帐号付费的子帐号出帐后，会出现在这里。")} />} />
    </Stack>
  );
}
