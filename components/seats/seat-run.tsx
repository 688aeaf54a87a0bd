import type { SeatImportView } from "@/server/seats/seat-import.schema";
import { useSay } from "#say";
import { Alert } from "../ui/alert";
import { Card, CardHeader, Stack } from "../ui/card";
import { ButtonLink } from "../ui/link";
import { Progress } from "../ui/progress";
import { RefusedRows } from "./seat-rows";

/** PC12: how far a file is, and which rows could not be done. */
export function SeatRun({ view, path }: { view: SeatImportView; path: string }) {
  const say = useSay();
  const done = view.looked - view.refused.length;
  return (
    <Stack>
      <Card as="section" labelledBy="run">
        <CardHeader id="run" title={view.endedAt ? say("已办完") : say("正在办理")} text={say("{askedByName} 于 {askedAt} 提交；可以离开这一页，办理不会中断。", { askedByName: view.askedByName, askedAt: say.instant(view.askedAt) })} />
        <div role="status"><Progress label={say("办理进度")} done={view.looked} of={view.total} text={say("已办 {looked} / {total} 个，成功 {done} 个{value}", { looked: view.looked, total: view.total, done, value: view.refused.length > 0 ? say("，未办成 {refused} 个", { refused: view.refused.length }) : "" })} /></div>
      </Card>
      {view.refused.length > 0 && <><Alert tone="warning" title={say("{refused} 行没有办成", { refused: view.refused.length })}>{say("试算以后情况有变，原因如下。")}</Alert><RefusedRows rows={view.refused} /></>}
      <div className="flex flex-wrap gap-2"><ButtonLink href={path}>{say("查看席位")}</ButtonLink><ButtonLink href={`${path}/import`} variant="secondary">{say("再选一个文件")}</ButtonLink></div>
    </Stack>
  );
}
