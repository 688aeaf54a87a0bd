import type { z } from "zod";
import { formatInstant } from "@/server/kernel/calendar";
import type { BalanceView, JournalPage } from "@/server/ledger/ledger.schema";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { Stat } from "../patterns/stat";
import { Alert } from "../ui/alert";
import { Grid, Stack } from "../ui/card";
import { Pagination } from "../ui/pagination";

const kinds = { topUp: "充值", hold: "预占", take: "扣费", release: "释放", accrue: "计费", reverse: "冲正", charge: "月费", payment: "付款", refund: "退款", credit: "退费" } as const;
type Props = { base: string; me: { accountName: string; payType: "prepaid" | "postpaid" }; balance: BalanceView; page: z.output<typeof JournalPage>; isFirstPage: boolean };

const signed = (fen: bigint) => (fen === 0n ? "—" : <Money fen={fen} />);

export function BalancePanel({ base, me, balance, page, isFirstPage }: Props) {
  if (me.payType === "postpaid") return <EmptyState title="后付费帐户不使用预存余额" text="您的费用按月出账，由绑定的付费账户支付。" />;
  return (
    <Stack>
      <Grid columns={2}>
        <Stat name="可用余额" value={<Money fen={balance.cashFen} />} text="可以用于新订单" />
        <Stat name="预占中" value={<Money fen={balance.heldFen} />} text="已提交、未开通的订单" />
      </Grid>
      <Alert tone="info" title="怎样充值">
        银行转账：收款户名“宽带商务业务专户”，附言写上企业帐号 {me.accountName}；到账后由财务人员入账。也可以到营业厅柜台现金存入。入账后会立即显示在下面。
      </Alert>
      <DataTable
        caption="余额变动"
        items={page.rows}
        rowKey={(row) => row.id}
        columns={[
          { key: "memo", name: "说明", isTitle: true, cell: (row) => row.memo },
          { key: "kind", name: "类型", cell: (row) => kinds[row.kind] },
          { key: "cash", name: "可用余额变动", align: "end", cell: (row) => signed(row.cashFen) },
          { key: "held", name: "预占变动", align: "end", cell: (row) => signed(row.heldFen) },
          { key: "at", name: "时间", cell: (row) => formatInstant(row.effectiveAt) },
        ]}
        whenEmpty={<EmptyState title="还没有余额变动" text="第一笔充值到账后会显示在这里。" />}
        foot={<Pagination previousHref={isFirstPage ? null : `${base}/balance`} nextHref={page.nextCursor ? `${base}/balance?cursor=${page.nextCursor}` : null} />}
      />
    </Stack>
  );
}
