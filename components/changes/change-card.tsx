import type { z } from "zod";
import { changeStateWords } from "@/messages/zh-CN";
import type { ChangeOfOrder } from "@/server/changes/change.schema";
import { dayOf, formatDay, formatInstant } from "@/server/kernel/calendar";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { Card, CardHeader } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { ChangeLines } from "./change-lines";

type Change = z.output<typeof ChangeOfOrder>;

/** CH3: what a change turns into what, from when, and what it was previewed to cost. */
export function ChangeCard({ change }: { change: Change }) {
  const isAtOnce = change.kind === "seatsUp";
  return (
    <Card labelledBy={`change-${change.id}`}>
      <CardHeader id={`change-${change.id}`} title={change.kind === "bundleBreak" ? `${change.productName} 单独继续` : "变更内容"} text="以下是提交时看到的预览，计费以此为准" actions={<StateBadge state={change.state} words={changeStateWords} />} />
      <DescriptionList
        layout="grid"
        items={[
          ...(change.kind === "bundleBreak" ? [{ term: "套餐", value: `${change.toName} · ${change.toSeats} ${change.seatName}` }] : [{ term: "原来", value: `${change.fromName} · ${change.fromSeats} ${change.seatName}` }, { term: "变更为", value: `${change.toName} · ${change.toSeats} ${change.seatName}` }]),
          { term: "生效", value: change.executedAt ? formatInstant(change.executedAt) : isAtOnce ? "受理后立即生效" : `${formatDay(dayOf(change.effectiveOn))}零点` },
          ...(isAtOnce ? [{ term: "本期补收", value: <Money fen={change.dueFen} /> }] : []),
          ...(change.reason ? [{ term: "说明", value: change.reason }] : []),
        ]}
      />
      <div className="mt-4">
        <ChangeLines nextFrom={change.nextFrom} lines={change.lines} oldFen={change.oldNextFen} newFen={change.newNextFen} />
      </div>
    </Card>
  );
}
