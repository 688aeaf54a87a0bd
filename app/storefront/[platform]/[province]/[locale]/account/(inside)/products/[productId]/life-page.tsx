import type { ReactNode } from "react";
import { firstView } from "@/components/lifecycle/first-view";
import { EmptyState } from "@/components/patterns/empty-state";
import { ButtonLink } from "@/components/ui/link";
import { type api, orLeave } from "@/server/caller";
import type { Permission } from "@/server/kernel/permissions";
import { getSay } from "@/components/say/server";
import { ActHeader, type ActPageProps, loadAct } from "./act-page";

export type LifePageProps = ActPageProps;

type Act<T> = {
  /** What is done, as a verb: "暂停". */
  verb: string;
  text: string;
  permission: Permission;
  quote: (caller: Awaited<ReturnType<typeof api>>, productId: string) => Promise<T>;
  form: (base: string, view: T) => ReactNode;
};

/** The page of one act on a product's life: its form, or the words why it cannot be asked for now. */
export async function LifePage<T>({ params, act: { verb, text, permission, quote, form } }: LifePageProps & { act: Act<T> }) {
  const say = await getSay();
  const { base, caller, productId, path, name, isAllowed } = await loadAct(params, permission);
  const { view, words } = isAllowed ? await orLeave(firstView(quote(caller, productId)), `${base}/login`) : { view: null, words: say("您没有办理的权限，请联系企业管理员。") };
  return (
    <>
      <ActHeader base={base} path={path} name={name} verb={verb} text={text} />
      {view ? form(base, view) : <EmptyState title={say("现在不能{verb}", { verb })} text={words ?? ""} actions={<ButtonLink href={path}>{say("返回产品")}</ButtonLink>} />}
    </>
  );
}
