import type { z } from "zod";
import { cancelReasonWords, cancelTimeWords } from "@/messages/life.zh-CN";
import { changeStateWords } from "@/messages/zh-CN";
import type { ChangeOfOrder } from "@/server/changes/change.schema";
import { addDays, dayOf, formatDay, formatInstant } from "@/server/kernel/calendar";
import type { LifeOfChange } from "@/server/lifecycle/life.schema";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { Card, CardHeader } from "../ui/card";
import { DescriptionList } from "../ui/description-list";

type Change = z.output<typeof ChangeOfOrder>;
type Life = z.output<typeof LifeOfChange>;

/** CH8, CH13: what an order lets rest, takes up again or gives up. */
export function LifeCard({ change, life }: { change: Change; life: Life }) {
  const title = { pause: "暂停内容", resume: "恢复内容", cancel: "退订内容" }[change.kind as "pause" | "resume" | "cancel"];
  const items = { pause: pauseItems, resume: resumeItems, cancel: cancelItems }[change.kind as "pause" | "resume" | "cancel"](change, life);
  return (
    <Card labelledBy="change">
      <CardHeader id="change" title={title} actions={<StateBadge state={change.state} words={changeStateWords} />} />
      <DescriptionList layout="grid" items={[{ term: "产品", value: `${change.productName} ${change.fromName} · ${change.fromSeats} ${change.seatName}` }, ...items, ...(change.reason ? [{ term: "说明", value: change.reason }] : [])]} />
    </Card>
  );
}

const startOf = ({ executedAt, effectiveOn }: Change) => (executedAt ? formatInstant(executedAt) : `${formatDay(dayOf(effectiveOn))}零点`);

const pauseItems = (change: Change, { months, until, holdFeeFen }: Life) => [
  { term: "开始", value: startOf(change) },
  { term: "自动恢复", value: until ? `${formatDay(until)}零点` : "—" },
  { term: "免收的整月", value: `${months} 个` },
  { term: "暂停的整月每月", value: holdFeeFen > 0n ? <><Money fen={holdFeeFen} />（停机保号费）</> : "不收费" },
];

const resumeItems = (change: Change) => [{ term: "恢复", value: change.executedAt ? formatInstant(change.executedAt) : "受理后立即恢复" }];

const cancelItems = (change: Change, { when, refundFen, reason, comment }: Life) => [
  { term: "方式", value: when ? cancelTimeWords[when].word : "—" },
  { term: "用到", value: when === "now" ? "受理后立即停用" : formatDay(addDays(dayOf(change.effectiveOn), -1)) },
  { term: "退费", value: <Money fen={refundFen} /> },
  { term: "原因", value: reason ? `${cancelReasonWords[reason]}${comment ? `：${comment}` : ""}` : "—" },
];
