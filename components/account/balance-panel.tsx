import type { z } from "zod";
import type { ForecastView } from "@/server/billing/forecast.schema";
import { addDays } from "@/server/kernel/calendar";
import type { BalanceView, JournalView } from "@/server/ledger/ledger.schema";
import type { OpenBills, PaymentRow } from "@/server/payments/payment.schema";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { Stat } from "../patterns/stat";
import { PayBill } from "../payments/pay-bill";
import { PaymentTable } from "../payments/payment-table";
import { TopUpForm } from "../payments/top-up-form";
import { Alert } from "../ui/alert";
import { Card, CardHeader, Grid, Stack } from "../ui/card";
import { TextLink } from "../ui/link";
import { Pagination } from "../ui/pagination";

const kinds = { topUp: "充值", hold: "预占", take: "扣费", release: "释放", accrue: "计费", reverse: "冲正", charge: "月费", payment: "付款", refund: "退款", credit: "退费", move: "划拨" } as const;
type Paged<Row> = { rows: Row[]; previousHref: string | null; nextHref: string | null };
type Props = {
  base: string;
  me: { accountName: string; payType: "prepaid" | "postpaid" };
  balance: BalanceView;
  /** How long it lasts for what renews monthly (BI5). */
  forecast: z.output<typeof ForecastView>;
  bills: z.output<typeof OpenBills>;
  /** False for roles that may look and not pay. */
  mayPay: boolean;
  mayReadBills: boolean;
  isAutoOn: boolean;
  journals: Paged<z.output<typeof JournalView>>;
  payments: Paged<z.output<typeof PaymentRow>>;
};

const nameOf = (say: Say, bill: Props["bills"]["rows"][number]) => say("{value}{month}（{billNumber}）", { value: bill.account ? `${bill.account} ` : "", month: say.month(bill.periodFrom), billNumber: bill.number });
const signed = (fen: bigint) => (fen === 0n ? "—" : <Money fen={fen} />);

/** What a company has with us and owes, how it pays, and what moved. */
export function BalancePanel({ base, me, balance, forecast, bills, mayPay, mayReadBills, isAutoOn, journals, payments }: Props) {
  const say = useSay();
  const { rows, count, owedFen } = bills;
  return (
    <Stack gap="lg">
      <Grid columns={forecast.edgeOn ? 3 : 2}>
        <Stat name={say("可用余额")} value={<Money fen={balance.cashFen} />} text={<>{me.payType === "prepaid" ? say("可以用于新订单") : say("新帐单出来时先用它支付")}{say("；")}<TextLink href={`${base}/balance/withdraw`}>{say("退回未用余额")}</TextLink></>} />
        {me.payType === "prepaid" ? <Stat name={say("预占中")} value={<Money fen={balance.heldFen} />} text={say("未开通的订单和退回申请")} /> : <Stat name={say("待付帐单")} value={<Money fen={owedFen} />} text={count > 0 ? say("共 {count} 张", { count }) : rows.length > 0 ? say("{rows} 张由上级企业支付", { rows: rows.length }) : say("没有待付的帐单")} />}
        {forecast.edgeOn && <Stat name={say("预计够用")} value={say("{lastsDays} 天", { lastsDays: forecast.lastsDays ?? 0 })} text={say.rich("按现有产品用到{addDays}；{edgeOn}月费还差 {amount}", { addDays: say.day(addDays(forecast.edgeOn, -1)), edgeOn: say.month(forecast.edgeOn), amount: <Money fen={forecast.missingFen} /> })} />}
      </Grid>
      {rows.length > 0 && (
        <section aria-labelledby="open-bills">
          <h2 id="open-bills" className="mb-3 text-lg font-semibold">{say("待付帐单")}</h2>
          <DataTable
            caption={say("待付帐单")}
            items={rows}
            rowKey={(bill) => bill.id}
            rowTone={(bill) => (bill.isOverdue ? "danger" : "plain")}
            columns={[
              { key: "n", name: say("帐单"), isTitle: true, cell: (bill) => <>{mayReadBills ? <TextLink href={`${base}/bills/${bill.id}`}>{nameOf(say, bill)}</TextLink> : nameOf(say, bill)}{bill.isPaidByParent && say("，由上级企业支付")}</> },
              { key: "due", name: say("最后付款日"), cell: (bill) => `${say.day(bill.dueOn)}${bill.isOverdue ? say("，已逾期") : ""}` },
              { key: "open", name: say("待付"), align: "end", cell: (bill) => <Money fen={bill.openFen} /> },
              ...(mayPay ? [{ key: "pay", name: say("操作"), cell: (bill: Props["bills"]["rows"][number]) => (bill.mayPay ? <PayBill base={base} billId={bill.id} label={say("付款：帐单 {billNumber}", { billNumber: bill.number })} /> : "—") }] : []),
            ]}
            whenEmpty={null}
          />
          {mayReadBills && count > rows.length && <p className="mt-2 text-sm text-ink-soft">{say("只列出最早的 {rows} 张；", { rows: rows.length })}<TextLink href={`${base}/bills?tab=open`}>{say("查看全部待付帐单")}</TextLink></p>}
        </section>
      )}
      <Card as="section" labelledBy="top-up">
        <CardHeader id="top-up" title={say("充值")} text={count > 0 ? say("先抵扣待付帐单，余下的存入可用余额。") : say("银行卡、支付宝、微信支付，在下一页选择；到账后立即可用。")} actions={<TextLink href={`${base}/balance/auto-top-up`}>{say("自动充值：")}{isAutoOn ? say("已开启") : say("未开启")}</TextLink>} />
        {mayPay ? <TopUpForm base={base} accountName={me.accountName} /> : <p className="text-ink-soft">{say("您的角色可以查看余额；充值请联系企业管理员或财务。")}</p>}
        <div className="mt-(--card-pad)">
          <Alert tone="info" title={say("也可以转账或到营业厅")} actions={<TextLink href={`${base}/balance/transfer`}>{say("银行转账")}</TextLink>}>
            {say("银行转账先取附言码，到账后自动入账；营业厅柜台可以存入现金。超过 20 万元请用银行转账。")}
          </Alert>
        </div>
      </Card>
      <section aria-labelledby="payments">
        <h2 id="payments" className="mb-3 text-lg font-semibold">{say("付款记录")}</h2>
        <PaymentTable base={base} {...payments} />
      </section>
      <section aria-labelledby="journals">
        <h2 id="journals" className="mb-3 text-lg font-semibold">{say("余额变动")}</h2>
        <DataTable
          caption={say("余额变动")}
          items={journals.rows}
          rowKey={(row) => row.id}
          columns={[
            { key: "memo", name: say("说明"), isTitle: true, cell: (row) => row.memo },
            { key: "kind", name: say("类型"), cell: (row) => say.word(kinds[row.kind]) },
            { key: "cash", name: say("可用余额变动"), align: "end", cell: (row) => signed(row.cashFen) },
            ...(me.payType === "prepaid" ? [{ key: "held", name: say("预占变动"), align: "end" as const, cell: (row: z.output<typeof JournalView>) => signed(row.heldFen) }] : []),
            { key: "at", name: say("时间"), cell: (row) => say.instant(row.effectiveAt) },
          ]}
          whenEmpty={<EmptyState title={say("还没有余额变动")} text={say("第一笔充值到账后会显示在这里。")} />}
          foot={<Pagination label={say("余额变动分页")} previousHref={journals.previousHref} nextHref={journals.nextHref} />}
        />
      </section>
    </Stack>
  );
}
