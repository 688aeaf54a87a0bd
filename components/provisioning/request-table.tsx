import type { z } from "zod";
import { formatInstant } from "@/server/kernel/calendar";
import type { StuckPage } from "@/server/provisioning/desk.schema";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { StateBadge, type StateWords } from "../patterns/state-badge";
import { Badge } from "../ui/badge";
import { RequestActions } from "./request-actions";
import { timeLeft } from "../review/time-left";

type Page = z.output<typeof StuckPage>;
type Row = Page["rows"][number];
const words: StateWords<Row["state"]> = {
  acknowledged: { word: "待发送", tone: "info" },
  inProgress: { word: "等待答复", tone: "info" },
  pending: { word: "等待重试", tone: "warning" },
  completed: { word: "已开通", tone: "success" },
  failed: { word: "对方拒绝", tone: "danger" },
  cancelled: { word: "已取消", tone: "neutral" },
};

const otherWords: StateWords<Row["state"]> = { ...words, completed: { word: "已办理", tone: "neutral" } };
const operationWords: Record<Row["operation"], string> = { open: "开通", change: "变更套餐", seats: "改数量", suspend: "暂停", resume: "恢复", cancel: "注销", erase: "删除数据", assignSeat: "分配席位", withdrawSeat: "收回席位", administrator: "业务管理员" };

/** PR10: age, tries, last answer, and what a person can do. */
export function RequestTable({ page, mayRepair }: { page: Page; mayRepair: boolean }) {
  const isOpen = (row: Row) => ["acknowledged", "inProgress", "pending"].includes(row.state);
  return (
    <div className="mt-3">
      <DataTable
        caption="开通请求"
        items={page.rows}
        rowKey={(row) => row.id}
        rowTone={(row) => (row.needsPerson && isOpen(row) ? "danger" : row.isLate ? "warning" : "plain")}
        columns={[
          { key: "what", name: "产品与企业", isTitle: true, cell: (row) => <>{row.operation !== "open" && <Badge tone="info">{operationWords[row.operation]}</Badge>} {row.productName} · {row.companyName} {row.isLateActivation && <Badge tone="danger">订单结束后才开通，须注销</Badge>}</> },
          { key: "order", name: "订单号", cell: (row) => row.orderNumber },
          { key: "age", name: "发起", cell: (row) => <>{formatInstant(row.createdAt)} {row.isLate && <Badge tone="danger">超 24 小时</Badge>}</> },
          { key: "tries", name: "尝试次数", align: "end", cell: (row) => row.attempt },
          { key: "last", name: "最近答复", cell: (row) => <>{row.lastAnswer ?? "还没有答复"}{row.nextAttemptAt && isOpen(row) && <span className="block text-ink-faint">下次：{timeLeft(row.nextAttemptAt, page.now)}</span>}</> },
          { key: "state", name: "状态", cell: (row) => <>{<StateBadge state={row.state} words={row.operation === "open" ? words : otherWords} />} {row.needsPerson && isOpen(row) && <Badge tone="danger">需人工</Badge>}</> },
          { key: "do", name: "处理", cell: (row) => (mayRepair && isOpen(row) ? <RequestActions serviceOrderId={row.id} attempt={row.attempt} calls={row.calls} isOpening={row.operation === "open"} /> : "—") },
        ]}
        whenEmpty={<EmptyState title="没有需要关注的请求" text="应用系统都在正常答复。" />}
      />
    </div>
  );
}
