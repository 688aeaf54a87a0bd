import type { FundsView } from "@/server/ledger/fund.schema";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { type Column, DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { Stat } from "../patterns/stat";
import { Card, CardHeader, Grid, Stack } from "../ui/card";
import { Pagination } from "../ui/pagination";
import { FundForm } from "./fund-form";

type Row = FundsView["rows"][number];
const columns = (say: Say): readonly Column<Row>[] => [
  { key: "at", name: say("时间"), isTitle: true, cell: (row) => say.instant(row.at) },
  { key: "way", name: say("方向"), cell: (row) => (row.direction === "down" ? say("划给子帐号") : say("收回")) },
  { key: "amount", name: say("金额"), align: "end", cell: (row) => <Money fen={row.amountFen} /> },
  { key: "by", name: say("办理人"), cell: (row) => row.byName },
];

/** PC10: cash between a parent and its child: what may move, and what has. */
export function FundPanel({ childId, funds, previousHref, nextHref }: { childId: string; funds: FundsView; previousHref: string | null; nextHref: string | null }) {
  const say = useSay();
  return (
    <Card as="section" labelledBy="funds">
      <CardHeader id="funds" title={say("资金划拨")} text={say("划给子帐号的钱只能用来付费，或者由您收回；不能提现，也不能再转给别的帐号。")} />
      <Stack>
        <Grid columns={3}>
          <Stat name={say("可以划给它")} value={<Money fen={funds.mostDownFen} />} text={say("本帐号没有预占的余额")} />
          <Stat name={say("可以收回")} value={<Money fen={funds.mostBackFen} />} text={say("划拨过去还没有用掉的")} />
          <Stat name={say("划拨未收回")} value={<Money fen={funds.receivedFen} />} text={say("划出减去收回")} />
        </Grid>
        <FundForm childId={childId} mostDownFen={funds.mostDownFen} mostBackFen={funds.mostBackFen} />
        <DataTable caption={say("划拨记录")} columns={columns(say)} items={funds.rows} rowKey={(row) => row.id} whenEmpty={<EmptyState title={say("还没有划拨")} text={say("每一笔划拨和收回都会留在这里。")} />} foot={<Pagination label={say("划拨记录分页")} previousHref={previousHref} nextHref={nextHref} />} />
      </Stack>
    </Card>
  );
}
