import type { Metadata } from "next";
import { ReceiverChoice } from "@/components/group/receiver-choice";
import { TransferForm } from "@/components/group/transfer-form";
import { TransferTable } from "@/components/group/transfer-table";
import { EmptyState } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Card, Stack } from "@/components/ui/card";
import { api, orLeave } from "@/server/caller";
import { productName } from "@/server/inventory/product.words";
import { idOf } from "@/server/kernel/pagination";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("转移产品") };
}

type Props = { params: Promise<{ platform: string; province: string; productId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function TransferPage({ params, searchParams }: Props) {
  const say = await getSay();
  const { productId, ...place } = await params;
  const base = accountBase(place);
  const toId = idOf(await searchParams, "to");
  const caller = await api();
  const [product, view] = await orLeave(Promise.all([caller.product.byId({ productId }), caller.productTransfer.read({ productId, ...(toId ? { toId } : {}) })]), `${base}/login`);
  const isWaiting = view.rows.some(({ state }) => state === "scheduled");
  const path = `${base}/products/${productId}`;
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: say("我的产品"), href: `${base}/products` }, { label: say.named(product.specificationName), href: path }, { label: say("转移") }]} />} title={say("转移 {productName}", { productName: productName(product) })} text={say("在本企业的帐号之间转移，从下一个帐期起生效；使用不中断，数据不丢失。")} />
      <Stack gap="lg">
        {!view.mayAsk ? <EmptyState title={say("这里不能安排转移")} text={view.accounts.length === 0 ? say("产品只能在上级帐号和子帐号之间转移，由上级企业的管理员安排。") : ""} />
          : isWaiting ? <EmptyState title={say("已经安排了一次转移")} text={say("取消后可以重新安排。")} />
            : <Card><ReceiverChoice accounts={view.accounts} toId={toId} /></Card>}
        {view.preview && !isWaiting && <TransferForm key={view.preview.toId} base={base} productId={productId} edgeOn={view.edgeOn} preview={view.preview} />}
        {view.rows.length > 0 && (
          <section aria-labelledby="transfers">
            <h2 id="transfers" className="mb-3 text-lg font-semibold">{say("转移记录")}</h2>
            <TransferTable rows={view.rows} base={null} whenEmpty={null} />
          </section>
        )}
      </Stack>
    </>
  );
}
