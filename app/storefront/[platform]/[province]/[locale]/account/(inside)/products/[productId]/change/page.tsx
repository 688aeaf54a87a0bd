import type { Metadata } from "next";
import { ChangeForm } from "@/components/changes/change-form";
import { EmptyState } from "@/components/patterns/empty-state";
import { ButtonLink } from "@/components/ui/link";
import { orLeave } from "@/server/caller";
import { getSay } from "@/components/say/server";
import type { Say } from "@/messages/say";
import { ActHeader, type ActPageProps, loadAct } from "../act-page";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("变更套餐和数量") };
}

function whyNot(say: Say, { isChangeable, bundle, parts }: { isChangeable: boolean; bundle: object | null; parts: readonly object[] }): string {
  if (isChangeable) return say("您没有办理变更的权限，请联系企业管理员。");
  if (bundle) return say("这是套餐的一部分，不能单独变更；可以在套餐页拆分。");
  if (parts.length > 0) return say("套餐按整套使用，不能调整数量；可以拆分，只留下需要的几样。");
  return say("产品不在正常使用中（试用、暂停或即将到期），恢复正常后才能变更。");
}

export default async function ChangePage({ params }: ActPageProps) {
  const say = await getSay();
  const { base, caller, product, productId, path, name, isAllowed } = await loadAct(params, "product.change");
  const view = product.isChangeable && isAllowed ? await orLeave(caller.change.quote({ productId }), `${base}/login`) : null;
  return (
    <>
      <ActHeader base={base} path={path} name={name} verb={say("变更")} text={say("先看清每一项费用变化，再决定。")} />
      {view ? (
        <ChangeForm base={base} initial={view} />
      ) : (
        <EmptyState title={say("现在不能变更")} text={whyNot(say, product)} actions={<ButtonLink href={product.bundle ? `${base}/products/${product.bundle.id}` : path}>{product.bundle ? say("去套餐页") : say("返回产品")}</ButtonLink>} />
      )}
    </>
  );
}
