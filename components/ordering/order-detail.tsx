import type { ReactNode } from "react";
import { channelWords, eventWords, factWords, holderWordsOf, payTypeWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import { type FactKind, orderNouns } from "@/server/ordering/order.rules";
import type { OrderView } from "@/server/ordering/order.schema";
import { Money } from "../patterns/money";
import { Alert } from "../ui/alert";
import { Card, CardHeader, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { ButtonLink, TextLink } from "../ui/link";
import { Timeline } from "../ui/timeline";
import { ApprovalCard } from "../approvals/approval-card";
import { ChangeCards } from "../changes/change-card";
import { PushOffer } from "../notices/push-offer";
import { ClosingCard } from "../closing/closing-card";
import { CancelOrder } from "./cancel-order";
import { HandOffCard } from "./hand-off-card";
import { LiveRefresh } from "./live-refresh";
import { OrderMessages } from "./order-messages";
import { RatedLines } from "./price-summary";

const partList = (parts: OrderView["parts"]) => parts.map((part) => `${part.name} ${part.seats} ${part.seatName}`).join("、");
const eventTone = (kind: string) => (["refused", "failed", "expired", "enterpriseRefused"].includes(kind) ? "danger" : ["completed", "activated"].includes(kind) ? "success" : ["returned", "partFailed"].includes(kind) ? "warning" : "neutral");

/** OR12: where the order stands, who holds the next step and until when, then everything that was agreed. */
export function OrderDetail({ order, base, above, mayPush = false }: { order: OrderView; base: string; above?: ReactNode; mayPush?: boolean }) {
  // Its end is not yet the end of its page: 97 hears of it a moment later, and that step is shown too.
  const isClosing = ["completed", "partCompleted", "failed", "refused", "cancelled", "expired"].includes(order.stage) && !order.timeline.some((step) => step.kind === "told97");
  const holder = holderWordsOf(order.operation)[order.holder];
  // A pause or a cancellation agrees to no contract.
  const isOfTerms = ["order", "change", "seats"].includes(order.operation);
  const isMoving = order.stage === "enterpriseApproval" || order.stage === "review" || order.stage === "provisioning" || isClosing;
  return (
    <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
      <Stack gap="lg">
        {isMoving && <LiveRefresh seconds={5} />}
        {isMoving && !isClosing && mayPush && <PushOffer />}
        {order.stage === "returned" && (
          <Alert tone="warning" title="审核人员请您更正" actions={<ButtonLink size="sm" href={`${base}/orders/${order.id}/correct`}>去更正</ButtonLink>}>
            {order.returnText}
          </Alert>
        )}
        {order.approval && order.approval.state !== "approved" && <ApprovalCard approval={order.approval} base={base} />}
        {above}
        <ChangeCards changes={order.changes} broken={order.broken} />
        {order.closing && <ClosingCard closing={order.closing} />}
        {order.handOff && <HandOffCard handOff={order.handOff} reasonCodes={order.reasonCodes} />}
        <Card labelledBy="progress">
          <CardHeader id="progress" title="进度" text={order.expectedBy ? `${holder}，预计不晚于 ${formatInstant(order.expectedBy)}` : holder} />
          <Timeline
            label={`${orderNouns[order.operation]}进度`}
            entries={order.timeline.map((step, index) => ({ id: `${index}`, title: (eventWords as Record<string, string>)[step.kind] ?? "", at: formatInstant(step.at), by: step.byName, text: step.text, tone: eventTone(step.kind) }))}
          />
        </Card>
        <OrderMessages orderId={order.id} messages={order.messages} />
      </Stack>
      <Stack>
        {order.operation === "order" && <Card>
          <h2 className="mb-3 text-lg font-semibold">费用</h2>
          <div className="flex flex-col gap-3">
            {order.trialThen && <p className="rounded-md bg-sunken p-3 text-sm">先试用 {order.trialDays} 天，不收费；到期{order.trialThen === "paid" ? "转为付费" : "结束"}，在产品页可以改。</p>}
            <RatedLines title={order.trialThen ? "转为付费的首期" : "首期"} lines={order.firstBill} totalFen={order.firstBillFen} />
            <RatedLines title="之后每月" lines={order.month} totalFen={order.monthlyFen} />
            <p className="flex justify-between font-medium">
              首年合计 <Money fen={order.firstYearFen} />
            </p>
            {order.payType === "prepaid" && order.stage !== "handedOff" && !order.trialThen && (
              <p className="text-sm text-ink-soft">
                提交时预占 <Money fen={order.ceilingFen} />，开通时按实际开通日扣费。
              </p>
            )}
          </div>
        </Card>}
        <Card>
          <h2 className="mb-3 text-lg font-semibold">{isOfTerms ? "订单内容" : "申请内容"}</h2>
          <DescriptionList
            items={[
              { term: order.operation === "close" ? "企业帐户" : "套餐", value: order.operation === "close" ? order.offeringName : `${order.offeringName} · ${order.seats} ${order.seatName}` },
              ...(order.parts.length > 0 && order.operation === "order" ? [{ term: "包含", value: partList(order.parts.filter(({ isOut }) => !isOut)) }] : []),
              ...(order.parts.some(({ isOut }) => isOut) && order.operation === "order" ? [{ term: "不含", value: partList(order.parts.filter(({ isOut }) => isOut)) }] : []),
              ...Object.entries(order.facts).map(([kind, value]) => ({ term: factWords[kind as FactKind].label, value })),
              ...(order.note ? [{ term: "备注", value: order.note }] : []),
              ...(order.quote ? [{ term: "报价", value: <TextLink href={`${base}/quotes/${order.quote.id}`}>{order.quote.number}</TextLink> }] : []),
              ...(order.groupNumber ? [{ term: "批次", value: <TextLink href={`${base}/orders/group/${order.groupNumber}`}>{order.groupNumber}</TextLink> }] : []),
              { term: "受理渠道", value: channelWords[order.channel] },
              ...(order.agentId ? [{ term: "代理商", value: order.agentId }] : []),
              { term: "付费方式", value: payTypeWords[order.payType] },
              { term: "价格版本", value: `第 ${order.priceBookVersion} 版` },
              ...(isOfTerms ? [{ term: "服务协议", value: <TextLink href={`${base}/orders/${order.id}/contract`}>{`第 ${order.contractVersion} 版，${order.acceptedByName} 于 ${formatInstant(order.acceptedAt)} 同意`}</TextLink> }] : [{ term: "提交人", value: `${order.acceptedByName}，${formatInstant(order.acceptedAt)}` }]),
              ...order.products.map((product) => ({ term: order.products.length > 1 ? product.name : "产品", value: <TextLink href={`${base}/products/${product.id}`}>{product.businessId ?? (product.isRefused ? "未能开通" : order.stage === "completed" || order.stage === "partCompleted" || order.operation !== "order" ? "查看" : "正在开通")}</TextLink> })),
            ]}
          />
          {order.mayCancel && <CancelOrder orderId={order.id} number={order.number} operation={order.operation} />}
        </Card>
      </Stack>
    </div>
  );
}
