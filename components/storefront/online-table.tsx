import { decisionWords, operationWords, reasonWords } from "@/messages/zh-CN";
import type { publicOffer } from "@/server/ordering/channel.rules";
import { DataTable } from "../patterns/data-table";
import { Badge } from "../ui/badge";

const tones = { portalAuto: "success", portalReview: "info", counter: "warning", refuse: "danger" } as const;

/** PN9: every operation with where it is handled and the rule's reason. */
export function OnlineTable({ rows }: { rows: ReturnType<typeof publicOffer> }) {
  return (
    <DataTable
      caption="各项业务的办理方式"
      items={rows}
      rowKey={(row) => `${row.operation}:${row.productKind}`}
      columns={[
        { key: "what", name: "业务", isTitle: true, cell: (row) => `${operationWords[row.operation]}${row.operation === "order" || row.operation === "change" ? (row.productKind === "line" ? "（固定电话、宽带等线路）" : "（信息化应用）") : ""}` },
        { key: "how", name: "办理方式", cell: (row) => <Badge tone={tones[row.verdict.decision]}>{decisionWords[row.verdict.decision]}</Badge> },
        { key: "why", name: "说明", cell: (row) => row.verdict.reasons.map((reason) => reasonWords[reason]).join(" ") },
      ]}
      whenEmpty={null}
    />
  );
}
