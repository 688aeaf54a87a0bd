import type { z } from "zod";
import { dayOf, formatDay, formatInstant } from "@/server/kernel/calendar";
import type { DifferencePage } from "@/server/payments/province.schema";
import { provinceName } from "@/server/platforms/province.rules";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { Alert } from "../ui/alert";
import { DifferenceActions } from "./difference-actions";

type Page = z.output<typeof DifferencePage>;
type Row = Page["rows"][number];
const kindWords: Record<Row["kind"], string> = {
  billMissingThere: "帐单发出了，省里没有", billUnknownHere: "省里有帐单，平台没有", billAmount: "帐单金额不一致", paymentAmount: "同一笔代收款金额不一致", paymentUnknownAccount: "代收款的付费帐号没有对应的企业，款项暂挂", paymentMalformed: "代收款记录无法识别",
};
const dayWords = (date: Date) => formatDay(dayOf(date));

/** How far each province was read and compared. */
export function SyncNotes({ syncs }: { syncs: Page["syncs"] }) {
  const failing = syncs.filter((sync) => sync.isFailing);
  return (
    <>
      {failing.length > 0 && <Alert tone="warning" title={`${failing.map((sync) => provinceName(sync.provinceId)).join("、")}的计费系统没有正常答复`}>会继续自动重试；期间代收款不会丢失，恢复后补取。</Alert>}
      <p className="text-ink-soft">
        {syncs.length === 0 ? "还没有与省计费系统核对过。" : syncs.map((sync) => `${provinceName(sync.provinceId)}：${sync.polledAt ? `最近取款记录 ${formatInstant(sync.polledAt)}` : "还没有代收款"}${sync.comparedTo ? `，已核对到 ${dayWords(sync.comparedTo)}` : ""}`).join("；")}
      </p>
    </>
  );
}

/** BI20: each difference with both sides' sums and what can be done. */
export function DifferenceTable({ rows, mayRun }: { rows: readonly Row[]; mayRun: boolean }) {
  return (
    <DataTable
      caption="对账差异"
      items={rows}
      rowKey={(row) => row.id}
      rowTone={(row) => (row.closedAt ? "plain" : "warning")}
      columns={[
        { key: "kind", name: "差异", isTitle: true, cell: (row) => kindWords[row.kind] },
        { key: "ref", name: "编号", cell: (row) => row.reference },
        { key: "day", name: "日期", cell: (row) => <>{provinceName(row.provinceId)} {dayWords(row.day)}</> },
        { key: "ours", name: "平台", align: "end", cell: (row) => (row.oursFen === null ? "—" : <Money fen={row.oursFen} />) },
        { key: "theirs", name: "省计费", align: "end", cell: (row) => (row.theirsFen === null ? "—" : <Money fen={row.theirsFen} />) },
        { key: "found", name: "发现", cell: (row) => <>{formatInstant(row.foundAt)}{row.resentAt && <span className="block text-ink-soft">{formatInstant(row.resentAt)}已重发</span>}</> },
        { key: "do", name: "处理", cell: (row) => (row.closedAt ? <>{row.explanation}<span className="block text-ink-soft">{row.closedBy}，{formatInstant(row.closedAt)}</span></> : mayRun ? <DifferenceActions differenceId={row.id} mayResend={row.kind === "billMissingThere"} /> : "—") },
      ]}
      whenEmpty={<EmptyState title="没有差异" text="平台与省计费系统的帐单和代收款一致。" />}
    />
  );
}
