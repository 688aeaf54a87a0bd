import type { z } from "zod";
import { withdrawalWords } from "@/messages/zh-CN";
import type { WithdrawalPage, WithdrawalPlan } from "@/server/payments/withdrawal.schema";
import { useSay } from "#say";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { Stat } from "../patterns/stat";
import { StateBadge } from "../patterns/state-badge";
import { SwitchedOff } from "../layout/switched-off";
import { Alert } from "../ui/alert";
import { Card, CardHeader, Grid, Stack } from "../ui/card";
import { ButtonLink, TextLink } from "../ui/link";
import { Pagination } from "../ui/pagination";
import { CompanyAccountForm } from "./company-account-form";
import { ConfirmWithdrawal } from "./withdrawal-confirm";
import { WithdrawalForm } from "./withdrawal-form";
import { PlannedLegs } from "./withdrawal-legs";

type Plan = z.output<typeof WithdrawalPlan>;
type Props = { path: string; plan: Plan | null; amountFen: bigint | null; page: z.output<typeof WithdrawalPage>; previousHref: string | null; nextHref: string | null };

const reasons = {
  accountMissing: { title: "一部分余额要转到企业银行帐户", text: "营业厅现金、没有付款帐户记录的转账、退费和赔付，以及原路退不成的付款，只能转到企业自己的银行帐户。现在还没有填写，这部分暂时退不了。" },
  tooManyLegs: { title: "分几次退回", text: "一次最多退到 30 笔付款；办结后可以再申请。" },
} as const;

function Asking({ path, plan, amountFen }: { path: string; plan: Plan; amountFen: bigint | null }) {
  const say = useSay();
  if (plan.openId) return <Alert tone="info" title={say("已有一笔退回申请在办理")} actions={<ButtonLink href={`${path}/${plan.openId}`} size="sm" variant="secondary">{say("查看申请")}</ButtonLink>}>{say("同一时间只办理一笔，办结后可以再申请。")}</Alert>;
  if (!plan.isOn) return <SwitchedOff title={say("现在不能新申请退回")} text={say("办理中的申请照常办理。")} />;
  const isTooMuch = amountFen !== null && plan.legs.length === 0;
  return (
    <>
      {plan.reason && <Alert tone="warning" title={say.word(reasons[plan.reason].title)} actions={plan.reason === "accountMissing" && <CompanyAccountForm />}>{say.word(reasons[plan.reason].text)}</Alert>}
      {plan.mostFen === 0n ? (
        <Alert tone="info" title={say("现在没有可以退回的余额")}>{plan.owedFen > 0n ? say("可用余额要先留给待付帐单。") : say("充值后没有用掉的余额可以在这里退回。")}</Alert>
      ) : (
        <Card as="section" labelledBy="withdraw-sum">
          <CardHeader id="withdraw-sum" title={say("申请退回")} text={say("由本省财务审核，10 个工作日内办结。提交后金额立即预占，审核前可以撤回。")} />
          <WithdrawalForm path={path} mostFen={plan.mostFen} shownFen={amountFen} />
          {isTooMuch && <div className="mt-(--stack)"><Alert tone="warning" role="alert">{say("超过可以退回的金额，请重新填写。")}</Alert></div>}
        </Card>
      )}
      {amountFen !== null && plan.legs.length > 0 && (
        <Card as="section" labelledBy="withdraw-legs">
          <CardHeader id="withdraw-legs" title={say("退回去向")} text={say("从最近的付款开始，每笔最多退它没有用掉的部分。{value}", { value: plan.needsSecond ? say("超过 2 万元，由两位财务人员先后审核。") : "" })} />
          <Stack>
            <PlannedLegs legs={plan.legs} />
            <ConfirmWithdrawal path={path} amountFen={amountFen} legs={plan.legs.map((leg) => ({ paymentId: leg.paymentId, amountFen: leg.amountFen }))} />
          </Stack>
        </Card>
      )}
    </>
  );
}

/** BI23: how much may be had back, where it would go, and the requests there were. */
export function WithdrawalPanel({ path, plan, amountFen, page, previousHref, nextHref }: Props) {
  const say = useSay();
  return (
    <Stack gap="lg">
      {plan ? (
        <>
          <Grid columns={plan.owedFen > 0n || plan.receivedFen > 0n ? 3 : 2}>
            <Stat name={say("可以退回")} value={<Money fen={plan.mostFen} />} text={say("没有用掉、也没有预占的余额")} />
            <Stat name={say("可用余额")} value={<Money fen={plan.cashFen} />} />
            {plan.receivedFen > 0n && <Stat name={say("上级划拨")} value={<Money fen={plan.receivedFen} />} text={say("只能由上级收回，不能提现")} />}
            {plan.owedFen > 0n && <Stat name={say("留付帐单")} value={<Money fen={plan.owedFen} />} text={say("待付帐单需要的金额")} />}
          </Grid>
          <Asking path={path} plan={plan} amountFen={amountFen} />
        </>
      ) : (
        <Alert tone="info">{say("您的角色可以查看退回申请；需要申请请联系企业管理员或财务。")}</Alert>
      )}
      <section aria-labelledby="withdrawals">
        <h2 id="withdrawals" className="mb-3 text-lg font-semibold">{say("退回申请")}</h2>
        <DataTable
          caption={say("退回申请")}
          items={page.rows}
          rowKey={(row) => row.id}
          columns={[
            { key: "number", name: say("申请"), isTitle: true, cell: (row) => <TextLink href={`${path}/${row.id}`}>{row.number}</TextLink> },
            { key: "amount", name: say("金额"), align: "end", cell: (row) => <Money fen={row.amountFen} /> },
            { key: "at", name: say("提交"), cell: (row) => say("{instant}，{askedBy}", { instant: say.instant(row.askedAt), askedBy: row.askedBy }) },
            { key: "state", name: say("状态"), cell: (row) => <StateBadge state={row.state} words={withdrawalWords} /> },
          ]}
          whenEmpty={<EmptyState title={say("还没有退回申请")} text={say("每一笔申请和它的进度都会留在这里。")} />}
          foot={<Pagination label={say("退回申请分页")} previousHref={previousHref} nextHref={nextHref} />}
        />
      </section>
    </Stack>
  );
}
