import type { BindingRow } from "@/server/accounts/account.schema";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { type Column, DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { ButtonLink } from "../ui/link";

const columns = (say: Say): readonly Column<BindingRow>[] => [
  { key: "application", name: say("应用帐号"), isTitle: true, cell: (row) => row.applicationAccount },
  { key: "product", name: say("产品"), cell: (row) => say.named(row.productName) },
  { key: "account", name: say("企业帐号"), cell: (row) => row.accountName },
  { key: "administrator", name: say("管理员"), cell: (row) => row.administratorName },
  { key: "bound", name: say("绑定时间"), cell: (row) => say.instant(row.boundAt) },
];

/** AI11: what the platform bound by itself when a product opened. */
export function BindingTable({ bindings, base }: { bindings: readonly BindingRow[]; base: string }) {
  const say = useSay();
  return <DataTable caption={say("企业帐号与应用帐号的绑定")} columns={columns(say)} items={bindings} rowKey={(row) => row.id} whenEmpty={<EmptyState title={say("还没有应用帐号")} text={say("产品开通时，平台会自动建立并绑定应用帐号。")} actions={<ButtonLink href={`${base}/products`} variant="secondary">{say("查看我的产品")}</ButtonLink>} />} />;
}
