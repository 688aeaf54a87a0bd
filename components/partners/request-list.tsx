import type { z } from "zod";
import { lineOperationWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import type { RequestPage } from "@/server/partners/desk.schema";
import { provinceName } from "@/server/platforms/province.rules";
import { timeLeft } from "../review/time-left";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Badge } from "../ui/badge";
import { RequestCalls, ResendButton } from "./request-acts";

type Page = z.output<typeof RequestPage>;

/** The requests that wait for the partner's system, the oldest first. */
export function RequestList({ page, tab }: { page: Page; tab: "stuck" | "waiting" }) {
  return (
    <div className="mt-3">
      <DataTable
        caption="待办请求"
        items={page.rows}
        rowKey={(row) => row.request}
        rowTone={(row) => (row.needsPerson ? "danger" : row.isLate ? "warning" : "plain")}
        columns={[
          { key: "what", name: "请求", isTitle: true, cell: (row) => <>{row.applicationName} · {lineOperationWords[row.operation]} {row.needsPerson && <Badge tone="danger">自动重发已用尽</Badge>}</> },
          { key: "order", name: "订单号", cell: (row) => <>{row.orderNumber}<span className="block text-ink-faint">{provinceName(row.provinceId)}{row.businessId ? ` · ${row.businessId}` : ""}</span></> },
          { key: "age", name: "发起", cell: (row) => <>{formatInstant(row.createdAt)} {row.isLate && <Badge tone="danger">超 24 小时</Badge>}</> },
          { key: "tries", name: "尝试次数", align: "end", cell: (row) => row.attempt },
          { key: "last", name: "您系统的最近答复", cell: (row) => <>{row.lastAnswer ?? "还没有答复"}{row.nextAttemptAt && <span className="block text-ink-faint">下次自动重发：{timeLeft(row.nextAttemptAt, page.now)}</span>}</> },
          { key: "do", name: "处理", cell: (row) => <div className="flex flex-wrap gap-1"><ResendButton request={row.request} attempt={row.attempt} name={row.orderNumber} /><RequestCalls row={row} /></div> },
        ]}
        whenEmpty={<EmptyState title={tab === "stuck" ? "没有需要关注的请求" : "没有等待办理的请求"} text="门户发来的请求都已办成。" />}
      />
    </div>
  );
}
