import type { ReactNode } from "react";
import type { z } from "zod";
import { disputeWords } from "@/messages/zh-CN";
import type { BillLine } from "@/server/billing/bill.schema";
import { formatFen } from "@/server/kernel/money";
import { useSay } from "#say";
import { DataTable } from "../patterns/data-table";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";

type Line = z.output<typeof BillLine>;

function DisputeNote({ line }: { line: Line }) {
  const say = useSay();
  if (!line.dispute) return null;
  const { state, answer, creditFen, goodwillFen, answerBy } = line.dispute;
  return (
    <span className="mt-1 block text-[0.9em]">
      <StateBadge state={state} words={disputeWords} />
      <span className="block text-ink-soft">{state === "open" ? say("{answerBy}前答复", { answerBy: say.instant(answerBy) }) : answer}{creditFen !== null && say("，退费 {credit}{value}", { credit: formatFen(creditFen), value: goodwillFen === null ? "" : say("，双倍返还另付 {goodwill}（已到余额）", { goodwill: formatFen(goodwillFen) }) })}</span>
    </span>
  );
}

/** BI2: each charge with the formula by which a person can check it, its price version and its tax. */
export function BillLines({ lines, actionOf, foot, productHref }: { lines: readonly Line[]; actionOf?: (line: Line) => ReactNode; foot?: ReactNode; productHref?: (productId: string) => string }) {
  const say = useSay();
  return (
    <DataTable
      caption={say("费用明细")}
      items={lines}
      rowKey={(line) => line.id}
      columns={[
        {
          key: "name", name: say("费用"), isTitle: true,
          cell: (line) => (
            <>
              {say.named(line.name)}
              <span className="block text-[0.9em] font-normal text-ink-soft">
                {line.productId && productHref ? <a href={productHref(line.productId)} className="inline-block min-h-6 underline underline-offset-4 hover:text-accent-strong">{say.named(line.specificationName)}</a> : say.named(line.specificationName)} {say.named(line.offeringName)}
              </span>
            </>
          ),
        },
        { key: "formula", name: say("怎样算出"), cell: (line) => <>{line.formula}{line.priceBookVersion > 0 && <span className="block text-[0.9em] text-ink-faint">{say("价格第 {priceBookVersion} 版", { priceBookVersion: line.priceBookVersion })}</span>}<DisputeNote line={line} /></> },
        { key: "tax", name: say("其中税额"), align: "end", cell: (line) => <>{formatFen(line.taxFen)}<span className="block text-[0.9em] text-ink-faint">{line.taxRateBp / 100}%</span></> },
        { key: "gross", name: say("金额（含税）"), align: "end", cell: (line) => <Money fen={line.grossFen} /> },
        { key: "open", name: say("待付"), align: "end", cell: (line) => (line.paidFen === line.grossFen ? "—" : <Money fen={line.grossFen - line.paidFen} />) },
        ...(actionOf ? [{ key: "do", name: say("异议"), cell: (line: Line) => actionOf(line) }] : []),
      ]}
      whenEmpty={<p className="text-ink-soft">{say("这一页没有明细。")}</p>}
      foot={foot}
    />
  );
}
