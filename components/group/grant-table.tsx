import type { GrantView } from "@/server/authority/authorisation.schema";
import { productClassWords } from "@/server/catalog/catalog.rules";
import { dayOf } from "@/server/kernel/calendar";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { type Column, DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { ButtonLink } from "../ui/link";

const targetOf = (say: Say, { specificationName, productClass }: GrantView): string => say.named(specificationName) ?? (productClass ? say("{productClassWordsName}（整类）", { productClassWordsName: say.word(productClassWords[productClass].name) }) : "");
const ceilingOf = (say: Say, { seatCeiling, seatsHeld }: GrantView): string => (seatCeiling === null ? say("不限（已用 {seatsHeld}）", { seatsHeld }) : seatCeiling === 0 ? say("不允许") : say("{seatCeiling}（已用 {seatsHeld}）", { seatCeiling, seatsHeld }));

/** PC2: what a child is authorised for; of a past day nothing can be done any more. */
export function GrantTable({ grants, path, mayChange }: { grants: readonly GrantView[]; path: string; mayChange: boolean }) {
  const say = useSay();
  const columns: readonly Column<GrantView>[] = [
    { key: "target", name: say("产品或类别"), isTitle: true, cell: (row) => targetOf(say, row) },
    { key: "plans", name: say("套餐"), cell: (row) => (row.offerings.length === 0 ? say("全部") : say.list(row.offerings.map(({ name }) => name))) },
    { key: "seats", name: say("数量上限"), align: "end", cell: (row) => ceilingOf(say, row) },
    { key: "days", name: say("有效期"), cell: (row) => say("{startsOn}起{value}", { startsOn: say.day(dayOf(row.startsOn)), value: row.endsOn ? say("，至{endsOn}", { endsOn: say.day(dayOf(row.endsOn)) }) : say("，长期") }) },
    { key: "by", name: say("授权"), cell: (row) => <>{row.grantedByName}<span className="block text-sm text-ink-faint">{say.instant(row.grantedAt)}</span></> },
    ...(mayChange ? [{ key: "go", name: say("操作"), cell: (row: GrantView) => <ButtonLink size="sm" variant="ghost" href={`${path}/${row.id}`} aria-label={say("收回{targetOf}的授权", { targetOf: targetOf(say, row) })}>{say("收回")}</ButtonLink> }] : []),
  ];
  return <DataTable caption={say("产品授权")} columns={columns} items={grants} rowKey={(row) => row.id} whenEmpty={<EmptyState title={say("没有授权任何产品")} text={say("没有授权的产品，子帐号看得到价格，但不能订购。")} />} />;
}
