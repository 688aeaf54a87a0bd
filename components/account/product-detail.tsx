import type { z } from "zod";
import { liveWords } from "@/messages/zh-CN";
import { dayOf, formatDay, formatInstant } from "@/server/kernel/calendar";
import type { ProductView } from "@/server/inventory/product.schema";
import type { ChangeRow } from "@/server/changes/change.schema";
import type { TransferRow } from "@/server/group/transfer.schema";
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
  const waiting = changes.find(({ state }) => state === "previewed" || state === "scheduled" || state === "executing");
  const isBundle = product.parts.length > 0;
  return (
    <Stack>
      {product.live && <LiveNotice shown={product.live} actions={mayReport && <ButtonLink size="sm" variant="secondary" href={`${base}/tickets/new?product=${product.id}`}>报障</ButtonLink>} />}
      <Standstill causes={product.causes} />
      {waiting && <WaitingChange change={waiting} base={base} />}
      {transfer.waiting && <Alert title={`${formatDay(transfer.waiting.effectiveOn)}零点起转到${transfer.waiting.toName}`} actions={<TextLink href={`${base}/products/${product.id}/transfer`}>查看转移</TextLink>}>{`由${transfer.waiting.fromName}转出，此前的帐单和费用仍属于它。`}</Alert>}
      <Card>
        <CardHeader title="产品信息" actions={<Acts product={product} path={`${base}/products/${product.id}`} isChange={!isBundle && mayChange} isBreak={isBundle && mayBreak} mayAsk={mayAsk && !waiting} mayEnd={mayEnd} mayTransfer={transfer.mayAsk && !transfer.waiting && product.state === "active" && product.bundle === null} report={mayReport && product.state !== "terminated" ? `${base}/tickets/new?product=${product.id}` : null} />} />
        <DescriptionList
          layout="grid"
          items={[
            { term: "数量", value: `${product.seats} ${product.seatName}` },
            { term: "月费（含税）", value: product.bundle ? "含在套餐里" : <Money fen={product.monthlyFen} /> },
            { term: "开通日", value: product.startedOn ? formatDay(dayOf(product.startedOn)) : product.trial ? "试用中，还没有计费" : "正在开通" },
            ...(isBundle ? [] : [{ term: "业务标识", value: product.businessId ?? "开通后生成" }]),
            ...(product.bundle ? [{ term: "所属套餐", value: <TextLink href={`${base}/products/${product.bundle.id}`}>{product.bundle.name}</TextLink> }] : []),
            ...(product.live ? [{ term: "应用运行状态", value: `${liveWords[product.live.state].word}${product.live.state === "unknown" ? "" : `，${liveSince(product.live)}`}` }] : []),
            ...(product.endsOn ? [{ term: "用到", value: formatDay(dayOf(product.endsOn)) }] : []),
            { term: "价格版本", value: `第 ${product.priceBookVersion} 版（您变更前保持不变）` },
            ...(product.orderId ? [{ term: "来自订单", value: <TextLink href={`${base}/orders/${product.orderId}`}>查看订单</TextLink> }] : []),
          ]}
        />
      </Card>
      {isBundle && (
        <section aria-labelledby="parts">
          <h2 id="parts" className="mb-3 text-lg font-semibold">套餐包含</h2>
          <BundleContents parts={product.parts} base={base} />
        </section>
      )}
      {!isBundle && <section aria-labelledby="bindings">
        <h2 id="bindings" className="mb-3 text-lg font-semibold">
          应用帐号
        </h2>
        {product.applicationAccounts.length === 0 && <EmptyState title="还没有应用帐号" text="开通后由平台自动开立并绑定到您的企业帐号。" />}
        {product.applicationAccounts.map((account) => (
          <Card key={account.id}>
            <DescriptionList
              layout="grid"
              items={[
                { term: "应用帐号", value: <span className="inline-flex flex-wrap items-center gap-2">{account.name} <CopyButton text={account.name} /></span> },
                { term: "业务管理员", value: account.administratorName },
                { term: "登录地址", value: <TextAnchor href={account.signInUrl}>{account.signInUrl}</TextAnchor> },
                { term: "绑定时间", value: formatInstant(account.boundAt) },
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
  const acts = [
    { may: product.mayResume && mayAsk, to: "resume", words: "恢复使用" },
    { may: isChange, to: "change", words: "变更套餐和数量" },
    { may: isBreak, to: "break", words: "拆分套餐" },
    { may: product.mayPause && mayAsk, to: "pause", words: "暂停使用" },
    { may: mayTransfer, to: "transfer", words: "转移到其他帐号" },
    { may: product.mayCancel && mayEnd, to: "cancel", words: "退订" },
  ];
  return <span className="flex flex-wrap gap-2">{acts.filter(({ may }) => may).map(({ to, words }) => <ButtonLink key={to} size="sm" variant="secondary" href={`${path}/${to}`}>{words}</ButtonLink>)}{report && <ButtonLink size="sm" variant="secondary" href={report}>报障或咨询</ButtonLink>}</span>;
}
