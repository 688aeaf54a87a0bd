import type { BindingRow } from "@/server/accounts/account.schema";
import { formatInstant } from "@/server/kernel/calendar";
import { type Column, DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { ButtonLink } from "../ui/link";

const columns: readonly Column<BindingRow>[] = [
  { key: "application", name: "应用帐号", isTitle: true, cell: (row) => row.applicationAccount },
  { key: "product", name: "产品", cell: (row) => row.productName },
  { key: "account", name: "企业帐号", cell: (row) => row.accountName },
  { key: "administrator", name: "管理员", cell: (row) => row.administratorName },
  { key: "bound", name: "绑定时间", cell: (row) => formatInstant(row.boundAt) },
];

/** AI11: what the platform bound by itself when a product opened. */
export function BindingTable({ bindings, base }: { bindings: readonly BindingRow[]; base: string }) {
  return <DataTable caption="企业帐号与应用帐号的绑定" columns={columns} items={bindings} rowKey={(row) => row.id} whenEmpty={<EmptyState title="还没有应用帐号" text="产品开通时，平台会自动建立并绑定应用帐号。" actions={<ButtonLink href={`${base}/products`} variant="secondary">查看我的产品</ButtonLink>} />} />;
}
