import type { z } from "zod";
import { paymentPurposeWords, paymentStateWords, refundStateWords } from "@/messages/zh-CN";
import type { PaymentView } from "@/server/payments/payment.schema";
import { channelWords, failureText } from "@/server/payments/payment.words";
import { useSay } from "#say";
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
  const say = useSay();
  const again = mayPay && <ButtonLink href={`${base}/balance#top-up`}>{say("再付一次")}</ButtonLink>;
  if (payment.state === "done") {
    const restFen = payment.amountFen - payment.covered.reduce((sum, { amountFen }) => sum + amountFen, 0n);
    return (
      <Alert tone="success" title={say("付款成功")}>
        {payment.covered.length > 0 && say("已用于支付帐单 {map}。", { map: say.list(payment.covered.map((bill) => bill.billNumber)) })}
        {restFen > 0n && say.rich("{amount} 已存入可用余额。", { amount: <Money fen={restFen} /> })}
      </Alert>
    );
  }
  if (payment.state === "authorized") return <Alert tone="info" title={say("付款处理中")}>{say("支付平台已受理，正在确认到账，一般几分钟内完成。本页会自动更新，到账后也会发邮件。")}</Alert>;
  if (payment.state === "failed") return <Alert tone="danger" title={say("付款没有成功")} actions={again}>{failureText(payment.failure)}{payment.failure !== "underReview" && say("没有扣款，可以重新付款。")}</Alert>;
  if (payment.state === "initiated" && payment.isAutomatic) return <Alert tone="info" title={say("正在从绑定的银行卡充值")}>{say("一般几秒内完成，本页会自动更新。")}</Alert>;
  if (payment.state === "canceled" || !payment.mayGoOn) return <Alert tone="warning" title={say("付款页面已过期")} actions={again}>{say("没有扣款。如果您刚刚付过款，结果会在几分钟内更新。")}</Alert>;
  return (
    <>
      {payment.failure ? (
        <Alert tone="warning" title={say("上一次付款没有成功")}>{say("{failureText}没有扣款，可以继续付款：换一张卡，或换一种方式。", { failureText: failureText(payment.failure) })}</Alert>
      ) : (
        <Alert tone="info" title={say("等待付款")}>{say("已经付过款的，结果会在几秒内自动更新；还没有付款的，可以继续付款，两小时内有效。")}</Alert>
      )}
      {mayPay && <ResumePayment base={base} paymentId={payment.id} />}
    </>
  );
}

/** BI4: a payment on its own page: its state by itself, its receipt, what it covered and what went back. */
export function PaymentDetail({ base, payment, mayPay, mayReadBills }: Props) {
  const say = useSay();
  const isMoving = payment.state === "initiated" || payment.state === "authorized";
  return (
    <>
      {isMoving && <PaymentWatch paymentId={payment.id} state={payment.state} failure={payment.failure} />}
      <PageHeader
        above={<Breadcrumb crumbs={[{ label: say("余额"), href: `${base}/balance` }, { label: say("付款单 {paymentNumber}", { paymentNumber: payment.number }) }]} />}
        title={say.rich("付款 {amount}", { amount: <Money fen={payment.amountFen} /> })}
        badges={<StateBadge state={payment.state} words={paymentStateWords} />}
      />
      <Stack>
        <div role="status" className="flex flex-col gap-(--stack)">
          <Outcome base={base} payment={payment} mayPay={mayPay} />
        </div>
        <Card as="section" labelledBy="receipt">
          <CardHeader id="receipt" title={payment.state === "done" ? say("付款凭据") : say("付款信息")} />
          <DescriptionList
            items={[
              { term: say("付款单号"), value: <span className="figures">{payment.number}</span> },
              { term: say("付款企业"), value: payment.companyName },
              { term: say("收款方"), value: say("宽带商务") },
              { term: say("用途"), value: payment.isAutomatic && payment.purpose === "topUp" ? say("自动充值") : say.word(paymentPurposeWords[payment.purpose]) },
              { term: say("金额"), value: <Money fen={payment.amountFen} /> },
              { term: say("付款方式"), value: payment.channel ? say.word(channelWords[payment.channel]) : say("尚未确定") },
              ...(payment.reference ? [{ term: say("凭证号"), value: <span className="figures break-all">{payment.reference}</span> }] : []),
              { term: say("发起"), value: say("{instant}，{byName}", { instant: say.instant(payment.createdAt), byName: payment.byName }) },
              ...(payment.paidAt ? [{ term: say("到账"), value: say.instant(payment.paidAt) }] : []),
            ]}
          />
        </Card>
        {payment.covered.length > 0 && (
          <Card as="section" labelledBy="covered">
            <CardHeader id="covered" title={say("支付的帐单")} />
            <DataTable
              caption={say("支付的帐单")}
              items={payment.covered}
              rowKey={(row) => row.billId}
              columns={[
                { key: "n", name: say("帐单"), isTitle: true, cell: (row) => (mayReadBills ? <TextLink href={`${base}/bills/${row.billId}`}>{row.billNumber}</TextLink> : row.billNumber) },
                { key: "a", name: say("本次支付"), align: "end", cell: (row) => <Money fen={row.amountFen} /> },
              ]}
              whenEmpty={null}
            />
          </Card>
        )}
        {payment.refunds.length > 0 && (
          <Card as="section" labelledBy="refunds">
            <CardHeader id="refunds" title={say("退款")} text={say("按原路退回，银行到账一般需要 1–10 个工作日。")} />
            <DataTable
              caption={say("退款")}
              items={payment.refunds}
              rowKey={(row) => row.id}
              columns={[
                { key: "r", name: say("原因"), isTitle: true, cell: (row) => row.reason },
                { key: "a", name: say("金额"), align: "end", cell: (row) => <Money fen={row.amountFen} /> },
                { key: "t", name: say("时间"), cell: (row) => say.instant(row.createdAt) },
                { key: "s", name: say("状态"), cell: (row) => <StateBadge state={row.state} words={refundStateWords} /> },
              ]}
              whenEmpty={null}
            />
          </Card>
        )}
      </Stack>
    </>
  );
}
