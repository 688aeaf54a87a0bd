import type { z } from "zod";
import { openingStateStaffWords, orderStageStaffWords } from "@/messages/zh-CN";
import { provinceName } from "@/server/platforms/province.rules";
import type { SearchHits } from "@/server/staff/console.schema";
import { NoMatch } from "../patterns/empty-state";
import { StateBadge } from "../patterns/state-badge";
import { Card, CardHeader, Stack } from "../ui/card";
import { TextLink } from "../ui/link";

type Hits = z.output<typeof SearchHits>;

/** BO12: what the words found, by kind. */
export function SearchResults({ hits }: { hits: Hits }) {
  if (hits.orders.length + hits.customers.length + hits.openings.length === 0) return <NoMatch text="换个词，或检查是否在您的职责范围内。" />;
  return (
    <Stack>
      {hits.customers.length > 0 && (
        <Card>
          <CardHeader title="企业" />
          <ul className="flex flex-col gap-1">
            {hits.customers.map((row) => (
              <li key={row.id}>
                <TextLink href={`/customers/${row.id}`}>{row.name}</TextLink> · {row.accountName} · {row.creditCode} · {provinceName(row.provinceId)}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {hits.orders.length > 0 && (
        <Card>
          <CardHeader title="订单" />
          <ul className="flex flex-col gap-1">
            {hits.orders.map((row) => (
              <li key={row.id} className="flex flex-wrap items-center gap-2">
                <TextLink href={row.taskId ? `/review/${row.taskId}` : `/customers/${row.customerId}`}>{row.number}</TextLink> {row.companyName} <StateBadge state={row.stage} words={orderStageStaffWords} />
              </li>
            ))}
          </ul>
        </Card>
      )}
      {hits.openings.length > 0 && (
        <Card>
          <CardHeader title="开户申请" />
          <ul className="flex flex-col gap-1">
            {hits.openings.map((row) => (
              <li key={row.id} className="flex flex-wrap items-center gap-2">
                {row.taskId ? <TextLink href={`/review/${row.taskId}`}>{row.number}</TextLink> : row.number} {row.companyName} <StateBadge state={row.state as keyof typeof openingStateStaffWords} words={openingStateStaffWords} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Stack>
  );
}
