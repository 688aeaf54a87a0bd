import type { Metadata } from "next";
import { BreakForm } from "@/components/changes/break-form";
import { EmptyState } from "@/components/patterns/empty-state";
import { ButtonLink } from "@/components/ui/link";
import { orLeave } from "@/server/caller";
import { ActHeader, type ActPageProps, loadAct } from "../act-page";

export const metadata: Metadata = { title: "拆分套餐" };

export default async function BreakPage({ params }: ActPageProps) {
  const { base, caller, product, productId, path, name, isAllowed } = await loadAct(params, "product.change");
  const isBreakable = product.parts.length > 0 && product.state === "active";
  const view = isBreakable && isAllowed ? await orLeave(caller.change.quoteBreak({ productId }), `${base}/login`) : null;
  return (
    <>
      <ActHeader base={base} path={path} name={name} verb="拆分" text="只留下需要的几样：先看清每一样单独多少钱，再决定。" />
      {view ? (
        <BreakForm base={base} initial={view} />
      ) : (
        <EmptyState title="现在不能拆分" text={isBreakable ? "您没有办理变更的权限，请联系企业管理员。" : product.bundle ? "这是套餐的一部分，请到套餐页拆分。" : product.parts.length > 0 ? "套餐正在拆分或不在正常使用中；要改主意，请先在产品页的变更里撤销。" : "这个产品不是套餐，不需要拆分。"} actions={<ButtonLink href={path}>返回产品</ButtonLink>} />
      )}
    </>
  );
}
