import type { z } from "zod";
import { transferClaimWords } from "@/messages/zh-CN";
import type { TransferPage } from "@/server/payments/transfer.schema";
import { useSay } from "#say";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { CopyButton } from "../ui/copy-button";
import { Pagination } from "../ui/pagination";
import { CancelTransfer } from "./transfer-form";

type Props = { rows: z.output<typeof TransferPage>["rows"]; mayPay: boolean; previousHref: string | null; nextHref: string | null };

/** BI4: announced transfers, and what became of each. */
export function TransferTable({ rows, mayPay, previousHref, nextHref }: Props) {
  const say = useSay();
  return (
    <DataTable
      caption={say("转账记录")}
      items={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "c", name: say("附言码"), isTitle: true, cell: (row) => <span className="inline-flex items-center gap-2 figures">{row.code}{row.state === "waiting" && <CopyButton text={row.code} />}</span> },
        { key: "a", name: say("金额"), align: "end", cell: (row) => <Money fen={row.amountFen} /> },
        { key: "b", name: say("登记"), cell: (row) => <>{say.instant(row.createdAt)}<span className="block text-[0.9em] text-ink-soft">{row.byName}</span></> },
        { key: "s", name: say("状态"), cell: (row) => <><StateBadge state={row.state} words={transferClaimWords} /><span className="block text-[0.9em] text-ink-soft">{row.paidAt ? say.instant(row.paidAt) : row.state === "waiting" ? say("{expiresAt}前有效", { expiresAt: say.instant(row.expiresAt) }) : ""}</span></> },
        ...(mayPay ? [{ key: "x", name: say("操作"), cell: (row: Props["rows"][number]) => (row.state === "waiting" ? <CancelTransfer claimId={row.id} code={row.code} /> : "—") }] : []),
      ]}
      whenEmpty={<EmptyState title={say("还没有转账")} text={say("先取附言码，再到银行转账。")} />}
      foot={<Pagination previousHref={previousHref} nextHref={nextHref} />}
    />
  );
}
