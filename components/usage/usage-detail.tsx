import type { z } from "zod";
import { formatInstant, formatMonth } from "@/server/kernel/calendar";
import { formatFen } from "@/server/kernel/money";
import { withQuery } from "@/server/kernel/pagination";
import type { UsageUserPage, UsageView } from "@/server/usage/usage.schema";
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
const dayLabel = (day: string) => `${Number(day.slice(8))}日`;

function UsedStat({ usage: { used, includedUnits, unitName } }: { usage: Usage }) {
  if (includedUnits === 0) return <Stat name="已用" value={countOf(used, unitName)} text="不含免费用量" isWide />;
  const text = used > includedUnits ? `含 ${countOf(includedUnits, unitName)}，超出 ${countOf(used - includedUnits, unitName)}` : `含 ${countOf(includedUnits, unitName)}，还剩 ${countOf(includedUnits - used, unitName)}`;
  return <Stat name="已用" value={countOf(used, unitName)} text={<span className="mt-2 block"><Progress label="免费用量已用" done={Math.min(used, includedUnits)} of={includedUnits} text={text} /></span>} isWide />;
}

/** The charge by the one rating, with how it came about: what is used so far, and what it leads to. */
function ChargeStat({ usage: { forecast, used, includedUnits, chargeFen, formula, feeFen, unitName, isRunning } }: { usage: Usage }) {
  const how = used > includedUnits ? formula : `超出部分每${unitName} ${formatFen(feeFen)}`;
  if (!isRunning || !forecast) return <Stat name={isRunning ? "目前的用量费" : "用量费"} value={<Money fen={chargeFen} />} text={how} isWide />;
  return <Stat name="预计用量费" value={<Money fen={forecast.chargeFen} />} text={`目前 ${formatFen(chargeFen)}，${how}；以帐单为准`} isWide />;
}

function ForecastStat({ usage: { forecast, unitName, isRunning } }: { usage: Usage }) {
  if (!isRunning) return null;
  if (!forecast) return <Stat name="预计到月底" value="—" text="满一天后才能推算" isWide />;
  return <Stat name="预计到月底" value={countOf(forecast.units, unitName)} text={`前 ${forecast.wholeDays} 天共用 ${countOf(forecast.usedInWholeDays, unitName)}，按每天平均推到本月 ${forecast.ofDays} 天`} isWide />;
}

function DayChart({ usage: { days, unitName, used, periodFrom } }: { usage: Usage }) {
  return (
    <Card>
      <BarChart
        title={`${formatMonth(periodFrom)}每天用量`}
        summary={`共 ${countOf(used, unitName)}`}
        headings={["日期", "用量"]}
        bars={days.map(({ usedOn, used: units }) => ({ label: dayLabel(usedOn), value: BigInt(units) }))}
        format={(units) => countOf(units, unitName)}
      />
    </Card>
  );
}

function UserTable({ usage: { used, unitName }, users, path, query }: { usage: Usage; users: Users; path: string; query: Query }) {
  return (
    <DataTable
      caption="各用户的用量"
      items={users.rows}
      rowKey={(row) => row.userName}
      columns={[
        { key: "user", name: "应用里的用户帐号", isTitle: true, cell: (row) => row.userName },
        { key: "used", name: "用量", align: "end", cell: (row) => countOf(row.used, unitName) },
        { key: "share", name: "占比", align: "end", cell: (row) => (used > 0 ? `${Math.round((row.used * 100) / used)}%` : "—") },
      ]}
      whenEmpty={<EmptyState title="这个月还没有用户的用量" text="应用提供商每天上报前一天的用量，上报后显示在这里。" />}
      foot={<Pagination label="用户分页" previousHref={query.after ? withQuery(path, query, { after: null }) : null} nextHref={users.nextAfter ? withQuery(path, query, { after: users.nextAfter }) : null} />}
    />
  );
}

function MonthTable({ usage, path, query }: { usage: Usage; path: string; query: Query }) {
  const { unitName, includedUnits, periodFrom } = usage;
  return (
    <DataTable
      caption="各月的用量"
      items={usage.periods}
      rowKey={(row) => row.periodFrom}
      rowTone={(row) => (row.periodFrom === periodFrom ? "chosen" : "plain")}
      columns={[
        { key: "month", name: "月份", isTitle: true, cell: (row) => <TextLink href={withQuery(path, query, { period: row.periodFrom.slice(0, 7), after: null })}>{formatMonth(row.periodFrom)}</TextLink> },
        { key: "used", name: "用量", align: "end", cell: (row) => countOf(row.used, unitName) },
        { key: "over", name: "超出", align: "end", cell: (row) => (row.used > includedUnits ? countOf(row.used - includedUnits, unitName) : "—") },
        { key: "charge", name: "用量费", align: "end", cell: (row) => <Money fen={row.chargeFen} /> },
      ]}
      whenEmpty={<EmptyState title="还没有用量" text="有用量的月份会列在这里。" />}
    />
  );
}

function ReadNote({ usage: { readAt, isUnanswered } }: { usage: Usage }) {
  if (isUnanswered) return <Alert tone="warning" title="应用提供商暂时没有答复">{readAt ? `下面是 ${formatInstant(readAt)}读到的用量，` : "还没有读到用量，"}系统会自动再读，已用的不会漏记。</Alert>;
  return <p className="text-ink-soft">{readAt ? `${formatInstant(readAt)}从应用提供商读取；当天的用量一般次日上报。` : "开通后从应用提供商读取用量，还没有读到。"}</p>;
}

/** PR13: a metered product's month: included, used, where it leads, what it costs, by day and by user, and the months before. */
export function UsageDetail({ usage, users, path, query }: { usage: Usage; users: Users; path: string; query: Query }) {
  const { components, componentId, periodFrom, unitName, lateUnits } = usage;
  return (
    <Stack gap="lg">
      {components.length > 1 && <Tabs label="计量项目" tabs={components.map(({ id, name }) => ({ href: withQuery(path, query, { component: id, after: null }), label: name, isCurrent: id === componentId }))} />}
      <section aria-labelledby="usage-month">
        <h2 id="usage-month" className="mb-2 text-lg font-semibold">{formatMonth(periodFrom)}用量</h2>
        <ReadNote usage={usage} />
        <div className="mt-4">
          <Grid columns="stats">
            <UsedStat usage={usage} />
            <ForecastStat usage={usage} />
            <ChargeStat usage={usage} />
          </Grid>
        </div>
        {lateUnits !== 0 && <p className="mt-3 text-ink-soft">{lateUnits > 0 ? `其中 ${countOf(lateUnits, unitName)}在出帐后才上报，差额记入下一期帐单。` : `应用提供商更正了用量，多计的 ${countOf(-lateUnits, unitName)}在下一期帐单退回。`}</p>}
      </section>
      <Grid columns={2}>
        {usage.days.length > 0 && <DayChart usage={usage} />}
        <section aria-labelledby="usage-months" className="min-w-0">
          <h2 id="usage-months" className="sr-only">各月用量</h2>
          <MonthTable usage={usage} path={path} query={query} />
        </section>
      </Grid>
      <section aria-labelledby="usage-users">
        <h2 id="usage-users" className="mb-3 text-lg font-semibold">各用户用量</h2>
        <UserTable usage={usage} users={users} path={path} query={query} />
      </section>
    </Stack>
  );
}
