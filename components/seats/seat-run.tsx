import { formatInstant } from "@/server/kernel/calendar";
import type { SeatImportView } from "@/server/seats/seat-import.schema";
import { Alert } from "../ui/alert";
import { Card, CardHeader, Stack } from "../ui/card";
import { ButtonLink } from "../ui/link";
import { Progress } from "../ui/progress";
import { RefusedRows } from "./seat-rows";

/** PC12: how far a file is, and which rows could not be done. */
export function SeatRun({ view, path }: { view: SeatImportView; path: string }) {
  const done = view.looked - view.refused.length;
  return (
    <Stack>
      <Card as="section" labelledBy="run">
        <CardHeader id="run" title={view.endedAt ? "已办完" : "正在办理"} text={`${view.askedByName} 于 ${formatInstant(view.askedAt)} 提交；可以离开这一页，办理不会中断。`} />
        <div role="status"><Progress label="办理进度" done={view.looked} of={view.total} text={`已办 ${view.looked} / ${view.total} 个，成功 ${done} 个${view.refused.length > 0 ? `，未办成 ${view.refused.length} 个` : ""}`} /></div>
      </Card>
      {view.refused.length > 0 && <><Alert tone="warning" title={`${view.refused.length} 行没有办成`}>试算以后情况有变，原因如下。</Alert><RefusedRows rows={view.refused} /></>}
      <div className="flex flex-wrap gap-2"><ButtonLink href={path}>查看席位</ButtonLink><ButtonLink href={`${path}/import`} variant="secondary">再选一个文件</ButtonLink></div>
    </Stack>
  );
}
