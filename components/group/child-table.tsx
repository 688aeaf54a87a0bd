import type { ReactNode } from "react";
import type { ChildListRow } from "@/server/accounts/child.schema";
import { type Column, DataTable } from "../patterns/data-table";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { UsedOf } from "../caps/used-of";
import { TextLink } from "../ui/link";
import { childStageWords } from "./child-words";

type Props = { rows: readonly ChildListRow[]; path: string; whenEmpty: ReactNode; foot: ReactNode };

/** PC9: a parent's children; a name leads to what the parent may do with it. */
export function ChildTable({ rows, path, whenEmpty, foot }: Props) {
  const columns: readonly Column<ChildListRow>[] = [
    { key: "label", name: "名称", isTitle: true, cell: (row) => (row.stage === "opening" ? row.label : <TextLink href={`${path}/${row.id}`}>{row.label}</TextLink>) },
    { key: "account", name: "帐号名", cell: (row) => row.accountName },
    { key: "owner", name: "管理员", cell: (row) => <>{row.ownerName}<span className="block text-sm text-ink-faint">{row.ownerEmail}</span></> },
    { key: "products", name: "产品", align: "end", cell: (row) => `${row.running} 个` },
    { key: "used", name: "本月占用", cell: (row) => (row.limitFen === null ? <Money fen={row.usedFen} /> : <UsedOf label={`${row.label}本月占用`} usedFen={row.usedFen} limitFen={row.limitFen} />) },
    { key: "cash", name: "余额", align: "end", cell: (row) => <Money fen={row.cashFen} /> },
    { key: "stage", name: "状态", cell: (row) => <StateBadge state={row.stage} words={childStageWords} /> },
  ];
  return <DataTable caption="子帐号" columns={columns} items={rows} rowKey={(row) => row.id} whenEmpty={whenEmpty} foot={foot} />;
}
