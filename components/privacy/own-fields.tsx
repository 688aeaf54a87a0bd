import { dataMap, keepOf, laws, purposes } from "@/server/privacy/data-map.rules";
import { DataTable } from "../patterns/data-table";
import { Badge } from "../ui/badge";

const soft = (text: string) => text !== "" && <span className="block text-[0.9em] text-ink-soft">{text}</span>;

/** DP3: what is kept of a person, for what and how long; what the law keeps names it. */
export function OwnFields() {
  return (
    <DataTable
      caption="保存的个人信息"
      items={dataMap.filter(({ ofPerson }) => ofPerson)}
      rowKey={(row) => `${row.table}:${row.what}`}
      columns={[
        { key: "what", name: "内容", isTitle: true, cell: (row) => row.what },
        { key: "purpose", name: "用来做什么", cell: (row) => purposes[row.purpose] },
        { key: "keep", name: "保存到", cell: (row) => keepOf(row).until },
        { key: "erase", name: "能否删除", cell: (row) => (row.law === undefined ? <Badge tone="success">可以删除</Badge> : <><Badge>依法保存</Badge>{soft(`${laws[row.law].word}，${laws[row.law].law}`)}</>) },
      ]}
      whenEmpty={null}
    />
  );
}
