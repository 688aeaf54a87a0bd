import type { z } from "zod";
import { cancelReasonWords, cancelTimeWords } from "@/messages/life.zh-CN";
import { changeStateWords } from "@/messages/zh-CN";
import type { ChangeOfOrder } from "@/server/changes/change.schema";
import { addDays, dayOf } from "@/server/kernel/calendar";
import type { LifeOfChange } from "@/server/lifecycle/life.schema";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { Card, CardHeader } from "../ui/card";
import { DescriptionList } from "../ui/description-list";

type Change = z.output<typeof ChangeOfOrder>;
type Life = z.output<typeof LifeOfChange>;

/** CH8, CH13: what an order lets rest, takes up again or gives up. */
export function LifeCard({ change, life }: { change: Change; life: Life }) {
  const say = useSay();
  const title = { pause: say("暂停内容"), resume: say("恢复内容"), cancel: say("退订内容") }[change.kind as "pause" | "resume" | "cancel"];
  const items = { pause: pauseItems, resume: resumeItems, cancel: cancelItems }[change.kind as "pause" | "resume" | "cancel"](say, change, life);
  return (
    <Card labelledBy="change">
      <CardHeader id="change" title={title} actions={<StateBadge state={change.state} words={changeStateWords} />} />
      <DescriptionList layout="grid" items={[{ term: say("产品"), value: `${say.named(change.productName)} ${say.named(change.fromName)} · ${say.counted(change.fromSeats, change.seatName)}` }, ...items, ...(change.reason ? [{ term: say("说明"), value: change.reason }] : [])]} />
    </Card>
  );
}

const startOf = (say: Say, { executedAt, effectiveOn }: Change) => (executedAt ? say.instant(executedAt) : say("{effectiveOn}零点", { effectiveOn: say.day(dayOf(effectiveOn)) }));

const pauseItems = (say: Say, change: Change, { months, until, holdFeeFen }: Life) => [
  { term: say("开始"), value: startOf(say, change) },
  { term: say("自动恢复"), value: until ? say("{until}零点", { until: say.day(until) }) : "—" },
  { term: say("免收的整月"), value: say("{months} 个", { months }) },
  { term: say("暂停的整月每月"), value: holdFeeFen > 0n ? say.rich("{amount}（停机保号费）", { amount: <Money fen={holdFeeFen} /> }) : say("不收费") },
];

const resumeItems = (say: Say, change: Change) => [{ term: say("恢复"), value: change.executedAt ? say.instant(change.executedAt) : say("受理后立即恢复") }];

const cancelItems = (say: Say, change: Change, { when, refundFen, reason, comment }: Life) => [
  { term: say("方式"), value: when ? say.word(cancelTimeWords[when].word) : "—" },
  { term: say("用到"), value: when === "now" ? say("受理后立即停用") : say.day(addDays(dayOf(change.effectiveOn), -1)) },
  { term: say("退费"), value: <Money fen={refundFen} /> },
  { term: say("原因"), value: reason ? `${say.word(cancelReasonWords[reason])}${comment ? say("：{comment}", { comment }) : ""}` : "—" },
];
