import type { Metadata } from "next";
import { BreakForm } from "@/components/changes/break-form";
import { EmptyState } from "@/components/patterns/empty-state";
import { ButtonLink } from "@/components/ui/link";
import { orLeave } from "@/server/caller";
import { getSay } from "@/components/say/server";
import { ActHeader, type ActPageProps, loadAct } from "../act-page";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("拆分套餐") };
}

export default async function BreakPage({ params }: ActPageProps) {
  const say = await getSay();
  const { base, caller, product, productId, path, name, isAllowed } = await loadAct(params, "product.change");
  const isBreakable = product.parts.length > 0 && product.state === "active";
  const view = isBreakable && isAllowed ? await orLeave(caller.change.quoteBreak({ productId }), `${base}/login`) : null;
  return (
    <>
      <ActHeader base={base} path={path} name={name} verb={say("拆分")} text={say("只留下需要的几样：先看清每一样单独多少钱，再决定。")} />
      {view ? (
        <BreakForm base={base} initial={view} />
      ) : (
        <EmptyState title={say("现在不能拆分")} text={isBreakable ? say("您没有办理变更的权限，请联系企业管理员。") : product.bundle ? say("这是套餐的一部分，请到套餐页拆分。") : product.parts.length > 0 ? say("套餐正在拆分或不在正常使用中；要改主意，请先在产品页的变更里撤销。") : say("这个产品不是套餐，不需要拆分。")} actions={<ButtonLink href={path}>{say("返回产品")}</ButtonLink>} />
      )}
    </>
  );
}
