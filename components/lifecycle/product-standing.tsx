import { suspensionCauseWords, suspensionRuleWords } from "@/messages/life.zh-CN";
import { dayOf, formatDay, formatInstant } from "@/server/kernel/calendar";
import type { ProductStanding } from "@/server/lifecycle/desk.schema";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { Alert } from "../ui/alert";
import { Badge } from "../ui/badge";
import { Card, CardHeader, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { AskSuspension } from "./ask-suspension";
import { DecideSuspension } from "./decide-suspension";

type Props = { product: ProductStanding; mayAsk: boolean; mayDecide: boolean; isLegal: boolean };

/** CH6: a product for staff: every cause that stood or stands, and what may be asked for. */
export function ProductStandingView({ product, mayAsk, mayDecide, isLegal }: Props) {
  const stands = (cause: string) => product.causes.some((row) => row.cause === cause && row.liftedAt === null);
  const isAlive = ["active", "suspended", "pendingTerminate"].includes(product.state);
  const { request } = product;
  return (
    <Stack>
      {request && (
        <Alert tone="warning" title={`${request.isToStop ? "停机" : "复机"}待复核：${request.reason}`} actions={mayDecide && !request.isOwn ? <DecideSuspension requestId={request.id} name={product.name} isToStop={request.isToStop} /> : undefined}>
          {request.askedBy} 于 {formatInstant(request.askedAt)} 提出，须由另一位员工复核。
        </Alert>
      )}
      <Card>
        <CardHeader
          title="产品信息"
          actions={
            isAlive && !product.isPart && (
              <span className="flex flex-wrap gap-2">
                {mayAsk && !request && <AskSuspension productId={product.productId} isToStop={!stands("operator")} byAuthority={false} />}
                {isLegal && <AskSuspension productId={product.productId} isToStop={!stands("authority")} byAuthority />}
              </span>
            )
          }
        />
        <DescriptionList
          layout="grid"
          items={[
            { term: "数量", value: `${product.seats} ${product.seatName}` },
            { term: "月费", value: <Money fen={product.monthlyFen} /> },
            { term: "业务标识", value: product.businessId ?? "—" },
            { term: "开通日", value: product.startedOn ? formatDay(dayOf(product.startedOn)) : "—" },
            ...(product.endsOn ? [{ term: "用到", value: formatDay(dayOf(product.endsOn)) }] : []),
            ...(product.isPart ? [{ term: "所属", value: "套餐的一部分，停复机请在套餐上办理" }] : []),
          ]}
        />
      </Card>
      <DataTable
        caption="停机原因"
        items={product.causes}
        rowKey={(row) => row.id}
        columns={[
          { key: "cause", name: "原因", isTitle: true, cell: (row) => <>{suspensionCauseWords[row.cause]} {row.liftedAt === null && <Badge tone="warning">停机中</Badge>}</> },
          { key: "why", name: "说明", cell: (row) => row.reason },
          { key: "set", name: "开始", cell: (row) => `${formatInstant(row.setAt)}，${row.setBy}` },
          { key: "lift", name: "解除", cell: (row) => (row.liftedAt ? `${formatInstant(row.liftedAt)}，${row.liftedBy ?? ""}` : row.untilOn ? `${formatDay(dayOf(row.untilOn))}自动恢复` : suspensionRuleWords[row.cause].lifts) },
          { key: "fee", name: "费用", cell: (row) => suspensionRuleWords[row.cause].fee },
        ]}
        whenEmpty={<EmptyState title="从未停机" text="停机和恢复的经过会记在这里。" />}
      />
    </Stack>
  );
}
