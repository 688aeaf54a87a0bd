import type { z } from "zod";
import { formatFen } from "@/server/kernel/money";
import { withQuery } from "@/server/kernel/pagination";
import type { UsageUserPage, UsageView } from "@/server/usage/usage.schema";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { BarChart } from "../patterns/bar-chart";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { Stat } from "../patterns/stat";
import { Alert } from "../ui/alert";
import { Card, Grid, Stack } from "../ui/card";
import { TextLink } from "../ui/link";
import { Pagination } from "../ui/pagination";
import { Progress } from "../ui/progress";
import { Tabs } from "../ui/tabs";

type Usage = z.output<typeof UsageView>;
type Users = z.output<typeof UsageUserPage>;
type Query = Record<string, string | string[] | undefined>;

const countOf = (units: number | bigint, unitName: string) => `${units.toLocaleString("zh-CN")} ${unitName}`.trim();
const dayLabel = (say: Say, day: string) => say("{day}日", { day: Number(day.slice(8)) });

function UsedStat({ usage: { used, includedUnits, unitName } }: { usage: Usage }) {
  const say = useSay();
  if (includedUnits === 0) return <Stat name={say("已用")} value={countOf(used, unitName)} text={say("不含免费用量")} isWide />;
  const text = used > includedUnits ? say("含 {countOf}，超出 {countOf2}", { countOf: countOf(includedUnits, unitName), countOf2: countOf(used - includedUnits, unitName) }) : say("含 {countOf}，还剩 {countOf2}", { countOf: countOf(includedUnits, unitName), countOf2: countOf(includedUnits - used, unitName) });
  return <Stat name={say("已用")} value={countOf(used, unitName)} text={<span className="mt-2 block"><Progress label={say("免费用量已用")} done={Math.min(used, includedUnits)} of={includedUnits} text={text} /></span>} isWide />;
}

/** The charge by the one rating, with how it came about: what is used so far, and what it leads to. */
function ChargeStat({ usage: { forecast, used, includedUnits, chargeFen, formula, feeFen, unitName, isRunning } }: { usage: Usage }) {
  const say = useSay();
  const how = used > includedUnits ? formula : say("超出部分每{unitName} {fee}", { unitName, fee: formatFen(feeFen) });
  if (!isRunning || !forecast) return <Stat name={isRunning ? say("目前的用量费") : say("用量费")} value={<Money fen={chargeFen} />} text={how} isWide />;
  return <Stat name={say("预计用量费")} value={<Money fen={forecast.chargeFen} />} text={say("目前 {charge}，{how}；以帐单为准", { charge: formatFen(chargeFen), how })} isWide />;
}

function ForecastStat({ usage: { forecast, unitName, isRunning } }: { usage: Usage }) {
  const say = useSay();
  if (!isRunning) return null;
  if (!forecast) return <Stat name={say("预计到月底")} value="—" text={say("满一天后才能推算")} isWide />;
  return <Stat name={say("预计到月底")} value={countOf(forecast.units, unitName)} text={say("前 {wholeDays} 天共用 {countOf}，按每天平均推到本月 {ofDays} 天", { wholeDays: forecast.wholeDays, countOf: countOf(forecast.usedInWholeDays, unitName), ofDays: forecast.ofDays })} isWide />;
}

function DayChart({ usage: { days, unitName, used, periodFrom } }: { usage: Usage }) {
  const say = useSay();
  return (
    <Card>
      <BarChart
        title={say("{periodFrom}每天用量", { periodFrom: say.month(periodFrom) })}
        summary={say("共 {countOf}", { countOf: countOf(used, unitName) })}
        headings={[say("日期"), say("用量")]}
        bars={days.map(({ usedOn, used: units }) => ({ label: dayLabel(say, usedOn), value: BigInt(units) }))}
        format={(units) => countOf(units, unitName)}
      />
    </Card>
  );
}

