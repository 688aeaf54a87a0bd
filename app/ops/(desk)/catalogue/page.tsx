import type { Metadata } from "next";
import { ProductTable } from "@/components/catalogue/product-table";
import { PageHeader } from "@/components/patterns/page-header";
import { ButtonLink } from "@/components/ui/link";
import { api, orLeave, signInPath } from "@/server/caller";
import { productClasses } from "@/server/catalog/catalog.schema";
import { deskFilters } from "@/server/catalog/desk.schema";
import { allows } from "@/server/kernel/permissions";
import { choiceOf, cursorOf, wordsOf } from "@/server/kernel/pagination";

export const metadata: Metadata = { title: "产品目录" };

export default async function CataloguePage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const [stage, productClass, search, cursor] = [choiceOf(query, "stage", deskFilters), choiceOf(query, "class", productClasses), wordsOf(query, "q"), cursorOf(query)];
  const caller = await api();
  const [me, page] = await orLeave(Promise.all([caller.console.me({}), caller.catalogueDesk.list({ ...(stage ? { stage } : {}), ...(productClass ? { productClass } : {}), ...(search ? { search } : {}), ...(cursor ? { cursor } : {}) })]), await signInPath(""));
  const mayWrite = allows(me.roles, "catalogue.write") && me.provinces.length === 0;
  return (
    <>
      <PageHeader
        title="产品目录" text="改动写成草稿，由另一位同事复核后发布。停止销售后，新客户一分钟内看不到、也不能下单；已开通的产品、续费和在途订单不受影响。"
        actions={mayWrite ? <ButtonLink href="/catalogue/new">新建产品</ButtonLink> : undefined}
      />
      <ProductTable page={page} query={query} filter={stage} chosen={productClass} search={search ?? ""} mayWrite={mayWrite} mayStop={allows(me.roles, "catalogue.stopSale") && me.provinces.length === 0} />
    </>
  );
}
