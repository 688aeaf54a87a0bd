import type { z } from "zod";
import type { BlockedPage } from "@/server/changes/change.schema";
import { dayOf, formatDay } from "@/server/kernel/calendar";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { TextLink } from "../ui/link";
import { ResolveChange } from "./resolve-change";

/** CH4: changes whose bill was not what their preview said. */
export function BlockedChangeTable({ page, mayResolve }: { page: z.output<typeof BlockedPage>; mayResolve: boolean }) {
  return (
    <DataTable
      caption="待核对的变更"
      items={page.rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "who", name: "企业", isTitle: true, cell: (row) => <TextLink href={`/customers/${row.customerId}`}>{row.companyName}</TextLink> },
        { key: "what", name: "变更为", cell: (row) => `${row.productName} ${row.toName} · ${row.toSeats} ${row.seatName}` },
        { key: "on", name: "生效日", cell: (row) => formatDay(dayOf(row.effectiveOn)) },
        { key: "promised", name: "预览每期", align: "end", cell: (row) => <><Money fen={row.promisedFen} />{row.promised.map((line) => <span key={line.name} className="block text-ink-faint">{line.name} <Money fen={line.grossFen} /></span>)}</> },
        { key: "why", name: "情况", cell: (row) => row.reason },
        { key: "do", name: "处理", cell: (row) => (mayResolve ? <ResolveChange changeId={row.id} name={`${row.companyName} ${row.productName}`} /> : "—") },
      ]}
      whenEmpty={<EmptyState title="没有要核对的变更" text="每次变更后的第一张整期帐单都与预览逐分核对，不一致的会出现在这里。" />}
    />
  );
}
