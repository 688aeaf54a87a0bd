import { abilityWords, roleWords } from "@/messages/zh-CN";
import { type CustomerRole, allows, customerRoles } from "@/server/kernel/permissions";
import { type Column, DataTable } from "../patterns/data-table";
import { Stack } from "../ui/card";

type Ability = (typeof abilityWords)[number]["abilities"][number];
const may = (role: CustomerRole, permission: string) => (allows([role], permission) ? <span><span aria-hidden="true">✓</span><span className="sr-only">可以</span></span> : <span className="text-ink-faint"><span aria-hidden="true">—</span><span className="sr-only">不可以</span></span>);
const columns: readonly Column<Ability>[] = [
  { key: "ability", name: "权限", isTitle: true, cell: (row) => row.word },
  ...customerRoles.map((role): Column<Ability> => ({ key: role, name: roleWords[role], align: "center", cell: (row) => may(role, row.permission) })),
];

/** AI9: who may do what, out of the one table that the procedures ask. */
export function RoleMatrix() {
  return (
    <Stack gap="lg">
      {abilityWords.map(({ title, abilities }) => (
        <section key={title} aria-label={title}>
          <h2 className="mb-3 text-lg font-semibold">{title}</h2>
          <DataTable caption={title} columns={columns} items={abilities} rowKey={(row) => row.permission} whenEmpty={null} />
        </section>
      ))}
    </Stack>
  );
}
