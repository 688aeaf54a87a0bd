import { differenceWords, dunningWords, paymentChannelWords } from "@/messages/zh-CN";
import type { BillView } from "@/server/billing/bill.schema";
import { dayOf } from "@/server/kernel/calendar";
import { formatDifference, formatFen } from "@/server/kernel/money";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { DataTable } from "../patterns/data-table";
import { Money } from "../patterns/money";
import { Card, CardHeader, Grid } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { TextLink } from "../ui/link";
import { periodWords } from "./bill-table";

const dayWords = (say: Say, date: Date) => say.day(dayOf(date));

/** BI16: the causes, which add to the difference to the fen. */
function WhyDifferent({ bill, hrefOf }: { bill: BillView; hrefOf: (billId: string) => string }) {
  const say = useSay();
  if (!bill.previous) return null;
  const difference = bill.totalFen - bill.previous.totalFen;
  return (
    <Card as="section" labelledBy="why">
      <CardHeader
        id="why"
        title={say("与上期相比")}
        text={
          <>
            <TextLink href={hrefOf(bill.previous.id)}>{periodWords(say, bill.previous.periodFrom)}</TextLink>{say("  {total}，本期", { total: formatFen(bill.previous.totalFen) })}{difference === 0n ? say("相同") : `${difference > 0n ? say("多") : say("少")} ${formatFen(difference > 0n ? difference : -difference)}`}
          </>
        }
      />
      {bill.differences.length > 0 && (
        <DataTable
          caption={say("差额的来源")}
          items={bill.differences}
          rowKey={(row) => `${row.productId}${row.name}${row.cause}`}
          columns={[
            { key: "what", name: say("费用"), isTitle: true, cell: (row) => (row.name === row.specificationName ? say.named(row.name) : say("{specificationName}：{rowName}", { specificationName: say.named(row.specificationName), rowName: say.named(row.name) })) },
            { key: "cause", name: say("原因"), cell: (row) => <>{say.word(differenceWords[row.cause])}{row.cause === "seats" && say("：{seatsBefore} → {seatsAfter}", { seatsBefore: row.seatsBefore, seatsAfter: row.seatsAfter })}</> },
            { key: "before", name: say("上期"), align: "end", cell: (row) => <Money fen={row.beforeFen} /> },
            { key: "after", name: say("本期"), align: "end", cell: (row) => <Money fen={row.afterFen} /> },
            { key: "difference", name: say("差额"), align: "end", cell: (row) => <span className="figures">{formatDifference(row.afterFen - row.beforeFen)}</span> },
          ]}
          whenEmpty={null}
        />
      )}
    </Card>
  );
}

/** Everything about a bill beside its lines: by product, tax by rate, payments, dunning, and why it differs. */
export function BillFacts({ bill, hrefOf }: { bill: BillView; hrefOf: (billId: string) => string }) {
  const say = useSay();
  return (
    <>
      <Grid columns={3}>
        <Card as="section" labelledBy="by-product">
          <CardHeader id="by-product" title={say("按产品")} />
          <DescriptionList items={bill.products.map((row) => ({ term: row.name, value: <span className="flex justify-end"><Money fen={row.grossFen} /></span> }))} />
        </Card>
        <Card as="section" labelledBy="by-tax">
          <CardHeader id="by-tax" title={say("税额（价内）")} />
          <DescriptionList
            items={[
              ...bill.taxes.map((row) => ({ term: say("税率 {taxRateBp}%", { taxRateBp: row.taxRateBp / 100 }), value: <span className="flex justify-end figures">{formatFen(row.netFen)} + {formatFen(row.taxFen)}</span> })),
              { term: say("合计"), value: <span className="flex justify-end figures">{formatFen(bill.netFen)} + {formatFen(bill.taxFen)}</span> },
            ]}
          />
        </Card>
        <Card as="section" labelledBy="payments">
          <CardHeader id="payments" title={say("付款记录")} />
          {bill.payments.length === 0 ? (
            <p className="text-ink-soft">{bill.payType === "prepaid" && bill.state === "settled" ? say("本期费用已在扣费时从余额支付。") : say("还没有付款。")}</p>
          ) : (
            <DescriptionList items={bill.payments.map((row) => ({ term: say.instant(row.at), value: <span className="flex flex-wrap justify-between gap-x-3"><span>{say.word(paymentChannelWords[row.channel])}</span><Money fen={row.amountFen} /></span> }))} />
          )}
          {(bill.steps.length > 0 || bill.pausedUntil) && (
            <>
              <h3 className="mt-4 mb-1 font-medium">{say("催缴")}</h3>
              <DescriptionList items={[...bill.steps.map((step) => ({ term: say.instant(step.takenAt), value: say.word(dunningWords[step.kind]) })), ...(bill.pausedUntil ? [{ term: say("暂停催缴"), value: say("至 {dayWords}", { dayWords: dayWords(say, bill.pausedUntil) }) }] : [])]} />
            </>
          )}
        </Card>
      </Grid>
      <WhyDifferent bill={bill} hrefOf={hrefOf} />
    </>
  );
}
