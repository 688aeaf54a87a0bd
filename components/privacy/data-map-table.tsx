import { staffRoleWords } from "@/messages/zh-CN";
import { type DataField, bases, keepOf, purposes } from "@/server/privacy/data-map.rules";
import { DataTable } from "../patterns/data-table";
import { NoMatch } from "../patterns/empty-state";
import { Badge } from "../ui/badge";
import { ButtonLink } from "../ui/link";

const endWords = { delete: "到期删除", mask: "到期脱敏", keep: "依法保存" } as const;
const soft = (text: string) => text !== "" && <span className="block text-[0.9em] text-ink-soft">{text}</span>;

/** DP2: what is kept of people, for what, on which ground, how long, and whose duty it is. */
export function DataMapTable({ fields, allHref }: { fields: readonly DataField[]; allHref: string }) {
  return (
    <DataTable
      caption="个人信息清单"
      items={fields}
      rowKey={(row) => `${row.table}:${row.columns.join()}:${row.what}`}
      columns={[
        { key: "what", name: "内容", isTitle: true, cell: (row) => <>{row.what}<span className="block text-[0.85em] font-normal break-words text-ink-faint">{row.table}：{row.columns.join("、")}</span></> },
        { key: "purpose", name: "目的", cell: (row) => <>{purposes[row.purpose]}{soft(bases[row.basis])}</> },
        { key: "keep", name: "保存到", cell: (row) => <>{keepOf(row).until}{soft(keepOf(row).law)}</> },
        { key: "end", name: "到期", cell: (row) => <Badge tone={keepOf(row).end === "keep" ? "neutral" : "success"}>{endWords[keepOf(row).end]}</Badge> },
        { key: "owner", name: "责任岗位", cell: (row) => staffRoleWords[row.owner] },
      ]}
      whenEmpty={<NoMatch text="换一个目的看看。" actions={<ButtonLink href={allHref} variant="secondary">查看全部</ButtonLink>} />}
    />
  );
}
