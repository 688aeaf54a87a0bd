import { seatSyncWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import type { AdministratorView } from "@/server/seats/administrator.schema";
import { type Column, DataTable } from "../patterns/data-table";
import { StateBadge } from "../patterns/state-badge";
import { Card, CardHeader, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { AppointForm, ResetAdministrator } from "./administrator-acts";

type Term = AdministratorView["past"][number];
const columns: readonly Column<Term>[] = [
  { key: "name", name: "姓名", isTitle: true, cell: (row) => row.name },
  { key: "number", name: "工号", cell: (row) => row.employeeNumber },
  { key: "from", name: "从", cell: (row) => <>{formatInstant(row.appointedAt)}<span className="block text-sm text-ink-faint">{row.appointedByName}</span></> },
  { key: "to", name: "到", cell: (row) => (row.endedAt ? formatInstant(row.endedAt) : "—") },
];

/** AI10: who minds a product, apart from the enterprise account: handed over and reset by itself. */
export function AdministratorPanel({ productId, view, usersPath }: { productId: string; view: AdministratorView; usersPath: string }) {
  const { current } = view;
  return (
    <Stack gap="lg">
      <Card as="section" labelledBy="now">
        <CardHeader id="now" title="现任业务管理员" text="管理这个产品的席位和应用里的设置，和企业帐号的管理员无关；更换企业管理员不影响业务管理员。" actions={current && view.mayChange && <ResetAdministrator productId={productId} name={current.name} />} />
        <DescriptionList
          layout="grid"
          items={current
            ? [
                { term: "姓名", value: current.name }, { term: "工号", value: current.employeeNumber }, { term: "邮箱", value: current.email },
                { term: "指定", value: `${formatInstant(current.appointedAt)}，${current.appointedByName}` },
                { term: "应用里", value: <><StateBadge state={current.sync} words={seatSyncWords} />{current.said && <span className="block text-sm text-ink-faint">{current.said}</span>}</> },
                { term: "应用里的登录名", value: view.atApplication ?? "开通后显示" },
                ...(current.lastResetAt ? [{ term: "上次重置登录", value: formatInstant(current.lastResetAt) }] : []),
              ]
            : [{ term: "业务管理员", value: "还没有指定，由企业管理员和 IT 管理员管理" }, { term: "应用里的登录名", value: view.atApplication ?? "开通后显示" }]}
        />
      </Card>
      {view.mayChange && <AppointForm productId={productId} current={current?.name ?? null} choices={view.choices} usersPath={usersPath} />}
      {view.past.length > 0 && (
        <section aria-labelledby="past">
          <h2 id="past" className="mb-3 text-lg font-semibold">以前的业务管理员</h2>
          <DataTable caption="以前的业务管理员" columns={columns} items={view.past} rowKey={(row) => row.id} whenEmpty={null} />
        </section>
      )}
    </Stack>
  );
}
