import type { z } from "zod";
import { payTypeWords, verificationWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import { withQuery } from "@/server/kernel/pagination";
import { provinceName } from "@/server/platforms/province.rules";
import type { CustomerPage } from "@/server/staff/console.schema";
import { DataTable } from "../patterns/data-table";
import { EmptyState, NoMatch } from "../patterns/empty-state";
import { StateBadge } from "../patterns/state-badge";
import { ButtonLink, TextLink } from "../ui/link";
import { Pagination } from "../ui/pagination";
import { FilterBox } from "../console/filter-box";

type Props = { page: z.output<typeof CustomerPage>; query: Record<string, string | string[] | undefined>; search: string };

export function CustomerTable({ page, query, search }: Props) {
  return (
    <>
      <FilterBox action="/customers" label="企业名称、帐号或信用代码" value={search} />
      <DataTable
        caption="客户"
        items={page.rows}
        rowKey={(row) => row.id}
        columns={[
          { key: "name", name: "企业", isTitle: true, cell: (row) => <TextLink href={`/customers/${row.id}`}>{row.name}</TextLink> },
          { key: "account", name: "企业帐号", cell: (row) => row.accountName },
          { key: "province", name: "省份", cell: (row) => provinceName(row.provinceId) },
          { key: "pay", name: "付费", cell: (row) => payTypeWords[row.payType] },
          { key: "verified", name: "核验", cell: (row) => <StateBadge state={row.verification} words={verificationWords} /> },
          { key: "opened", name: "开户时间", cell: (row) => formatInstant(row.openedAt) },
        ]}
        whenEmpty={search ? <NoMatch actions={<ButtonLink href="/customers" variant="secondary">清除筛选</ButtonLink>} /> : <EmptyState title="还没有客户" text="开户完成后会出现在这里。" />}
        foot={<Pagination previousHref={query.cursor ? withQuery("/customers", query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery("/customers", query, { cursor: page.nextCursor }) : null} />}
      />
    </>
  );
}
