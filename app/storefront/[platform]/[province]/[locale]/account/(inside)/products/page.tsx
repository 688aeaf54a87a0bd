import type { Metadata } from "next";
import { ProductList } from "@/components/account/product-list";
import { AccountFilter } from "@/components/group/account-filter";
import { NoMatch } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { ButtonAnchor } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/link";
import { Pagination } from "@/components/ui/pagination";
import { api, orLeave } from "@/server/caller";
import { accountBase, shopBase } from "@/server/platforms/paths";
import { cursorOf, idOf, withQuery } from "@/server/kernel/pagination";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("我的产品") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ProductsPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const query = await searchParams;
  const cursor = cursorOf(query);
  const account = idOf(query, "account");
  const caller = await api();
  const [page, accounts] = await orLeave(Promise.all([caller.product.list({ ...(account ? { accountId: account } : {}), ...(cursor ? { cursor } : {}) }), caller.account.visible()]), `${base}/login`);
  const path = `${base}/products`;
  const shop = `${shopBase(base, say.locale)}/products`;
  return (
    <>
      <PageHeader title={say("我的产品")} text={say("已开通和正在开通的产品，以及它们在应用系统里的帐号。")} actions={<>{accounts.length > 1 && <ButtonLink href={`${path}/transfers`} variant="secondary">{say("产品转移")}</ButtonLink>}<ButtonAnchor href={shop}>{say("选购产品")}</ButtonAnchor></>} />
      <AccountFilter path={path} accounts={accounts} current={account} all={say("全部帐号")} />
      <ProductList
        page={page} base={base} shop={shop}
        {...(account ? { whenEmpty: <NoMatch text={say("这个帐号还没有产品。")} actions={<ButtonLink href={path} variant="secondary">{say("查看全部产品")}</ButtonLink>} /> } : {})}
        foot={<Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />}
      />
    </>
  );
}
