import type { z } from "zod";
import { channelWords, classWords, domainWords, eventWords, factWords, payTypeWords, reasonWords, stageStaffWordsOf, verificationWords } from "@/messages/zh-CN";
import { industryLabels, labelOf, staffBandLabels } from "../accounts/words";
import { stateOfStage } from "@/server/ordering/order.rules";
import { sealedStates } from "@/server/ordering/contract-document.rules";
import { formatInstant } from "@/server/kernel/calendar";
import type { FactKind } from "@/server/ordering/order.rules";
import type { OrderDossier } from "@/server/review/dossier.schema";
import { productName } from "@/server/inventory/product.words";
import { ClosingCard } from "../closing/closing-card";
import { ChangeCards } from "../changes/change-card";
import { DataTable } from "../patterns/data-table";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { hiddenFacts } from "@/server/access/look.rules";
import { RevealData } from "../access/reveal-data";
import { Badge } from "../ui/badge";
import { Card, CardHeader, Grid, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { TextLink } from "../ui/link";
import { Timeline } from "../ui/timeline";
import { DossierMessages } from "./dossier-messages";
import { PaperList } from "./paper-list";

type Order = z.output<typeof OrderDossier>;

const factName = (kind: string) => factWords[kind as FactKind]?.label ?? kind;

/** OR8: company, papers, balance, rule hits and history of an order on one screen. */
export function OrderDossierView({ order, mayReveal }: { order: Order; mayReveal: boolean }) {
  const { company, item, balance } = order;
  // A pause or a cancellation costs nothing by itself; its own card says what it means.
  const isOfTerms = ["order", "change", "seats"].includes(order.operation);
  const isShort = order.payType === "prepaid" && balance.heldFen < order.ceilingFen;
  return (
    <Stack>
      <ChangeCards changes={order.changes} broken={order.broken} />
      {order.closing && <ClosingCard closing={order.closing} />}
      <Grid columns={2}>
        <Stack>
          <Card as="section" labelledBy="what">
            <CardHeader id="what" title={isOfTerms ? "订购内容" : "产品"} actions={<>{mayReveal && hiddenFacts(order.facts).length > 0 && <RevealData place="order" id={order.id} label="显示开通信息" />}<StateBadge state={order.stage} words={stageStaffWordsOf(order.operation)} /></>} />
            <DescriptionList
              items={[
                { term: "产品", value: productName(item) },
                ...(order.operation === "close" ? [] : [{ term: "类别", value: classWords[item.productClass as keyof typeof classWords] }]),
                { term: "数量", value: `${item.seats} ${item.seatName}` },
                ...(order.parts.length > 0 && !order.broken ? [{ term: "包含", value: order.parts.map((part) => `${part.name} ${part.seats} ${part.seatName}`).join("、") }] : []),
                ...Object.entries(order.facts).map(([kind, value]) => ({ term: factName(kind), value: kind === "mailDomain" && order.factChecks.mailDomain ? <>{value} <DomainFinding finding={order.factChecks.mailDomain} /></> : value })),
                ...(order.note ? [{ term: "备注", value: order.note }] : []),
                { term: "渠道", value: `${channelWords[order.channel]}${order.agentId ? `，代理商 ${order.agentId}` : ""}` },
                { term: "提交", value: formatInstant(order.submittedAt) },
                ...(isOfTerms && (sealedStates as readonly string[]).includes(stateOfStage[order.stage]) ? [{ term: "合同", value: <a href={`/api/contracts/${order.id}`} download rel="nofollow" className="inline-block min-h-6 text-accent-strong underline decoration-accent-line decoration-2 underline-offset-4 hover:decoration-accent">下载签章合同（PDF）</a> }] : []),
              ]}
            />
          </Card>
          <Card as="section" labelledBy="money">
            <CardHeader id="money" title="费用与余额" actions={<Badge>{payTypeWords[order.payType]}</Badge>} />
            <DescriptionList
              items={[
                ...(isOfTerms || order.operation === "close" ? [] : [{ term: "月费", value: <Money fen={order.monthlyFen} /> }]),
                ...(!isOfTerms ? [] : [{ term: "首期", value: <><Money fen={order.firstBillFen} /> <span className="text-ink-faint">{order.stage === "completed" ? "按开通日" : "按提交日"}</span></> },
                { term: "每月", value: <Money fen={order.monthlyFen} /> },
                { term: "首年", value: <Money fen={order.firstYearFen} /> }]),
                ...(order.payType === "prepaid"
                  ? [
                      ...(isOfTerms ? [{ term: "本单预占", value: <Money fen={order.ceilingFen} /> }] : []),
                      { term: "可用余额", value: <Money fen={balance.cashFen} /> },
                      { term: "预占合计", value: <><Money fen={balance.heldFen} /> {isShort && order.stage === "review" && <Badge tone="danger">预占不足</Badge>}</> },
                    ]
                  : [{ term: "付费账户", value: company.isBindingConfirmed ? "已由计费系统确认" : "未确认" }]),
              ]}
            />
          </Card>
        </Stack>
        <Stack>
          <Card as="section" labelledBy="who">
            <CardHeader id="who" title="企业" actions={<>{mayReveal && <RevealData place="customer" id={company.customerId} label="显示联系方式" />}{company.isBlacklisted && <Badge tone="danger">黑名单企业</Badge>}<StateBadge state={company.verification} words={verificationWords} /></>} />
            <DescriptionList
              items={[
                { term: "名称", value: <TextLink href={`/customers/${company.customerId}`}>{company.name}</TextLink> },
                { term: "信用代码", value: company.creditCode },
                { term: "帐号", value: company.accountName },
                { term: "行业 / 规模", value: `${labelOf(industryLabels, company.industry)} / ${labelOf(staffBandLabels, company.staffBand)}` },
                { term: "地址", value: company.address },
                { term: "联系人", value: `${company.contactName} ${company.contactPhone}` },
                { term: "已有产品", value: `${company.productCount} 个` },
              ]}
            />
          </Card>
          <Card as="section" labelledBy="rules">
            <CardHeader id="rules" title="命中规则" text={`受理规则第 ${order.ruleSetVersion} 版，第 ${order.ruleNumber} 条`} />
            <ul className="flex flex-col gap-1">
              {order.reasonCodes.map((code) => (
                <li key={code}>{(reasonWords as Record<string, string>)[code]}</li>
              ))}
            </ul>
            <h3 className="mt-3 mb-1 font-medium">证照</h3>
            <PaperList papers={order.papers} />
          </Card>
        </Stack>
      </Grid>
      {order.versions.length > 1 && <VersionsCompare versions={order.versions} />}
      <Card as="section" labelledBy="similar">
        <CardHeader id="similar" title="该企业近期订单" />
        <DataTable
          caption="近期订单"
          items={order.similar}
          rowKey={(row) => row.id}
          columns={[
            { key: "n", name: "订单号", isTitle: true, cell: (row) => row.number },
            { key: "p", name: "产品", cell: (row) => row.productNames },
            { key: "s", name: "数量", align: "end", cell: (row) => row.seats },
            { key: "f", name: "首期", align: "end", cell: (row) => <Money fen={row.firstBillFen} /> },
            { key: "t", name: "提交", cell: (row) => formatInstant(row.submittedAt) },
            { key: "st", name: "结果", cell: (row) => <StateBadge state={row.stage} words={stageStaffWordsOf(row.operation)} /> },
          ]}
          whenEmpty={<p className="text-ink-soft">没有其他订单。</p>}
        />
      </Card>
      <Grid columns={2}>
        <Card as="section" labelledBy="history">
          <CardHeader id="history" title="经过" />
          <Timeline label="订单经过" entries={order.timeline.map((step, index) => ({ id: String(index), title: (eventWords as Record<string, string>)[step.kind] ?? "", at: formatInstant(step.at), by: step.byName, text: step.text }))} />
        </Card>
        <DossierMessages orderId={order.id} messages={order.messages} />
      </Grid>
    </Stack>
  );
}

/** OR19: what the name servers said when the order was sent. */
function DomainFinding({ finding }: { finding: NonNullable<Order["factChecks"]["mailDomain"]> }) {
  const { word, tone } = domainWords[finding.state];
  return <><Badge tone={tone}>{word}</Badge>{finding.exchanges.length > 0 && <span className="block text-ink-faint">{finding.exchanges.join("、")}</span>}</>;
}

/** OR7: what was sent each time, side by side. */
function VersionsCompare({ versions }: { versions: Order["versions"] }) {
  const kinds = [...new Set(versions.flatMap((version) => Object.keys(version.snapshot.facts)))];
  const rows = [
    { name: "数量", value: (index: number) => String(versions[index]?.snapshot.seats ?? "") },
    ...kinds.map((kind) => ({ name: factName(kind), value: (index: number) => versions[index]?.snapshot.facts[kind] ?? "" })),
    { name: "备注", value: (index: number) => versions[index]?.snapshot.note ?? "" },
  ];
  return (
    <Card as="section" labelledBy="versions">
      <CardHeader id="versions" title="历次提交对比" />
      <DataTable
        caption="历次提交对比"
        items={rows}
        rowKey={(row) => row.name}
        rowTone={(row) => (new Set(versions.map((_, index) => row.value(index))).size > 1 ? "warning" : "plain")}
        columns={[{ key: "n", name: "项目", isTitle: true, cell: (row) => row.name }, ...versions.map((version, index) => ({ key: String(version.versionNumber), name: `第 ${version.versionNumber} 次 ${formatInstant(version.sentAt)}`, cell: (row: (typeof rows)[number]) => row.value(index) || "—" }))]}
        whenEmpty={null}
      />
    </Card>
  );
}
