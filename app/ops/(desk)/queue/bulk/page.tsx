import type { Metadata } from "next";
import { BulkDesk } from "@/components/review/bulk-desk";
import { BulkFilter } from "@/components/review/bulk-filter";
import { PageHeader } from "@/components/patterns/page-header";
import { Stack } from "@/components/ui/card";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { api, orLeave, signInPath } from "@/server/caller";
import { wordsOf } from "@/server/kernel/pagination";
import { parseYuan } from "@/server/kernel/money";
import { BULK_MOST, UNDO_SECONDS } from "@/server/review/bulk.rules";

export const metadata: Metadata = { title: "批量审核" };

export default async function BulkPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const product = wordsOf(query, "product");
  const most = wordsOf(query, "most");
  const mostFen = most ? parseYuan(most) : null;
  const preview = await orLeave((await api()).review.previewBulk({ ...(product ? { specificationCode: product } : {}), ...(mostFen === null ? {} : { mostFen }) }), await signInPath(""));
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: "待审队列", href: "/queue" }, { label: "批量审核" }]} />} title="批量审核" text={`一次最多 ${String(BULK_MOST)} 单新订单。确认后 ${String(UNDO_SECONDS)} 秒内可以整批撤销，之后逐单办理，每单都留下您的名字。`} />
      <Stack gap="lg">
        <BulkFilter products={preview.products} product={product ?? ""} most={most ?? ""} isMostWrong={most !== undefined && mostFen === null} />
        <BulkDesk key={preview.rows.map(({ taskId }) => taskId).join()} preview={preview} isFiltered={product !== undefined || most !== undefined} />
      </Stack>
    </>
  );
}
