import type { ComparedLine } from "@/server/changes/change.rules";
import { formatDifference } from "@/server/kernel/money";
import { useSay } from "#say";
import { DataTable } from "../patterns/data-table";
import { Money } from "../patterns/money";

type Props = { nextFrom: string; lines: readonly ComparedLine[]; oldFen: bigint; newFen: bigint };

/** CH3: the first whole period after a change beside the same by the old terms, line by line. */
export function ChangeLines({ nextFrom, lines, oldFen, newFen }: Props) {
  const say = useSay();
  const total: ComparedLine = { key: "total", name: say("合计"), oldFen, newFen };
  return (
    <DataTable
      caption={say("{nextFrom}起每期费用对比", { nextFrom: say.day(nextFrom) })}
      items={lines.length > 1 ? [...lines, total] : [...lines]}
      rowKey={(row) => row.key}
      columns={[
        { key: "name", name: say("费用"), isTitle: true, cell: (row) => row.name },
        { key: "old", name: say("变更前"), align: "end", cell: (row) => <Money fen={row.oldFen} /> },
        { key: "new", name: say("变更后"), align: "end", cell: (row) => <Money fen={row.newFen} /> },
        { key: "more", name: say("差额"), align: "end", cell: (row) => <span className="figures">{formatDifference(row.newFen - row.oldFen)}</span> },
      ]}
      whenEmpty={<p className="text-ink-soft">{say("这一期没有按期费用。")}</p>}
    />
  );
}
