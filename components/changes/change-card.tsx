import type { z } from "zod";
import { changeStateWords } from "@/messages/zh-CN";
import type { Broken } from "@/server/changes/break.rules";
import type { ChangeOfOrder } from "@/server/changes/change.schema";
import { dayOf } from "@/server/kernel/calendar";
import { formatDifference } from "@/server/kernel/money";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { Card, CardHeader } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { LifeCard } from "../lifecycle/life-card";
import { ChangeLines } from "./change-lines";

type Change = z.output<typeof ChangeOfOrder>;

/** What an order changes: one product's terms, or a bundle that is taken apart. */
export function ChangeCards({ changes, broken }: { changes: readonly Change[]; broken: Broken | null }) {
  const [first] = changes;
  if (!first) return null;
  if (first.life) return <LifeCard change={first} life={first.life} />;
  return broken ? <BreakCard broken={broken} change={changes.find(({ kind }) => kind === "bundleBreak") ?? first} /> : <ChangeCard change={first} />;
}

const TEXT = "以下是提交时看到的预览，计费以此为准";
const startOf = (say: Say, { executedAt, effectiveOn }: Change) => (executedAt ? say.instant(executedAt) : say("{effectiveOn}零点", { effectiveOn: say.day(dayOf(effectiveOn)) }));

/** CH3: what a change turns into what, from when, and what it was previewed to cost. */
function ChangeCard({ change }: { change: Change }) {
  const say = useSay();
  const isAtOnce = change.kind === "seatsUp";
  return (
    <Card labelledBy="change">
      <CardHeader id="change" title={say("变更内容")} text={TEXT} actions={<StateBadge state={change.state} words={changeStateWords} />} />
      <DescriptionList
        layout="grid"
        items={[
          { term: say("原来"), value: `${say.named(change.fromName)} · ${say.counted(change.fromSeats, change.seatName)}` },
          { term: say("变更为"), value: `${say.named(change.toName)} · ${say.counted(change.toSeats, change.seatName)}` },
          { term: say("生效"), value: !change.executedAt && isAtOnce ? say("受理后立即生效") : startOf(say, change) },
          ...(isAtOnce ? [{ term: say("本期补收"), value: <Money fen={change.dueFen} /> }] : []),
          ...(change.reason ? [{ term: say("说明"), value: change.reason }] : []),
        ]}
      />
      <div className="mt-4">
        <ChangeLines nextFrom={change.nextFrom} lines={change.lines} oldFen={change.oldNextFen} newFen={change.newNextFen} />
      </div>
    </Card>
  );
}

/** CH12: what a broken bundle keeps at which price, what ends, and what a period costs before and after. */
function BreakCard({ broken, change }: { broken: Broken; change: Change }) {
  const say = useSay();
  return (
    <Card labelledBy="change">
      <CardHeader id="change" title={say("拆分内容")} text={TEXT} actions={<StateBadge state={change.state} words={changeStateWords} />} />
      <DescriptionList
        items={[
          { term: say("现在每期"), value: <>{say.named(broken.bundleName)} <Money fen={broken.bundleFen} /></> },
          ...broken.kept.map(({ name, fen }) => ({ term: say("保留"), value: say.rich("{name}，单独每月 {amount}", { name, amount: <Money fen={fen} /> }) })),
          { term: say("到期停用"), value: broken.ended.length > 0 ? say.list(broken.ended) : say("没有，全部保留") },
          { term: say("拆分后每期"), value: <><Money fen={broken.newFen} size="lg" /> <span className="text-ink-soft">{say("（{new}）", { new: formatDifference(broken.newFen - broken.bundleFen) })}</span></> },
          { term: say("生效"), value: startOf(say, change) },
          ...(change.reason ? [{ term: say("说明"), value: change.reason }] : []),
        ]}
      />
    </Card>
  );
}
