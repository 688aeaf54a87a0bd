import { billStateWords } from "@/messages/zh-CN";
import type { BillView } from "@/server/billing/bill.schema";
import { addDays, dayOf } from "@/server/kernel/calendar";
import { formatFen } from "@/server/kernel/money";
import { withQuery } from "@/server/kernel/pagination";
import { type CustomerRole, allows } from "@/server/kernel/permissions";
import { useSay } from "#say";
import { Money } from "../patterns/money";
import { PageHeader } from "../patterns/page-header";
import { StateBadge } from "../patterns/state-badge";
import { PayBill } from "../payments/pay-bill";
import { Badge } from "../ui/badge";
import { Breadcrumb } from "../ui/breadcrumb";
import { Card, CardHeader, Row, Stack } from "../ui/card";
import { TextLink } from "../ui/link";
import { Pagination } from "../ui/pagination";
import { BillDownloads } from "./bill-downloads";
import { BillFacts } from "./bill-facts";
import { BillLines } from "./bill-lines";
import { periodWords } from "./bill-table";
import { ConfirmBill } from "./confirm-bill";
import { DisputeForm } from "./dispute-form";
import { PromiseForm } from "./promise-form";

type Props = { bill: BillView; base: string; query: Record<string, string | string[] | undefined>; productId: string | null; role: CustomerRole; today: string };

/** BI21: a bill as its company reads it: what is due, why it differs, every line with its formula, and what one can do about it. */
export function CustomerBillView({ bill, base, query, productId, role, today }: Props) {
  const say = useSay();
  const path = `${base}/bills/${bill.id}`;
  const openFen = bill.totalFen - bill.paidFen;
  const isOpen = bill.state === "sent" || bill.state === "partiallyPaid";
  const mayDispute = allows([role], "bill.dispute");
  const chosen = bill.products.find((row) => row.productId === productId);
  return (
    <>
      <PageHeader
        above={<Breadcrumb crumbs={[{ label: say("帐单"), href: `${base}/bills` }, { label: periodWords(say, bill.periodFrom) }]} />}
        title={say("{periodWords}帐单", { periodWords: periodWords(say, bill.periodFrom) })}
        text={say("{companyName}{value} · 帐单号 {billNumber}", { companyName: bill.companyName, value: bill.isOwn ? "" : say(" · 子帐号 {accountName}", { accountName: bill.accountName }), billNumber: bill.number })}
        badges={<><StateBadge state={bill.state} words={billStateWords} />{bill.overdueDays > 0 && <Badge tone="danger">{say("逾期 {overdueDays} 天", { overdueDays: bill.overdueDays })}</Badge>}</>}
      />
      <Stack gap="lg">
        {bill.needsConfirmation && <ConfirmBill billId={bill.id} mayConfirm={bill.isPayer && allows([role], "bill.confirm")} />}
        <Card tone={isOpen ? "accent" : "plain"} as="section" labelledBy="due">
          <Row justify="between" align="end">
            <div>
              <h2 id="due" className="text-ink-soft">{isOpen ? say("待付") : say("合计")}</h2>
              <p><Money fen={isOpen ? openFen : bill.totalFen} size="xl" /></p>
              <p className="text-[0.9375em] text-ink-soft">
                {isOpen ? say("合计 {total}，已付 {paid}，最后付款日 {dueOn}", { total: formatFen(bill.totalFen), paid: formatFen(bill.paidFen), dueOn: say.day(dayOf(bill.dueOn)) }) : bill.totalFen < 0n ? say("本期退费多于费用，余额已存入您的帐户") : say("已结清，无需付款")}
              </p>
              {bill.payerName && <p className="text-[0.9375em] text-ink-soft">{bill.isOwn ? say("由上级企业（{payerName}）支付。", { payerName: bill.payerName }) : bill.isPayer ? say("由本帐号支付。") : say("由 {payerName} 支付。", { payerName: bill.payerName })}</p>}
            </div>
            <BillDownloads href={`/api/bills/${bill.id}`} />
            {isOpen && bill.mayPay && allows([role], "payment.make") && <PayBill base={base} billId={bill.id} label={say("付款：帐单 {billNumber}", { billNumber: bill.number })} size="md" />}
            {isOpen && bill.isPayer && allows([role], "bill.promise") && !bill.pausedUntil && <PromiseForm billId={bill.id} earliest={addDays(today, 1)} latest={addDays(today, 10)} />}
          </Row>
        </Card>
        <BillFacts bill={bill} hrefOf={(billId) => `${base}/bills/${billId}`} />
        <section aria-labelledby="lines">
          <CardHeader id="lines" title={say("费用明细")} text={chosen ? <>{say("只看 {chosenName} · ", { chosenName: chosen.name })}<TextLink href={path}>{say("看全部")}</TextLink></> : say("共 {lineCount} 行", { lineCount: bill.lineCount })} />
          <BillLines
            lines={bill.lines}
            productHref={(id) => `${base}/products/${id}`}
            {...(mayDispute ? { actionOf: (line) => (line.grossFen > 0n && (line.dispute === null || line.dispute.state === "open") ? <DisputeForm rateId={line.id} lineName={`${say.named(line.specificationName)} ${line.name}`} openDisputeId={line.dispute?.state === "open" ? line.dispute.id : null} /> : "—") } : {})}
            foot={<Pagination previousHref={query.cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={bill.nextCursor ? withQuery(path, query, { cursor: bill.nextCursor }) : null} />}
          />
        </section>
      </Stack>
    </>
  );
}
