import type { Metadata } from "next";
import { SeatDrift } from "@/components/seats/seat-drift";
import { SeatLeaving } from "@/components/seats/seat-leaving";
import { SeatSummary } from "@/components/seats/seat-summary";
import { SeatTable } from "@/components/seats/seat-table";
import { Stack } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { WordSearch } from "@/components/accounts/word-search";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { orLeave } from "@/server/caller";
import { cursorOf, withQuery, wordsOf } from "@/server/kernel/pagination";
import { getSay } from "@/components/say/server";
import { type MindedParams, loadMinded } from "../minded";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("席位") };
}

type Props = { params: MindedParams; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SeatsPage({ params, searchParams }: Props) {
  const say = await getSay();
  const query = await searchParams;
  const { base, caller, productId, path: product, header } = await loadMinded(params, "seats");
  const path = `${product}/seats`;
  const search = wordsOf(query, "search") ?? "";
  const cursor = cursorOf(query);
  const [page, drift] = await orLeave(Promise.all([caller.seat.list({ productId, search, ...(cursor ? { cursor } : {}) }), caller.seat.drift({ productId })]), `${base}/login`);
  const isMoving = drift.isDue || page.leaving.length > 0 || page.rows.some(({ sync }) => sync === "syncing");
  return (
    <>
      {isMoving && <LiveRefresh seconds={5} />}
      {header}
      <Stack gap="lg">
        <SeatSummary page={page} path={path} />
        <section aria-labelledby="held">
          <h2 id="held" className="mb-3 text-lg font-semibold">{say("使用席位的员工")}</h2>
          {(page.held > 0 || search !== "") && <WordSearch path={path} search={search} label={say("查找员工")} hint={say("姓名、工号、部门、邮箱或手机号")} />}
          <SeatTable page={page} path={path} search={search} foot={<Pagination text={say("已分配 {held} 个，共 {all}", { held: page.held, all: say.counted(page.seats, page.seatName) })} previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />} />
        </section>
        <SeatLeaving rows={page.leaving} />
        <SeatDrift productId={productId} drift={drift} mayAct={page.mayAssign} isOver={page.state === "terminated"} />
      </Stack>
    </>
  );
}
