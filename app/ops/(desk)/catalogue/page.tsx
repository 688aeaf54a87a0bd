import type { Metadata } from "next";
import { CatalogueTable } from "@/components/console/catalogue-table";
import { PageHeader } from "@/components/patterns/page-header";
import { Tabs } from "@/components/ui/tabs";
import { api, orLeave, signInPath } from "@/server/caller";
import { saleTabs } from "@/server/catalog/sale.schema";
import { allows } from "@/server/kernel/permissions";
import { choiceOf, cursorOf, withQuery, wordsOf } from "@/server/kernel/pagination";

export const metadata: Metadata = { title: "产品销售" };

export default async function CataloguePage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const tab = choiceOf(query, "tab", saleTabs) ?? "onSale";
  const search = wordsOf(query, "q");
  const cursor = cursorOf(query);
  const caller = await api();
  const me = await orLeave(caller.console.me({}), await signInPath(""));
  const page = await orLeave(caller.catalogueDesk.list({ tab, ...(search ? { search } : {}), ...(cursor ? { cursor } : {}) }), await signInPath(""));
  return (
    <>
      <PageHeader title="产品销售" text="停止销售后，新客户一分钟内看不到、也不能下单；已开通的产品、续费和在途订单不受影响。" />
      <Tabs
        label="销售状态"
        tabs={[
          { href: withQuery("/catalogue", query, { tab: null, cursor: null }), label: "在售", isCurrent: tab === "onSale" },
          { href: withQuery("/catalogue", query, { tab: "stopped", cursor: null }), label: "已停止", isCurrent: tab === "stopped" },
        ]}
      />
      <CatalogueTable page={page} tab={tab} query={query} search={search ?? ""} mayStop={allows(me.roles, "catalogue.stopSale")} />
    </>
  );
}
