import type { z } from "zod";
import { catalogueEventWords, catalogueVersionWords, draftStateWords, saleStageWords } from "@/messages/zh-CN";
import type { ProductView } from "@/server/catalog/desk.schema";
import { type BusinessDay, formatDay, formatInstant } from "@/server/kernel/calendar";
import { allows } from "@/server/kernel/permissions";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { StateBadge } from "../patterns/state-badge";
import { Alert } from "../ui/alert";
import { CardHeader, Stack } from "../ui/card";
import { ButtonLink, TextLink } from "../ui/link";
import { Pagination } from "../ui/pagination";
import { Timeline } from "../ui/timeline";
import { ContentView } from "./content-view";
import { NewDraft, WithdrawVersion } from "./draft-actions";
import { ExportContent } from "./workbook";
import { ResumeSaleButton, RetireButton, StopSaleButton } from "./sale-actions";

type Product = z.output<typeof ProductView>;

/** What staff may do with a product as it stands. */
export function ProductActions({ product, roles }: { product: Product; roles: readonly string[] }) {
  const { stage, draft, waiting, isWholeDuty } = product;
  const maySell = allows(roles, "catalogue.stopSale") && isWholeDuty;
  return (
    <>
      {product.content && <ExportContent name={product.name} products={[{ code: product.code, content: product.content }]} />}
      {maySell && (stage === "stopped" || (stage === "draft" && !draft)) && <RetireButton row={product} />}
      {maySell && stage === "onSale" && <StopSaleButton row={product} size="md" />}
      {maySell && stage === "stopped" && <ResumeSaleButton row={product} size="md" />}
      {draft ? <ButtonLink href={`/catalogue/drafts/${draft.id}`}>打开草稿</ButtonLink> : allows(roles, "catalogue.write") && stage !== "retired" && !waiting && <NewDraft specificationId={product.id} />}
    </>
  );
}

function Notes({ product, roles }: { product: Product; roles: readonly string[] }) {
  const { stage, draft, waiting, stopReason, stoppedAt, test } = product;
  return (
    <div className="mb-3 flex flex-col gap-2 empty:hidden">
      {stage === "stopped" && <Alert tone="warning">{stoppedAt ? `${formatInstant(stoppedAt)}停止销售` : "已停止销售"}{stopReason && `：${stopReason}`}。在用 {product.runningProducts} 个，在途订单 {product.openOrders} 张。</Alert>}
      {draft && <Alert tone="info">草稿“{draft.note}”<StateBadge state={draft.state} words={draftStateWords} />，编写：{draft.writers.join("、")}。<TextLink href={`/catalogue/drafts/${draft.id}`}>打开</TextLink></Alert>}
      {waiting && <Alert tone="info" actions={allows(roles, "catalogue.release") && product.isWholeDuty ? <WithdrawVersion versionId={waiting.id} version={waiting.version} /> : undefined}>第 {waiting.version} 版（{waiting.note}）将于 {formatDay(waiting.startsOn)} 开始，在此之前可以撤回。</Alert>}
      {test && !test.isGreen && stage !== "retired" && <Alert tone="warning">应用提供商的系统还没有通过现行接口的契约测试，通过以前不能上架或恢复销售。</Alert>}
    </div>
  );
}

type Pages = { previousHref: string | null; nextHref: string | null };
type Props = { product: Product; roles: readonly string[]; today: BusinessDay; provinceCount: number; versionPages: Pages; logPages: Pages };

/** SC12: a product as it is sold, its versions, and everything that became of it. */
export function ProductDetail({ product, roles, today, provinceCount, versionPages, logPages }: Props) {
  return (
    <>
      <Notes product={product} roles={roles} />
      <div className="grid items-start gap-x-6 gap-y-(--stack) xl:grid-cols-[minmax(0,1fr)_24rem]">
        <section aria-labelledby="sold" className="min-w-0">
          <CardHeader id="sold" title="现在销售的内容" />
          {product.content ? <ContentView content={product.content} today={today} provinceCount={provinceCount} /> : <EmptyState title="还没有发布过" text="写好草稿、由另一位同事复核发布后，这里是销售中的内容。" />}
        </section>
        <Stack gap="lg">
          <section aria-labelledby="versions">
            <CardHeader id="versions" title="版本" />
            <DataTable
              caption="版本" items={product.versions.rows} rowKey={(row) => row.id} rowTone={(row) => (row.standing === "sold" ? "chosen" : "plain")}
              columns={[
                { key: "v", name: "版本", isTitle: true, cell: (row) => <><TextLink href={`/catalogue/versions/${row.id}`}>第 {row.version} 版</TextLink><span className="block text-[0.875em] font-normal text-ink-soft">{row.note}</span></> },
                { key: "s", name: "状态", cell: (row) => <><StateBadge state={row.standing} words={catalogueVersionWords} /><span className="block text-[0.875em] text-ink-soft">{formatDay(row.startsOn)}起</span></> },
              ]}
              whenEmpty={<p className="text-ink-soft">第一次修改时，现在的内容记为第 1 版。</p>}
              foot={<Pagination label="版本分页" {...versionPages} />}
            />
          </section>
          <section aria-labelledby="log">
            <CardHeader id="log" title="记录" />
            {product.events.rows.length === 0
              ? <p className="text-ink-soft">还没有记录。</p>
              : <Timeline label="记录" entries={product.events.rows.map(({ id, kind, at, byName, reason, version }) => ({ id, title: `${catalogueEventWords[kind].word}${version === null ? "" : `（第 ${version} 版）`}`, at: formatInstant(at), by: byName, text: reason || undefined, tone: catalogueEventWords[kind].tone }))} />}
            <Pagination label="记录分页" {...logPages} />
          </section>
        </Stack>
      </div>
    </>
  );
}

export const productBadge = (product: Product) => <StateBadge state={product.stage} words={saleStageWords} />;
