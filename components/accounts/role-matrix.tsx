import { abilityWords, roleWords } from "@/messages/zh-CN";
import { type CustomerRole, allows, customerRoles } from "@/server/kernel/permissions";
import type { Say } from "@/messages/say";
import { useSay } from "#say";
import { type Column, DataTable } from "../patterns/data-table";
import { Stack } from "../ui/card";

type Ability = (typeof abilityWords)[number]["abilities"][number];
const may = (say: Say, role: CustomerRole, permission: string) => (allows([role], permission) ? <span><span aria-hidden="true">✓</span><span className="sr-only">{say("可以")}</span></span> : <span className="text-ink-faint"><span aria-hidden="true">—</span><span className="sr-only">{say("不可以")}</span></span>);
const columns = (say: Say): readonly Column<Ability>[] => [
  { key: "ability", name: say("权限"), isTitle: true, cell: (row) => row.word },
  ...customerRoles.map((role): Column<Ability> => ({ key: role, name: say.word(roleWords[role]), align: "center", cell: (row) => may(say, role, row.permission) })),
];

/** AI9: who may do what, out of the one table that the procedures ask. */
export function RoleMatrix() {
  const say = useSay();
  return (
    <Stack gap="lg">
      {abilityWords.map(({ title, abilities }) => (
        <section key={title} aria-label={title}>
          <h2 className="mb-3 text-lg font-semibold">{title}</h2>
          <DataTable caption={title} columns={columns(say)} items={abilities} rowKey={(row) => row.permission} whenEmpty={null} />
        </section>
      ))}
    </Stack>
  );
}
