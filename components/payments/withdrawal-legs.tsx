import type { z } from "zod";
import { withdrawalLegWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import { channelWords, failureText } from "@/server/payments/payment.words";
import type { WithdrawalPlan, WithdrawalView } from "@/server/payments/withdrawal.schema";
import { useSay } from "#say";
import { type Column, DataTable } from "../patterns/data-table";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";

type Planned = z.output<typeof WithdrawalPlan>["legs"][number];
type Leg = z.output<typeof WithdrawalView>["legs"][number];

const Account = ({ payeeName, payeeBank, payeeAccount }: Planned) => <span className="block text-ink-soft">{payeeName}{payeeBank && <span className="block">{payeeBank}</span>}<span className="block break-all">{payeeAccount}</span></span>;

/** Where a leg goes, in the payer's words. */
function Way({ leg }: { leg: Planned }) {
  const say = useSay();
  if (leg.way === "provider") return <>{say("原路退回")}{leg.channel && say.word(channelWords[leg.channel])}</>;
  return <>{leg.way === "payer" ? say("转回原付款帐户") : say("转到企业银行帐户")}<Account {...leg} /></>;
}

const keyOf = ({ paymentId }: Planned) => paymentId ?? "company";
const columns = [
  { key: "way", name: "退到", isTitle: true, cell: (leg) => <Way leg={leg} /> },
  { key: "payment", name: "对应付款", cell: (leg) => (leg.paymentNumber ? <>{leg.paymentNumber}<span className="block text-ink-soft">{leg.channel && channelWords[leg.channel]}{leg.paidAt && `，${formatInstant(leg.paidAt)}`}</span></> : "没有对应的付款，如退费、赔付") },
  { key: "amount", name: "金额", align: "end", cell: (leg) => <Money fen={leg.amountFen} /> },
] as const satisfies readonly Column<Planned>[];

/** BI23: what a request would go back to, before it is sent. */
export function PlannedLegs({ legs }: { legs: readonly Planned[] }) {
  const say = useSay();
  return <DataTable caption={say("退回去向")} items={legs} rowKey={keyOf} columns={columns} whenEmpty={null} />;
}

/** What became of each part; `action` is what finance can do with it. */
export function WithdrawalLegs({ legs, action }: { legs: readonly Leg[]; action?: ((leg: Leg) => React.ReactNode) | undefined }) {
  const say = useSay();
  return (
    <DataTable
      caption={say("退回去向")}
      items={legs}
      rowKey={(leg) => leg.id}
      columns={[
        ...columns,
        {
          key: "state", name: say("状态"),
          cell: (leg) => <><StateBadge state={leg.state} words={withdrawalLegWords} />{leg.payoutNumber && <span className="block break-all text-ink-soft">{say("银行流水 {payoutNumber}", { payoutNumber: leg.payoutNumber })}</span>}{leg.failure && <span className="block text-ink-soft">{leg.way === "provider" ? failureText(leg.failure) : leg.failure}</span>}</>,
        },
        ...(action ? [{ key: "do", name: say("处理"), cell: (leg: Leg) => action(leg) ?? "—" }] : []),
      ]}
      whenEmpty={null}
    />
  );
}
