import type { z } from "zod";
import { formatInstant } from "@/server/kernel/calendar";
import type { ApplicationView } from "@/server/partners/desk.schema";
import { EmptyState } from "../patterns/empty-state";
import { Card, CardHeader, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { TextLink } from "../ui/link";
import { LiveBadge } from "./live-badge";
import { LiveNotice } from "./live-notice";
import { soldIn } from "./provinces";

type Application = z.output<typeof ApplicationView>;

/** The partner's applications, each with how it is and what waits for it. */
export function ApplicationCards({ rows }: { rows: readonly Application[] }) {
  if (rows.length === 0) return <EmptyState title="还没有绑定应用" text="运营方为您的公司绑定应用后，会出现在这里。" />;
  return (
    <Stack>
      {rows.map((row) => (
        <Card key={row.id} as="section" labelledBy={`app-${row.code}`}>
          <CardHeader id={`app-${row.code}`} title={row.name} text={`产品编码 ${row.code} · ${soldIn(row.provinceIds)}`} actions={<LiveBadge shown={row.shown} />} />
          <div className="mb-(--stack) empty:hidden"><LiveNotice shown={row.shown} /></div>
          <DescriptionList
            layout="grid"
            items={[
              { term: "最近心跳", value: row.lastBeatAt ? formatInstant(row.lastBeatAt) : "还没有收到" },
              { term: "使用中的业务", value: row.runningServices },
              { term: "等待办理的请求", value: row.waitingRequests > 0 ? <TextLink href={`/requests?tab=waiting&app=${row.code}`}>{row.waitingRequests} 个</TextLink> : "没有" },
              { term: "需要关注的请求", value: row.stuckRequests > 0 ? <TextLink href={`/requests?app=${row.code}`}>{row.stuckRequests} 个</TextLink> : "没有" },
            ]}
          />
        </Card>
      ))}
    </Stack>
  );
}
