import type { Metadata } from "next";
import { PageHeader } from "@/components/patterns/page-header";
import { WithdrawalPanel } from "@/components/payments/withdrawal-panel";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { api, orLeave, signInPath } from "@/server/caller";
import { cursorOf, withQuery } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";
import { sumInQuery } from "@/server/payments/withdrawal.schema";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("退回未用余额") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function WithdrawPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const query = await searchParams;
  const [cursor, amountFen] = [cursorOf(query), sumInQuery(query.fen)];
  const caller = await api();
  const [me, page] = await orLeave(Promise.all([caller.account.me(), caller.withdrawal.list({ ...(cursor ? { cursor } : {}) })]), await signInPath(base));
  const plan = allows([me.role], "payment.make") ? await orLeave(caller.withdrawal.plan({ ...(amountFen === null ? {} : { amountFen }) }), await signInPath(base)) : null;
  const path = `${base}/balance/withdraw`;
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: say("余额"), href: `${base}/balance` }, { label: say("退回未用余额") }]} />} title={say("退回未用余额")} text={say("不用销户，把没有用掉的余额退回付款的来源。")} />
      <WithdrawalPanel path={path} plan={plan} amountFen={amountFen} page={page} previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />
    </>
  );
}
