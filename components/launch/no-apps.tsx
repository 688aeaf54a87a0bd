import { useSay } from "#say";
import { EmptyState } from "../patterns/empty-state";
import { ButtonLink } from "../ui/link";

/** Nothing to open: what to do depends on who looks. */
export function NoApps({ base, maySeeProducts, isLinked }: { base: string; maySeeProducts: boolean; isLinked: boolean }) {
  const say = useSay();
  if (maySeeProducts) return <EmptyState title={say("还没有应用")} text={say("订购的应用开通以后会出现在这里。")} actions={<ButtonLink href={`${base}/products`}>{say("我的产品")}</ButtonLink>} />;
  return <EmptyState title={say("还没有分配给您的应用")} text={isLinked ? say("管理员分配席位以后，应用会出现在这里。") : say("您的登录还没有关联到企业的员工名单，请联系贵企业的管理员。")} />;
}
