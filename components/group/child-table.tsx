import type { ReactNode } from "react";
import type { ChildListRow } from "@/server/accounts/child.schema";
import { useSay } from "#say";
import { type Column, DataTable } from "../patterns/data-table";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { UsedOf } from "../caps/used-of";
import { TextLink } from "../ui/link";
import { childStageWords } from "./child-words";

type Props = { rows: readonly ChildListRow[]; path: string; whenEmpty: ReactNode; foot: ReactNode };

/** PC9: a parent's children; a name leads to what the parent may do with it. */
export function ChildTable({ rows, path, whenEmpty, foot }: Props) {
  const say = useSay();
  const columns: readonly Column<ChildListRow>[] = [
    { key: "label", name: say("名称"), isTitle: true, cell: (row) => (row.stage === "opening" ? row.label : <TextLink href={`${path}/${row.id}`}>{row.label}</TextLink>) },
    { key: "account", name: say("帐号名"), cell: (row) => row.accountName },
    { key: "owner", name: say("管理员"), cell: (row) => <>{row.ownerName}<span className="block text-sm text-ink-faint">{row.ownerEmail}</span></> },
    { key: "products", name: say("产品"), align: "end", cell: (row) => say("{running} 个", { running: row.running }) },
    { key: "used", name: say("本月占用"), cell: (row) => (row.limitFen === null ? <Money fen={row.usedFen} /> : <UsedOf label={say("{rowLabel}本月占用", { rowLabel: row.label })} usedFen={row.usedFen} limitFen={row.limitFen} />) },
    { key: "cash", name: say("余额"), align: "end", cell: (row) => <Money fen={row.cashFen} /> },
    { key: "stage", name: say("状态"), cell: (row) => <StateBadge state={row.stage} words={childStageWords} /> },
  ];
  return <DataTable caption={say("子帐号")} columns={columns} items={rows} rowKey={(row) => row.id} whenEmpty={whenEmpty} foot={foot} />;
}
