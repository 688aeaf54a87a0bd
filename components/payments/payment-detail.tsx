import type { z } from "zod";
import { paymentPurposeWords, paymentStateWords, refundStateWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import type { PaymentView } from "@/server/payments/payment.schema";
import { channelWords, failureText } from "@/server/payments/payment.words";
import { DataTable } from "../patterns/data-table";
import { Money } from "../patterns/money";
import { PageHeader } from "../patterns/page-header";
import { StateBadge } from "../patterns/state-badge";
import { Alert } from "../ui/alert";
import { Breadcrumb } from "../ui/breadcrumb";
import { Card, CardHeader, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { ButtonLink, TextLink } from "../ui/link";
import { PaymentWatch } from "./payment-watch";
import { ResumePayment } from "./resume-payment";

type Payment = z.output<typeof PaymentView>;
type Props = { base: string; payment: Payment; mayPay: boolean; mayReadBills: boolean };

/** What became of a payment, in one sentence and with what the payer can do now. */
function Outcome({ base, payment, mayPay }: Omit<Props, "mayReadBills">) {
  const again = mayPay && <ButtonLink href={`${base}/balance#top-up`}>再付一次</ButtonLink>;
  if (payment.state === "done") {
    const restFen = payment.amountFen - payment.covered.reduce((sum, { amountFen }) => sum + amountFen, 0n);
    return (
      <Alert tone="success" title="付款成功">
        {payment.covered.length > 0 && <>已用于支付帐单 {payment.covered.map((bill) => bill.billNumber).join("、")}。</>}
        {restFen > 0n && <><Money fen={restFen} /> 已存入可用余额。</>}
      </Alert>
    );
  }
  if (payment.state === "authorized") return <Alert tone="info" title="付款处理中">支付平台已受理，正在确认到账，一般几分钟内完成。本页会自动更新，到账后也会发邮件。</Alert>;
  if (payment.state === "failed") return <Alert tone="danger" title="付款没有成功" actions={again}>{failureText(payment.failure)}{payment.failure !== "underReview" && "没有扣款，可以重新付款。"}</Alert>;
  if (payment.state === "initiated" && payment.isAutomatic) return <Alert tone="info" title="正在从绑定的银行卡充值">一般几秒内完成，本页会自动更新。</Alert>;
  if (payment.state === "canceled" || !payment.mayGoOn) return <Alert tone="warning" title="付款页面已过期" actions={again}>没有扣款。如果您刚刚付过款，结果会在几分钟内更新。</Alert>;
  return (
    <>
      {payment.failure ? (
        <Alert tone="warning" title="上一次付款没有成功">{failureText(payment.failure)}没有扣款，可以继续付款：换一张卡，或换一种方式。</Alert>
      ) : (
        <Alert tone="info" title="等待付款">已经付过款的，结果会在几秒内自动更新；还没有付款的，可以继续付款，两小时内有效。</Alert>
      )}
      {mayPay && <ResumePayment base={base} paymentId={payment.id} />}
    </>
  );
}

/** BI4: a payment on its own page: its state by itself, its receipt, what it covered and what went back. */
export function PaymentDetail({ base, payment, mayPay, mayReadBills }: Props) {
  const isMoving = payment.state === "initiated" || payment.state === "authorized";
  return (
    <>
      {isMoving && <PaymentWatch paymentId={payment.id} state={payment.state} failure={payment.failure} />}
      <PageHeader
        above={<Breadcrumb crumbs={[{ label: "余额", href: `${base}/balance` }, { label: `付款单 ${payment.number}` }]} />}
        title={<>付款 <Money fen={payment.amountFen} /></>}
        badges={<StateBadge state={payment.state} words={paymentStateWords} />}
      />
      <Stack>
        <div role="status" className="flex flex-col gap-(--stack)">
          <Outcome base={base} payment={payment} mayPay={mayPay} />
        </div>
        <Card as="section" labelledBy="receipt">
          <CardHeader id="receipt" title={payment.state === "done" ? "付款凭据" : "付款信息"} />
          <DescriptionList
            items={[
              { term: "付款单号", value: <span className="figures">{payment.number}</span> },
              { term: "付款企业", value: payment.companyName },
              { term: "收款方", value: "宽带商务" },
              { term: "用途", value: payment.isAutomatic && payment.purpose === "topUp" ? "自动充值" : paymentPurposeWords[payment.purpose] },
              { term: "金额", value: <Money fen={payment.amountFen} /> },
              { term: "付款方式", value: payment.channel ? channelWords[payment.channel] : "尚未确定" },
              ...(payment.reference ? [{ term: "凭证号", value: <span className="figures break-all">{payment.reference}</span> }] : []),
              { term: "发起", value: `${formatInstant(payment.createdAt)}，${payment.byName}` },
              ...(payment.paidAt ? [{ term: "到账", value: formatInstant(payment.paidAt) }] : []),
            ]}
          />
        </Card>
        {payment.covered.length > 0 && (
          <Card as="section" labelledBy="covered">
            <CardHeader id="covered" title="支付的帐单" />
            <DataTable
              caption="支付的帐单"
              items={payment.covered}
              rowKey={(row) => row.billId}
              columns={[
                { key: "n", name: "帐单", isTitle: true, cell: (row) => (mayReadBills ? <TextLink href={`${base}/bills/${row.billId}`}>{row.billNumber}</TextLink> : row.billNumber) },
                { key: "a", name: "本次支付", align: "end", cell: (row) => <Money fen={row.amountFen} /> },
              ]}
              whenEmpty={null}
            />
          </Card>
        )}
        {payment.refunds.length > 0 && (
          <Card as="section" labelledBy="refunds">
            <CardHeader id="refunds" title="退款" text="按原路退回，银行到账一般需要 1–10 个工作日。" />
            <DataTable
              caption="退款"
              items={payment.refunds}
              rowKey={(row) => row.id}
              columns={[
                { key: "r", name: "原因", isTitle: true, cell: (row) => row.reason },
                { key: "a", name: "金额", align: "end", cell: (row) => <Money fen={row.amountFen} /> },
                { key: "t", name: "时间", cell: (row) => formatInstant(row.createdAt) },
                { key: "s", name: "状态", cell: (row) => <StateBadge state={row.state} words={refundStateWords} /> },
              ]}
              whenEmpty={null}
            />
          </Card>
        )}
      </Stack>
    </>
  );
}
