import { seatReasonWords } from "@/messages/zh-CN";
import type { SeatPage } from "@/server/seats/seat.schema";
import { useSay } from "#say";
import { Stat } from "../patterns/stat";
import { Alert } from "../ui/alert";
import { Grid } from "../ui/card";
import { ButtonLink } from "../ui/link";

/** PR7: how many seats there are, and the way to give one to somebody or why not now. */
export function SeatSummary({ page, path }: { page: SeatPage; path: string }) {
  const say = useSay();
  const free = Math.max(0, page.seats - page.held);
  const isFull = free === 0 && page.blockers.length === 0;
  return (
    <>
      <Grid columns="stats">
        <Stat name={say("席位总数")} value={page.seats} />
        <Stat name={say("已分配")} value={page.held} />
        <Stat name={say("还可以分配")} value={free} />
      </Grid>
      {page.blockers.map((blocker) => <Alert key={blocker} tone="warning" title={say.word(seatReasonWords[blocker])} />)}
      {isFull && page.mayAssign && <Alert tone="info" title={say("席位已全部分配")}>{say("要再分配，请先收回一个，或者在“产品信息”里增加数量。")}</Alert>}
      {page.mayAssign && page.blockers.length === 0 && <div className="flex flex-wrap gap-2">{free > 0 && <ButtonLink href={`${path}/assign`}>{say("分配席位")}</ButtonLink>}<ButtonLink href={`${path}/import`} variant="secondary">{say("批量分配")}</ButtonLink></div>}
    </>
  );
}
