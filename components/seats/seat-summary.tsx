import { seatReasonWords } from "@/messages/zh-CN";
import type { SeatPage } from "@/server/seats/seat.schema";
import { Stat } from "../patterns/stat";
import { Alert } from "../ui/alert";
import { Grid } from "../ui/card";
import { ButtonLink } from "../ui/link";

/** PR7: how many seats there are, and the way to give one to somebody or why not now. */
export function SeatSummary({ page, path }: { page: SeatPage; path: string }) {
  const free = Math.max(0, page.seats - page.held);
  const isFull = free === 0 && page.blockers.length === 0;
  return (
    <>
      <Grid columns="stats">
        <Stat name="席位总数" value={page.seats} />
        <Stat name="已分配" value={page.held} />
        <Stat name="还可以分配" value={free} />
      </Grid>
      {page.blockers.map((blocker) => <Alert key={blocker} tone="warning" title={seatReasonWords[blocker]} />)}
      {isFull && page.mayAssign && <Alert tone="info" title="席位已全部分配">要再分配，请先收回一个，或者在“产品信息”里增加数量。</Alert>}
      {page.mayAssign && page.blockers.length === 0 && <div className="flex flex-wrap gap-2">{free > 0 && <ButtonLink href={`${path}/assign`}>分配席位</ButtonLink>}<ButtonLink href={`${path}/import`} variant="secondary">批量分配</ButtonLink></div>}
    </>
  );
}