function UserTable({ usage: { used, unitName }, users, path, query }: { usage: Usage; users: Users; path: string; query: Query }) {
  const say = useSay();
  return (
    <DataTable
      caption={say("各用户的用量")}
      items={users.rows}
      rowKey={(row) => row.userName}
      columns={[
        { key: "user", name: say("应用里的用户帐号"), isTitle: true, cell: (row) => row.userName },
        { key: "used", name: say("用量"), align: "end", cell: (row) => countOf(row.used, unitName) },
        { key: "share", name: say("占比"), align: "end", cell: (row) => (used > 0 ? `${Math.round((row.used * 100) / used)}%` : "—") },
      ]}
      whenEmpty={<EmptyState title={say("这个月还没有用户的用量")} text={say("应用提供商每天上报前一天的用量，上报后显示在这里。")} />}
      foot={<Pagination label={say("用户分页")} previousHref={query.after ? withQuery(path, query, { after: null }) : null} nextHref={users.nextAfter ? withQuery(path, query, { after: users.nextAfter }) : null} />}
    />
  );
}

function MonthTable({ usage, path, query }: { usage: Usage; path: string; query: Query }) {
  const say = useSay();
  const { unitName, includedUnits, periodFrom } = usage;
  return (
    <DataTable
      caption={say("各月的用量")}
      items={usage.periods}
      rowKey={(row) => row.periodFrom}
      rowTone={(row) => (row.periodFrom === periodFrom ? "chosen" : "plain")}
      columns={[
        { key: "month", name: say("月份"), isTitle: true, cell: (row) => <TextLink href={withQuery(path, query, { period: row.periodFrom.slice(0, 7), after: null })}>{say.month(row.periodFrom)}</TextLink> },
        { key: "used", name: say("用量"), align: "end", cell: (row) => countOf(row.used, unitName) },
        { key: "over", name: say("超出"), align: "end", cell: (row) => (row.used > includedUnits ? countOf(row.used - includedUnits, unitName) : "—") },
        { key: "charge", name: say("用量费"), align: "end", cell: (row) => <Money fen={row.chargeFen} /> },
      ]}
      whenEmpty={<EmptyState title={say("还没有用量")} text={say("有用量的月份会列在这里。")} />}
    />
  );
}

function ReadNote({ usage: { readAt, isUnanswered } }: { usage: Usage }) {
  const say = useSay();
  if (isUnanswered) return <Alert tone="warning" title={say("应用提供商暂时没有答复")}>{readAt ? say("下面是 {readAt}读到的用量，", { readAt: say.instant(readAt) }) : say("还没有读到用量，")}{say("系统会自动再读，已用的不会漏记。")}</Alert>;
  return <p className="text-ink-soft">{readAt ? say("{readAt}从应用提供商读取；当天的用量一般次日上报。", { readAt: say.instant(readAt) }) : say("开通后从应用提供商读取用量，还没有读到。")}</p>;
}

/** PR13: a metered product's month: included, used, where it leads, what it costs, by day and by user, and the months before. */
export function UsageDetail({ usage, users, path, query }: { usage: Usage; users: Users; path: string; query: Query }) {
  const say = useSay();
  const { components, componentId, periodFrom, unitName, lateUnits } = usage;
  return (
    <Stack gap="lg">
      {components.length > 1 && <Tabs label={say("计量项目")} tabs={components.map(({ id, name }) => ({ href: withQuery(path, query, { component: id, after: null }), label: name, isCurrent: id === componentId }))} />}
      <section aria-labelledby="usage-month">
        <h2 id="usage-month" className="mb-2 text-lg font-semibold">{say("{periodFrom}用量", { periodFrom: say.month(periodFrom) })}</h2>
        <ReadNote usage={usage} />
        <div className="mt-4">
          <Grid columns="stats">
            <UsedStat usage={usage} />
            <ForecastStat usage={usage} />
            <ChargeStat usage={usage} />
          </Grid>
        </div>
        {lateUnits !== 0 && <p className="mt-3 text-ink-soft">{lateUnits > 0 ? say("其中 {countOf}在出帐后才上报，差额记入下一期帐单。", { countOf: countOf(lateUnits, unitName) }) : say("应用提供商更正了用量，多计的 {countOf}在下一期帐单退回。", { countOf: countOf(-lateUnits, unitName) })}</p>}
      </section>
      <Grid columns={2}>
        {usage.days.length > 0 && <DayChart usage={usage} />}
        <section aria-labelledby="usage-months" className="min-w-0">
          <h2 id="usage-months" className="sr-only">{say("各月用量")}</h2>
          <MonthTable usage={usage} path={path} query={query} />
        </section>
      </Grid>
      <section aria-labelledby="usage-users">
        <h2 id="usage-users" className="mb-3 text-lg font-semibold">{say("各用户用量")}</h2>
        <UserTable usage={usage} users={users} path={path} query={query} />
      </section>
    </Stack>
  );
}
