import type { z } from "zod";
import { liveWords } from "@/messages/zh-CN";
import { dayOf } from "@/server/kernel/calendar";
import type { ProductView } from "@/server/inventory/product.schema";
import type { ChangeRow } from "@/server/changes/change.schema";
import type { TransferRow } from "@/server/group/transfer.schema";
import { useSay } from "#say";
import { BundleContents } from "../changes/bundle-contents";
import { ChangeHistory } from "../changes/change-history";
import { Standstill } from "../lifecycle/standstill";
import { WaitingChange } from "../changes/waiting-change";
import { LiveNotice } from "../partners/live-notice";
import { liveSince } from "../partners/live-badge";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { Alert } from "../ui/alert";
import { Card, CardHeader, Stack } from "../ui/card";
import { CopyButton } from "../ui/copy-button";
import { DescriptionList } from "../ui/description-list";
import { TextAnchor } from "../ui/anchor";
import { ButtonLink, TextLink } from "../ui/link";

type Props = { product: z.output<typeof ProductView>; base: string; changes: readonly z.output<typeof ChangeRow>[]; mayChange: boolean; mayBreak: boolean; mayAsk: boolean; mayEnd: boolean; mayReport: boolean; /** It waits to go to another account, or may be sent to one (PC16). */ transfer: { waiting: TransferRow | null; mayAsk: boolean } };

export function ProductDetail({ product, base, changes, mayChange, mayBreak, mayAsk, mayEnd, mayReport, transfer }: Props) {
  const say = useSay();
  const waiting = changes.find(({ state }) => state === "previewed" || state === "scheduled" || state === "executing");
  const isBundle = product.parts.length > 0;
  return (
    <Stack>
      {product.live && <LiveNotice shown={product.live} actions={mayReport && <ButtonLink size="sm" variant="secondary" href={`${base}/tickets/new?product=${product.id}`}>{say("报障")}</ButtonLink>} />}
      <Standstill causes={product.causes} />
      {waiting && <WaitingChange change={waiting} base={base} />}
      {transfer.waiting && <Alert title={say("{effectiveOn}零点起转到{toName}", { effectiveOn: say.day(transfer.waiting.effectiveOn), toName: say.named(transfer.waiting.toName) })} actions={<TextLink href={`${base}/products/${product.id}/transfer`}>{say("查看转移")}</TextLink>}>{say("由{fromName}转出，此前的帐单和费用仍属于它。", { fromName: say.named(transfer.waiting.fromName) })}</Alert>}
      <Card>
        <CardHeader title={say("产品信息")} actions={<Acts product={product} path={`${base}/products/${product.id}`} isChange={!isBundle && mayChange} isBreak={isBundle && mayBreak} mayAsk={mayAsk && !waiting} mayEnd={mayEnd} mayTransfer={transfer.mayAsk && !transfer.waiting && product.state === "active" && product.bundle === null} report={mayReport && product.state !== "terminated" ? `${base}/tickets/new?product=${product.id}` : null} />} />
        <DescriptionList
          layout="grid"
          items={[
            { term: say("数量"), value: say.counted(product.seats, product.seatName) },
            { term: say("月费（含税）"), value: product.bundle ? say("含在套餐里") : <Money fen={product.monthlyFen} /> },
            { term: say("开通日"), value: product.startedOn ? say.day(dayOf(product.startedOn)) : product.trial ? say("试用中，还没有计费") : say("正在开通") },
            ...(isBundle ? [] : [{ term: say("业务标识"), value: product.businessId ?? say("开通后生成") }]),
            ...(product.bundle ? [{ term: say("所属套餐"), value: <TextLink href={`${base}/products/${product.bundle.id}`}>{product.bundle.name}</TextLink> }] : []),
            ...(product.live ? [{ term: say("应用运行状态"), value: `${say.word(liveWords[product.live.state].word)}${product.live.state === "unknown" ? "" : say("，{liveSince}", { liveSince: liveSince(say, product.live) })}` }] : []),
            ...(product.endsOn ? [{ term: say("用到"), value: say.day(dayOf(product.endsOn)) }] : []),
            { term: say("价格版本"), value: say("第 {priceBookVersion} 版（您变更前保持不变）", { priceBookVersion: product.priceBookVersion }) },
            ...(product.orderId ? [{ term: say("来自订单"), value: <TextLink href={`${base}/orders/${product.orderId}`}>{say("查看订单")}</TextLink> }] : []),
          ]}
        />
      </Card>
      {isBundle && (
        <section aria-labelledby="parts">
          <h2 id="parts" className="mb-3 text-lg font-semibold">{say("套餐包含")}</h2>
          <BundleContents parts={product.parts} base={base} />
        </section>
      )}
      {!isBundle && <section aria-labelledby="bindings">
        <h2 id="bindings" className="mb-3 text-lg font-semibold">
          {say("应用帐号")}
        </h2>
        {product.applicationAccounts.length === 0 && <EmptyState title={say("还没有应用帐号")} text={say("开通后由平台自动开立并绑定到您的企业帐号。")} />}
        {product.applicationAccounts.map((account) => (
          <Card key={account.id}>
            <DescriptionList
              layout="grid"
              items={[
                { term: say("应用帐号"), value: <span className="inline-flex flex-wrap items-center gap-2">{account.name} <CopyButton text={account.name} /></span> },
                { term: say("业务管理员"), value: account.administratorName },
                { term: say("登录地址"), value: <TextAnchor href={account.signInUrl}>{account.signInUrl}</TextAnchor> },
                { term: say("绑定时间"), value: say.instant(account.boundAt) },
              ]}
            />
          </Card>
        ))}
      </section>}
      {changes.length > 0 && <ChangeHistory rows={changes} base={base} />}
    </Stack>
  );
}

/** What its company may ask for now. */
function Acts({ product, path, isChange, isBreak, mayAsk, mayEnd, mayTransfer, report }: { product: Props["product"]; path: string; isChange: boolean; isBreak: boolean; mayAsk: boolean; mayEnd: boolean; mayTransfer: boolean; report: string | null }) {
  const say = useSay();
  const acts = [
    { may: product.mayResume && mayAsk, to: "resume", words: say("恢复使用") },
    { may: isChange, to: "change", words: say("变更套餐和数量") },
    { may: isBreak, to: "break", words: say("拆分套餐") },
    { may: product.mayPause && mayAsk, to: "pause", words: say("暂停使用") },
    { may: mayTransfer, to: "transfer", words: say("转移到其他帐号") },
    { may: product.mayCancel && mayEnd, to: "cancel", words: say("退订") },
  ];
  return <span className="flex flex-wrap gap-2">{acts.filter(({ may }) => may).map(({ to, words }) => <ButtonLink key={to} size="sm" variant="secondary" href={`${path}/${to}`}>{words}</ButtonLink>)}{report && <ButtonLink size="sm" variant="secondary" href={report}>{say("报障或咨询")}</ButtonLink>}</span>;
}
