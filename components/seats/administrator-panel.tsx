import { seatSyncWords } from "@/messages/zh-CN";
import type { AdministratorView } from "@/server/seats/administrator.schema";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { type Column, DataTable } from "../patterns/data-table";
import { StateBadge } from "../patterns/state-badge";
import { Card, CardHeader, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { AppointForm, ResetAdministrator } from "./administrator-acts";

type Term = AdministratorView["past"][number];
const columns = (say: Say): readonly Column<Term>[] => [
  { key: "name", name: say("姓名"), isTitle: true, cell: (row) => row.name },
  { key: "number", name: say("工号"), cell: (row) => row.employeeNumber },
  { key: "from", name: say("从"), cell: (row) => <>{say.instant(row.appointedAt)}<span className="block text-sm text-ink-faint">{row.appointedByName}</span></> },
  { key: "to", name: say("到"), cell: (row) => (row.endedAt ? say.instant(row.endedAt) : "—") },
];

/** AI10: who minds a product, apart from the enterprise account: handed over and reset by itself. */
export function AdministratorPanel({ productId, view, usersPath }: { productId: string; view: AdministratorView; usersPath: string }) {
  const say = useSay();
  const { current } = view;
  return (
    <Stack gap="lg">
      <Card as="section" labelledBy="now">
        <CardHeader id="now" title={say("现任业务管理员")} text={say("管理这个产品的席位和应用里的设置，和企业帐号的管理员无关；更换企业管理员不影响业务管理员。")} actions={current && view.mayChange && <ResetAdministrator productId={productId} name={current.name} />} />
        <DescriptionList
          layout="grid"
          items={current
            ? [
                { term: say("姓名"), value: current.name }, { term: say("工号"), value: current.employeeNumber }, { term: say("邮箱"), value: current.email },
                { term: say("指定"), value: say("{instant}，{appointedByName}", { instant: say.instant(current.appointedAt), appointedByName: current.appointedByName }) },
                { term: say("应用里"), value: <><StateBadge state={current.sync} words={seatSyncWords} />{current.said && <span className="block text-sm text-ink-faint">{current.said}</span>}</> },
                { term: say("应用里的登录名"), value: view.atApplication ?? say("开通后显示") },
                ...(current.lastResetAt ? [{ term: say("上次重置登录"), value: say.instant(current.lastResetAt) }] : []),
              ]
            : [{ term: say("业务管理员"), value: say("还没有指定，由企业管理员和 IT 管理员管理") }, { term: say("应用里的登录名"), value: view.atApplication ?? say("开通后显示") }]}
        />
      </Card>
      {view.mayChange && <AppointForm productId={productId} current={current?.name ?? null} choices={view.choices} usersPath={usersPath} />}
      {view.past.length > 0 && (
        <section aria-labelledby="past">
          <h2 id="past" className="mb-3 text-lg font-semibold">{say("以前的业务管理员")}</h2>
          <DataTable caption={say("以前的业务管理员")} columns={columns(say)} items={view.past} rowKey={(row) => row.id} whenEmpty={null} />
        </section>
      )}
    </Stack>
  );
}
