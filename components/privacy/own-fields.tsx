import { dataMap, keepOf, laws, purposes } from "@/server/privacy/data-map.rules";
import { useSay } from "#say";
import { DataTable } from "../patterns/data-table";
import { Badge } from "../ui/badge";

const soft = (text: string) => text !== "" && <span className="block text-[0.9em] text-ink-soft">{text}</span>;

/** DP3: what is kept of a person, for what and how long; what the law keeps names it. */
export function OwnFields() {
  const say = useSay();
  return (
    <DataTable
      caption={say("保存的个人信息")}
      items={dataMap.filter(({ ofPerson }) => ofPerson)}
      rowKey={(row) => `${row.table}:${row.what}`}
      columns={[
        { key: "what", name: say("内容"), isTitle: true, cell: (row) => say.word(row.what) },
        { key: "purpose", name: say("用来做什么"), cell: (row) => say.word(purposes[row.purpose]) },
        { key: "keep", name: say("保存到"), cell: (row) => say.word(keepOf(row).until) },
        { key: "erase", name: say("能否删除"), cell: (row) => (row.law === undefined ? <Badge tone="success">{say("可以删除")}</Badge> : <><Badge>{say("依法保存")}</Badge>{soft(say("{lawsWord}，{law}", { lawsWord: say.word(laws[row.law].word), law: say.word(laws[row.law].law) }))}</>) },
      ]}
      whenEmpty={null}
    />
  );
}
