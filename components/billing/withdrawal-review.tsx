import type { z } from "zod";
import { withdrawalWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import type { DeskWithdrawal } from "@/server/payments/withdrawal.schema";
import { RevealData } from "../access/reveal-data";
import { Money } from "../patterns/money";
import { PageHeader } from "../patterns/page-header";
import { StateBadge } from "../patterns/state-badge";
import { WithdrawalLegs } from "../payments/withdrawal-legs";
import { WithdrawalTimeline } from "../payments/withdrawal-timeline";
import { Alert } from "../ui/alert";
import { Badge } from "../ui/badge";
import { Breadcrumb } from "../ui/breadcrumb";
import { Card, CardHeader, Grid, Row, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { TextLink } from "../ui/link";
import { ApproveWithdrawal, FailLeg, PayOutLeg, RefuseWithdrawal } from "./withdrawal-actions";

type View = z.output<typeof DeskWithdrawal>;

function Decide({ view }: { view: View }) {
  const { id: withdrawalId, version } = view;
  const isSecond = view.state === "seconding";
  return (
    <Card as="section" labelledBy="decide">
      <CardHeader id="decide" title={isSecond ? "复核" : "审核"} text={view.needsSecond ? "超过 2 万元，需要两位财务人员先后同意。" : "同意后，网上付款由系统原路退回，其余由财务从银行转出。"} />
      {view.isFirstApprover && <div className="mb-(--stack)"><Alert tone="info">您已经同意过，请另一位财务人员复核。</Alert></div>}
      <Row>
        {!view.isFirstApprover && <ApproveWithdrawal {...{ withdrawalId, version }} label={view.needsSecond && !isSecond ? "同意，送复核" : "同意退回"} />}
        <RefuseWithdrawal {...{ withdrawalId, version }} />
      </Row>
    </Card>
  );
}

/** BI23: a request as finance decides it, and what the bank has still to send. */
export function WithdrawalReview({ view, mayDecide }: { view: View; mayDecide: boolean }) {
  const isUndecided = view.state === "waiting" || view.state === "seconding";
  const isPaying = view.state === "approved" && view.legs.some((leg) => leg.way !== "provider");
  return (
    <>
      <PageHeader
        above={<Breadcrumb crumbs={[{ label: "帐务", href: "/billing" }, { label: "退回余额", href: "/billing/withdrawals" }, { label: view.number }]} />}
        title={<>退回 <Money fen={view.amountFen} /></>}
        badges={<><StateBadge state={view.state} words={withdrawalWords} />{view.isLate && <Badge tone="danger">已超时</Badge>}</>}
      />
      <Stack>
        <Grid columns={2}>
          <Card as="section" labelledBy="facts">
            <CardHeader id="facts" title="申请" />
            <DescriptionList
              items={[
                { term: "企业", value: <TextLink href={`/customers/${view.customerId}`}>{view.companyName}</TextLink> },
                { term: "金额", value: <Money fen={view.amountFen} /> },
                { term: "可用余额", value: <Money fen={view.cashFen} /> },
                { term: "办结期限", value: formatInstant(view.dueAt) },
              ]}
            />
          </Card>
          <Card as="section" labelledBy="progress">
            <CardHeader id="progress" title="办理进度" />
            <WithdrawalTimeline view={view} names={view} />
          </Card>
        </Grid>
        <section aria-labelledby="legs">
          <CardHeader id="legs" title="退回去向" actions={mayDecide && view.legs.some(({ payeeAccount }) => payeeAccount !== "") && <RevealData place="withdrawal" id={view.id} label="显示收款帐号" />} />
          <WithdrawalLegs legs={view.legs} action={mayDecide && isPaying ? (leg) => (leg.way !== "provider" && leg.state === "waiting" ? <Row><PayOutLeg legId={leg.id} amountFen={leg.amountFen} account={leg.payeeAccount} /><FailLeg legId={leg.id} /></Row> : null) : undefined} />
        </section>
        {isUndecided && mayDecide && <Decide view={view} />}
      </Stack>
    </>
  );
}
