import type { ReactNode } from "react";
import { formatDay, formatInstant } from "@/server/kernel/calendar";
import type { TransferRow } from "@/server/group/transfer.schema";
import { blockerWords } from "@/server/group/transfer.words";
import { type Column, DataTable } from "../patterns/data-table";
import { StateBadge } from "../patterns/state-badge";
import { TextLink } from "../ui/link";
import { transferStateWords } from "./transfer-words";
import { UndoTransfer } from "./undo-transfer";

const byWhom = ({ state, endedAt, endedByName }: TransferRow): string => (endedAt === null ? "" : `${formatInstant(endedAt)}${state === "undone" && endedByName ? `，${endedByName}` : ""}`);

/** PC16: transfers, each with where it stands, why it did not come about, and its undoing. */
export function TransferTable({ rows, base, whenEmpty, foot }: { rows: readonly TransferRow[]; base: string | null; whenEmpty: ReactNode; foot?: ReactNode }) {
  const columns: readonly Column<TransferRow>[] = [
    { key: "product", name: "产品", isTitle: true, cell: (row) => (base === null ? row.productName : <TextLink href={`${base}/products/${row.productId}`}>{row.productName}</TextLink>) },
    { key: "way", name: "转移", cell: (row) => `${row.fromName} → ${row.toName}` },
    { key: "day", name: "生效日", cell: (row) => formatDay(row.effectiveOn) },
    { key: "asked", name: "安排", cell: (row) => `${row.askedByName}，${formatInstant(row.askedAt)}` },
    { key: "state", name: "状态", cell: (row) => <span className="inline-flex flex-col items-start gap-1"><StateBadge state={row.state} words={transferStateWords} />{row.blockers.length > 0 && <span className="text-sm text-ink-soft">{row.blockers.map((blocker) => blockerWords[blocker]).join("；")}</span>}{byWhom(row) && <span className="text-sm text-ink-faint">{byWhom(row)}</span>}</span> },
    { key: "act", name: "操作", cell: (row) => (row.mayUndo ? <UndoTransfer transferId={row.id} name={row.productName} /> : "—") },
  ];
  return <DataTable caption="转移记录" columns={columns} items={rows} rowKey={(row) => row.id} whenEmpty={whenEmpty} foot={foot} />;
}
