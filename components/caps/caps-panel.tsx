import type { CapsView } from "@/server/authority/cap.schema";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { type Column, DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { ButtonLink } from "../ui/link";
import { TextField } from "../ui/text-field";
import { CapForm } from "./cap-form";
import { CapTable } from "./cap-table";
import { SpendBar } from "./spend-bar";

type Props = { path: string; view: CapsView; /** Whether the reader's role may set caps. */ maySet: boolean; isHead: boolean };
type Person = CapsView["people"][number];
const people = (say: Say): readonly Column<Person>[] => [
  { key: "name", name: say("姓名"), isTitle: true, cell: (row) => row.name },
  { key: "used", name: say("本月占用"), align: "end", cell: (row) => <Money fen={row.usedFen} /> },
];

/** PC5, PC15: an account's spend against its caps, who used how much, and the caps of any past day. */
export function CapsPanel({ path, view, maySet, isHead }: Props) {
  const say = useSay();
  const isPast = view.onDay !== view.today;
  const mayChange = maySet && view.maySet && !isPast;
  const month = view.caps.find(({ kind }) => kind === "accountMonth");
  return (
    <Stack gap="lg">
      <form action={path} method="get" className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 sm:max-w-xs"><TextField name="day" type="date" label={say("查看哪一天")} defaultValue={view.onDay} max={view.today} /></div>
        <Button type="submit" variant="secondary">{say("查看")}</Button>
        {isPast && <ButtonLink href={path} variant="ghost">{say("回到今天")}</ButtonLink>}
      </form>
      {isPast && <p role="status" className="text-ink-soft">{say("{onDay}当天的额度，只能查看。", { onDay: say.day(view.onDay) })}</p>}
      {!isPast && (
        <Card as="section" labelledBy="spend">
          <CardHeader id="spend" title={say("占用")} text={say("本月已计费和未出帐的费用、办理中的订单，加上下月比本月多出的月费；一个产品只按两个月里较高的一个月计。")} />
          <SpendBar spend={view.spend} limitFen={month?.limitFen ?? null} title={say("本帐号每月")} />
          <p className="mt-3 text-[0.9375em] text-ink-soft">{say.rich("在用和办理中的产品每月月费合计 {amount}", { amount: <Money fen={view.spend.recurringFen} /> })}</p>
        </Card>
      )}
      <CapTable caps={view.caps} mayChange={mayChange} isPast={isPast} />
      {mayChange && <CapForm accountId={view.accountId} isHead={isHead} people={view.people} />}
      {view.hasParent && view.isOwn && <p className="text-ink-soft">{say("本帐号的额度由上级企业设置；超过时订单转为上级企业审批。")}</p>}
      {!isPast && (
        <section aria-labelledby="cap-people">
          <h2 id="cap-people" className="mb-3 text-lg font-semibold">{say("各人本月占用")}</h2>
          <DataTable caption={say("各人本月占用")} columns={people(say)} items={view.people} rowKey={(row) => row.membershipId} whenEmpty={<EmptyState title={say("没有成员")} />} />
        </section>
      )}
    </Stack>
  );
}
