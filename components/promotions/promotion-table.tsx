import type { z } from "zod";
import { discountLayerWords, promotionReachWords, promotionStateWords } from "@/messages/zh-CN";
import { dayOf, formatDay } from "@/server/kernel/calendar";
import { formatFen } from "@/server/kernel/money";
import { offerWords } from "@/server/promotions/promotion.rules";
import type { PromotionPage } from "@/server/promotions/promotion.schema";
import { platformName } from "@/server/platforms/province.rules";
import { DataTable } from "../patterns/data-table";
import { EmptyState, NoMatch } from "../patterns/empty-state";
import { StateBadge } from "../patterns/state-badge";
import { ButtonLink, TextLink } from "../ui/link";
import { Pagination } from "../ui/pagination";
import { Progress } from "../ui/progress";

type Props = { page: z.output<typeof PromotionPage>; isFiltered: boolean; clearHref: string; previousHref: string | null; nextHref: string | null };

const share = (part: bigint, whole: bigint) => (whole === 0n ? 0 : Number((part * 100n) / whole));

/** SC16: what the platform offers beside its prices. */
export function PromotionTable({ page, isFiltered, clearHref, previousHref, nextHref }: Props) {
  return (
    <DataTable
      caption="优惠活动"
      items={page.rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "n", name: "活动", isTitle: true, cell: (row) => <><TextLink href={`/promotions/${row.id}`}>{row.name}</TextLink><span className="block text-[0.9em] font-normal text-ink-soft">{discountLayerWords[row.layer]} · {offerWords(row)}</span></> },
        { key: "w", name: "省份", cell: (row) => platformName(row.provinceId) },
        { key: "r", name: "对象", cell: (row) => promotionReachWords[row.reach] },
        { key: "d", name: "下单时间", cell: (row) => <>{formatDay(dayOf(row.validFrom))}<br />至 {formatDay(dayOf(row.validTo))}</> },
        { key: "b", name: "已承诺 / 预算", cell: (row) => <Progress label={`${row.name}已承诺的预算`} done={share(row.committedFen, row.budgetFen)} of={100} text={`${formatFen(row.committedFen)} / ${formatFen(row.budgetFen)}`} /> },
        { key: "s", name: "状态", cell: (row) => <StateBadge state={row.state} words={promotionStateWords} /> },
      ]}
      whenEmpty={isFiltered ? <NoMatch actions={<ButtonLink href={clearHref} variant="secondary">看全部</ButtonLink>} /> : <EmptyState title="还没有优惠活动" text="活动在订单、帐单上单列一行，承诺的优惠不会超过预算。" />}
      foot={<Pagination previousHref={previousHref} nextHref={nextHref} />}
    />
  );
}
