import type { ReactNode } from "react";
import type { TransferRow } from "@/server/group/transfer.schema";
import { blockerWords } from "@/server/group/transfer.words";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { type Column, DataTable } from "../patterns/data-table";
import { StateBadge } from "../patterns/state-badge";
import { TextLink } from "../ui/link";
import { transferStateWords } from "./transfer-words";
import { UndoTransfer } from "./undo-transfer";

const byWhom = (say: Say, { state, endedAt, endedByName }: TransferRow): string => (endedAt === null ? "" : `${say.instant(endedAt)}${state === "undone" && endedByName ? say("，{endedByName}", { endedByName }) : ""}`);

/** PC16: transfers, each with where it stands, why it did not come about, and its undoing. */
export function TransferTable({ rows, base, whenEmpty, foot }: { rows: readonly TransferRow[]; base: string | null; whenEmpty: ReactNode; foot?: ReactNode }) {
  const say = useSay();
  const columns: readonly Column<TransferRow>[] = [
    { key: "product", name: say("产品"), isTitle: true, cell: (row) => (base === null ? say.named(row.productName) : <TextLink href={`${base}/products/${row.productId}`}>{say.named(row.productName)}</TextLink>) },
    { key: "way", name: say("转移"), cell: (row) => `${say.named(row.fromName)} → ${say.named(row.toName)}` },
    { key: "day", name: say("生效日"), cell: (row) => say.day(row.effectiveOn) },
    { key: "asked", name: say("安排"), cell: (row) => say("{askedByName}，{instant}", { askedByName: row.askedByName, instant: say.instant(row.askedAt) }) },
    { key: "state", name: say("状态"), cell: (row) => <span className="inline-flex flex-col items-start gap-1"><StateBadge state={row.state} words={transferStateWords} />{row.blockers.length > 0 && <span className="text-sm text-ink-soft">{row.blockers.map((blocker) => say.word(blockerWords[blocker])).join(say("；"))}</span>}{byWhom(say, row) && <span className="text-sm text-ink-faint">{byWhom(say, row)}</span>}</span> },
    { key: "act", name: say("操作"), cell: (row) => (row.mayUndo ? <UndoTransfer transferId={row.id} name={say.named(row.productName)} /> : "—") },
  ];
  return <DataTable caption={say("转移记录")} columns={columns} items={rows} rowKey={(row) => row.id} whenEmpty={whenEmpty} foot={foot} />;
}
