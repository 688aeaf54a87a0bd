import type { Metadata } from "next";
import { AlarmTable } from "@/components/operation/alarm-table";
import { FigureTable, ProvinceTable } from "@/components/operation/figure-board";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { LiveBoardTable } from "@/components/partners/live-board";
import { PageHeader } from "@/components/patterns/page-header";
import { CardHeader, Stack } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { api, orLeave, signInPath } from "@/server/caller";
import { formatInstant } from "@/server/kernel/calendar";
import { cursorOf, withQuery } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";

export const metadata: Metadata = { title: "运行指标" };

export default async function FiguresPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const cursor = cursorOf(query);
  const caller = await api();
  const [me, board, live, alarms] = await orLeave(Promise.all([caller.console.me({}), caller.figure.board({}), caller.partner.live({}), caller.figure.alarms({ ...(cursor ? { cursor } : {}) })]), await signInPath(""));
  return (
    <>
      <LiveRefresh seconds={60} />
      <PageHeader title="运行指标" text={`截至 ${formatInstant(board.now)}。每分钟核对一次；达到阈值时给能处理的值班人员发一封信，恢复后自动解除。`} />
      <Stack>
        <FigureTable rows={board.rows} roles={me.roles} />
        <ProvinceTable rows={board.rows} />
        <LiveBoardTable rows={live.rows} mayOpen={allows(me.roles, "partner.read")} />
        <section aria-labelledby="alarms">
          <CardHeader id="alarms" title="告警记录" />
          <AlarmTable rows={alarms.rows} />
          <Pagination previousHref={cursor ? withQuery("/figures", query, { cursor: null }) : null} nextHref={alarms.nextCursor ? withQuery("/figures", query, { cursor: alarms.nextCursor }) : null} />
        </section>
      </Stack>
    </>
  );
}
