import type { z } from "zod";
import type { RenewalPage } from "@/server/billing/forecast.schema";
import { dayOf, formatDay } from "@/server/kernel/calendar";
import { productStateWords } from "@/messages/zh-CN";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { ButtonAnchor } from "../ui/button";
import { TextLink } from "../ui/link";
import { RenewalSwitch } from "./renewal-switch";

const dayWords = (date: Date) => formatDay(dayOf(date));

/** BI24: what renews when at which price, and what ends. */
export function RenewalTable({ page, base, mayRenew }: { page: z.output<typeof RenewalPage>; base: string; mayRenew: boolean }) {
  return (
    <DataTable
      caption="续订"
      items={page.rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "what", name: "产品", isTitle: true, cell: (row) => <TextLink href={`${base}/products/${row.id}`}>{row.specificationName} {row.offeringName}</TextLink> },
        { key: "seats", name: "数量", align: "end", cell: (row) => `${row.seats} ${row.seatName}` },
        { key: "when", name: "下次续订", cell: (row) => (row.endsOn ? `不再续订，用到 ${dayWords(row.endsOn)}` : dayWords(row.renewsOn)) },
        { key: "sum", name: "下期费用", align: "end", cell: (row) => (row.endsOn ? "—" : <Money fen={row.amountFen} />) },
        { key: "state", name: "状态", cell: (row) => <StateBadge state={row.state} words={productStateWords} /> },
        { key: "do", name: "自动续订", cell: (row) => (mayRenew && row.state !== "suspended" ? <RenewalSwitch productId={row.id} name={`${row.specificationName} ${row.offeringName}`} isOn={row.endsOn === null} endsOn={row.endsOn ? dayWords(row.endsOn) : null} /> : row.endsOn ? "已关闭" : "已开启") },
      ]}
      whenEmpty={<EmptyState title="没有会续订的产品" text="开通产品后，这里会列出下次续订的日期和费用。" actions={<ButtonAnchor href={`${base.replace(/\/account$/, "")}/products`}>选购产品</ButtonAnchor>} />}
    />
  );
}
