import type { ReactNode } from "react";
import { channelWords, eventWords, factWords, holderWordsOf, payTypeWords } from "@/messages/zh-CN";
import { type FactKind, orderNouns } from "@/server/ordering/order.rules";
import type { OrderView } from "@/server/ordering/order.schema";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
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

const partList = (say: Say, parts: OrderView["parts"]) => say.list(parts.map((part) => `${say.named(part.name)} ${say.counted(part.seats, part.seatName)}`));
const eventTone = (kind: string) => (["refused", "failed", "expired", "enterpriseRefused"].includes(kind) ? "danger" : ["completed", "activated"].includes(kind) ? "success" : ["returned", "partFailed"].includes(kind) ? "warning" : "neutral");

/** OR12: where the order stands, who holds the next step and until when, then everything that was agreed. */
export function OrderDetail({ order, base, above, mayPush = false }: { order: OrderView; base: string; above?: ReactNode; mayPush?: boolean }) {
  const say = useSay();
  // Its end is not yet the end of its page: 97 hears of it a moment later, and that step is shown too.
  const isClosing = ["completed", "partCompleted", "failed", "refused", "cancelled", "expired"].includes(order.stage) && !order.timeline.some((step) => step.kind === "told97");
  const holder = say.word(holderWordsOf(order.operation)[order.holder]);
  // A pause or a cancellation agrees to no contract.
  const isOfTerms = ["order", "change", "seats"].includes(order.operation);
  const isMoving = order.stage === "enterpriseApproval" || order.stage === "review" || order.stage === "provisioning" || isClosing;
  return (
    <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
      <Stack gap="lg">
        {isMoving && <LiveRefresh seconds={5} />}
        {isMoving && !isClosing && mayPush && <PushOffer />}
        {order.stage === "returned" && (
          <Alert tone="warning" title={say("审核人员请您更正")} actions={<ButtonLink size="sm" href={`${base}/orders/${order.id}/correct`}>{say("去更正")}</ButtonLink>}>
            {order.returnText}
          </Alert>
        )}
        {order.approval && order.approval.state !== "approved" && <ApprovalCard approval={order.approval} base={base} />}
        {above}
        <ChangeCards changes={order.changes} broken={order.broken} />
        {order.closing && <ClosingCard closing={order.closing} />}
        {order.handOff && <HandOffCard handOff={order.handOff} reasonCodes={order.reasonCodes} />}
        <Card labelledBy="progress">
          <CardHeader id="progress" title={say("进度")} text={order.expectedBy ? say("{holder}，预计不晚于 {expectedBy}", { holder, expectedBy: say.instant(order.expectedBy) }) : holder} />
          <Timeline
            label={say("{orderNouns}进度", { orderNouns: say.word(orderNouns[order.operation]) })}
            entries={order.timeline.map((step, index) => ({ id: `${index}`, title: say.word((eventWords as Record<string, string>)[step.kind] ?? ""), at: say.instant(step.at), by: say.word(step.byName), text: step.text, tone: eventTone(step.kind) }))}
          />
        </Card>
        <OrderMessages orderId={order.id} messages={order.messages} />
      </Stack>
      <Stack>
        {order.operation === "order" && <Card>
          <h2 className="mb-3 text-lg font-semibold">{say("费用")}</h2>
          <div className="flex flex-col gap-3">
            {order.trialThen && <p className="rounded-md bg-sunken p-3 text-sm">{say("先试用 {trialDays} 天，不收费；到期", { trialDays: order.trialDays })}{order.trialThen === "paid" ? say("转为付费") : say("结束")}{say("，在产品页可以改。")}</p>}
            <RatedLines title={order.trialThen ? say("转为付费的首期") : say("首期")} lines={order.firstBill} totalFen={order.firstBillFen} />
            <RatedLines title={say("之后每月")} lines={order.month} totalFen={order.monthlyFen} />
            <p className="flex justify-between font-medium">
              {say.rich("首年合计 {amount}", { amount: <Money fen={order.firstYearFen} /> })}
            </p>
            {order.payType === "prepaid" && order.stage !== "handedOff" && !order.trialThen && (
              <p className="text-sm text-ink-soft">
                {say.rich("提交时预占 {amount}，开通时按实际开通日扣费。", { amount: <Money fen={order.ceilingFen} /> })}
              </p>
            )}
          </div>
        </Card>}
        <Card>
          <h2 className="mb-3 text-lg font-semibold">{isOfTerms ? say("订单内容") : say("申请内容")}</h2>
          <DescriptionList
            items={[
              { term: order.operation === "close" ? say("企业帐户") : say("套餐"), value: order.operation === "close" ? say.named(order.offeringName) : `${say.named(order.offeringName)} · ${say.counted(order.seats, order.seatName)}` },
              ...(order.parts.length > 0 && order.operation === "order" ? [{ term: say("包含"), value: partList(say, order.parts.filter(({ isOut }) => !isOut)) }] : []),
              ...(order.parts.some(({ isOut }) => isOut) && order.operation === "order" ? [{ term: say("不含"), value: partList(say, order.parts.filter(({ isOut }) => isOut)) }] : []),
              ...Object.entries(order.facts).map(([kind, value]) => ({ term: say.word(factWords[kind as FactKind].label), value })),
              ...(order.note ? [{ term: say("备注"), value: order.note }] : []),
              ...(order.quote ? [{ term: say("报价"), value: <TextLink href={`${base}/quotes/${order.quote.id}`}>{order.quote.number}</TextLink> }] : []),
              ...(order.groupNumber ? [{ term: say("批次"), value: <TextLink href={`${base}/orders/group/${order.groupNumber}`}>{order.groupNumber}</TextLink> }] : []),
              { term: say("受理渠道"), value: say.word(channelWords[order.channel]) },
              ...(order.agentId ? [{ term: say("代理商"), value: order.agentId }] : []),
              { term: say("付费方式"), value: say.word(payTypeWords[order.payType]) },
              { term: say("价格版本"), value: say("第 {priceBookVersion} 版", { priceBookVersion: order.priceBookVersion }) },
              ...(isOfTerms ? [{ term: say("服务协议"), value: <TextLink href={`${base}/orders/${order.id}/contract`}>{say("第 {contractVersion} 版，{acceptedByName} 于 {acceptedAt} 同意", { contractVersion: order.contractVersion, acceptedByName: order.acceptedByName, acceptedAt: say.instant(order.acceptedAt) })}</TextLink> }] : [{ term: say("提交人"), value: say("{acceptedByName}，{instant}", { acceptedByName: order.acceptedByName, instant: say.instant(order.acceptedAt) }) }]),
              ...order.products.map((product) => ({ term: order.products.length > 1 ? product.name : say("产品"), value: <TextLink href={`${base}/products/${product.id}`}>{product.businessId ?? (product.isRefused ? say("未能开通") : order.stage === "completed" || order.stage === "partCompleted" || order.operation !== "order" ? say("查看") : say("正在开通"))}</TextLink> })),
            ]}
          />
          {order.mayCancel && <CancelOrder orderId={order.id} number={order.number} operation={order.operation} />}
        </Card>
      </Stack>
    </div>
  );
}
