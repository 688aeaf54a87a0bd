import type { z } from "zod";
import { withdrawalWords } from "@/messages/zh-CN";
import type { WithdrawalView } from "@/server/payments/withdrawal.schema";
import { useSay } from "#say";
import { Money } from "../patterns/money";
import { PageHeader } from "../patterns/page-header";
import { StateBadge } from "../patterns/state-badge";
import { Breadcrumb } from "../ui/breadcrumb";
import { Card, CardHeader, Stack } from "../ui/card";
import { CancelWithdrawal } from "./cancel-withdrawal";
import { WithdrawalLegs } from "./withdrawal-legs";
import { WithdrawalTimeline } from "./withdrawal-timeline";

/** BI23: one request: how far it is, and where each part of it goes. */
export function WithdrawalDetail({ base, view, mayPay }: { base: string; view: z.output<typeof WithdrawalView>; mayPay: boolean }) {
  const say = useSay();
  const isUndecided = view.state === "waiting" || view.state === "seconding";
  const isOpen = isUndecided || view.state === "approved";
  return (
    <>
      <PageHeader
        above={<Breadcrumb crumbs={[{ label: say("余额"), href: `${base}/balance` }, { label: say("退回未用余额"), href: `${base}/balance/withdraw` }, { label: say("申请 {viewNumber}", { viewNumber: view.number }) }]} />}
        title={say.rich("退回 {amount}", { amount: <Money fen={view.amountFen} /> })}
        badges={<StateBadge state={view.state} words={withdrawalWords} />}
        text={isOpen ? say("最晚 {dueAt} 办结。", { dueAt: say.instant(view.dueAt) }) : undefined}
        actions={isUndecided && mayPay && <CancelWithdrawal withdrawalId={view.id} />}
      />
      <Stack>
        <Card as="section" labelledBy="progress">
          <CardHeader id="progress" title={say("办理进度")} />
          <WithdrawalTimeline view={view} />
        </Card>
        <section aria-labelledby="legs">
          <h2 id="legs" className="mb-3 text-lg font-semibold">{say("退回去向")}</h2>
          <WithdrawalLegs legs={view.legs} />
        </section>
      </Stack>
    </>
  );
}
