import type { Metadata } from "next";
import { PageHeader } from "@/components/patterns/page-header";
import { PromotionForm } from "@/components/promotions/promotion-form";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { api, orLeave, signInPath } from "@/server/caller";
import { businessDayOf } from "@/server/kernel/calendar";
import { provincesOnDuty } from "@/server/platforms/province.rules";

export const metadata: Metadata = { title: "新建优惠活动" };

export default async function NewPromotionPage() {
  const caller = await api();
  const [me, products] = await orLeave(Promise.all([caller.console.me({}), caller.promotionDesk.products({})]), await signInPath(""));
  return (
    <>
      <PageHeader title="新建优惠活动" above={<Breadcrumb crumbs={[{ href: "/promotions", label: "优惠活动" }, { label: "新建" }]} />} />
      <PromotionForm provinces={provincesOnDuty(me.dutyPlatformId, me.provinces).map(({ id, name }) => ({ id, name }))} products={products} today={businessDayOf(me.now)} />
    </>
  );
}
