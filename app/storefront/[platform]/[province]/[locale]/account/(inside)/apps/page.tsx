import type { Metadata } from "next";
import { AppTiles } from "@/components/launch/app-tiles";
import { NoApps } from "@/components/launch/no-apps";
import { PageHeader } from "@/components/patterns/page-header";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/link";
import { api, orLeave, signInPath } from "@/server/caller";
import { wordsOf } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("我的应用") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AppsPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const query = await searchParams;
  const app = wordsOf(query, "app")?.slice(0, 40);
  const caller = await api();
  const [me, page] = await orLeave(Promise.all([caller.account.me(), caller.app.list(app ? { app } : {})]), await signInPath(base));
  return (
    <>
      <PageHeader title={say("我的应用")} text={say("点“打开”直接进入应用，不用再登录。")} actions={app && <ButtonLink href={`${base}/apps`} variant="secondary">{say("全部应用")}</ButtonLink>} />
      {query.again === "1" && <div className="mb-4"><Alert tone="warning" title={say("打开的链接已经过期")}>{say("每次打开只在一分钟内有效，请在下面再点一次“打开”。")}</Alert></div>}
      {page.rows.length === 0 ? <NoApps base={base} maySeeProducts={allows([me.role], "product.read")} isLinked={page.isLinked} /> : <AppTiles apps={page.rows} base={base} />}
    </>
  );
}
