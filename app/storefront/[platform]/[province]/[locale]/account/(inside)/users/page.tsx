import type { Metadata } from "next";
import { UserTable } from "@/components/accounts/user-table";
import { UsersHeader } from "@/components/accounts/users-header";
import { WordSearch } from "@/components/accounts/word-search";
import { Pagination } from "@/components/ui/pagination";
import { api, orLeave } from "@/server/caller";
import { cursorOf, withQuery, wordsOf } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("企业用户") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function UsersPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const query = await searchParams;
  const search = wordsOf(query, "search") ?? "";
  const cursor = cursorOf(query);
  const caller = await api();
  const [me, page] = await Promise.all([orLeave(caller.account.me(), `${base}/login`), orLeave(caller.enterpriseUser.list({ search, ...(cursor ? { cursor } : {}) }), `${base}/login`)]);
  const path = `${base}/users`;
  const mayChange = allows([me.role], "enterpriseUser.change");
  return (
    <>
      <UsersHeader path={path} mayChange={mayChange} hasUsers={page.total > 0} />
      <WordSearch path={path} search={search} label={say("查找用户")} hint={say("姓名、工号、部门、邮箱或手机号")} />
      <UserTable
        rows={page.rows} path={path} search={search} mayChange={mayChange}
        foot={<Pagination text={say("共 {total} 人", { total: page.total })} previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />}
      />
    </>
  );
}
