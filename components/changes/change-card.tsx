import type { z } from "zod";
import { changeStateWords } from "@/messages/zh-CN";
import type { Broken } from "@/server/changes/break.rules";
import type { ChangeOfOrder } from "@/server/changes/change.schema";
import { dayOf, formatDay, formatInstant } from "@/server/kernel/calendar";
import { formatDifference } from "@/server/kernel/money";
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
const startOf = ({ executedAt, effectiveOn }: Change) => (executedAt ? formatInstant(executedAt) : `${formatDay(dayOf(effectiveOn))}零点`);

/** CH3: what a change turns into what, from when, and what it was previewed to cost. */
function ChangeCard({ change }: { change: Change }) {
  const isAtOnce = change.kind === "seatsUp";
  return (
    <Card labelledBy="change">
      <CardHeader id="change" title="变更内容" text={TEXT} actions={<StateBadge state={change.state} words={changeStateWords} />} />
      <DescriptionList
        layout="grid"
        items={[
          { term: "原来", value: `${change.fromName} · ${change.fromSeats} ${change.seatName}` },
          { term: "变更为", value: `${change.toName} · ${change.toSeats} ${change.seatName}` },
          { term: "生效", value: !change.executedAt && isAtOnce ? "受理后立即生效" : startOf(change) },
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

/** CH12: what a broken bundle keeps at which price, what ends, and what a period costs before and after. */
function BreakCard({ broken, change }: { broken: Broken; change: Change }) {
  return (
    <Card labelledBy="change">
      <CardHeader id="change" title="拆分内容" text={TEXT} actions={<StateBadge state={change.state} words={changeStateWords} />} />
      <DescriptionList
        items={[
          { term: "现在每期", value: <>{broken.bundleName} <Money fen={broken.bundleFen} /></> },
          ...broken.kept.map(({ name, fen }) => ({ term: "保留", value: <>{name}，单独每月 <Money fen={fen} /></> })),
          { term: "到期停用", value: broken.ended.length > 0 ? broken.ended.join("、") : "没有，全部保留" },
          { term: "拆分后每期", value: <><Money fen={broken.newFen} size="lg" /> <span className="text-ink-soft">（{formatDifference(broken.newFen - broken.bundleFen)}）</span></> },
          { term: "生效", value: startOf(change) },
          ...(change.reason ? [{ term: "说明", value: change.reason }] : []),
        ]}
      />
    </Card>
  );
}
