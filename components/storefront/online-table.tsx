import type { ShopWords } from "@/messages/shop";
import type { publicOffer } from "@/server/ordering/channel.rules";
import { DataTable } from "../patterns/data-table";
import { Badge } from "../ui/badge";

const tones = { portalAuto: "success", portalReview: "info", counter: "warning", refuse: "danger" } as const;

/** PN9: every operation with where it is handled and the rule's reason. */
export function OnlineTable({ rows, t: { online } }: { rows: ReturnType<typeof publicOffer>; t: ShopWords }) {
  return (
    <DataTable
      caption={online.caption}
      items={rows}
      rowKey={(row) => `${row.operation}:${row.productKind}`}
      columns={[
        { key: "what", name: online.what, isTitle: true, cell: (row) => `${online.operation[row.operation]}${row.operation === "order" || row.operation === "change" ? (row.productKind === "line" ? online.ofLines : online.ofApplications) : ""}` },
        { key: "how", name: online.how, cell: (row) => <Badge tone={tones[row.verdict.decision]}>{online.decision[row.verdict.decision]}</Badge> },
        { key: "why", name: online.why, cell: (row) => row.verdict.reasons.map((reason) => online.reason[reason]).join(" ") },
      ]}
      whenEmpty={null}
    />
  );
}
