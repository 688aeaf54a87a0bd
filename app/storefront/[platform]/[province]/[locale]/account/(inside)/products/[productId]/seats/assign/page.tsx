import type { Metadata } from "next";
import { WordSearch } from "@/components/accounts/word-search";
import { CandidateTable } from "@/components/seats/candidate-table";
import { Pagination } from "@/components/ui/pagination";
import { orLeave } from "@/server/caller";
import { cursorOf, withQuery, wordsOf } from "@/server/kernel/pagination";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/patterns/page-header";
import { getSay } from "@/components/say/server";
import { type MindedParams, loadMinded } from "../../minded";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("分配席位") };
}

type Props = { params: MindedParams; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AssignSeatPage({ params, searchParams }: Props) {
  const say = await getSay();
  const query = await searchParams;
  const { base, caller, path: product, name, productId } = await loadMinded(params, "seats");
  const path = `${product}/seats/assign`;
  const search = wordsOf(query, "search") ?? "";
  const cursor = cursorOf(query);
  const page = await orLeave(caller.seat.candidates({ productId, search, ...(cursor ? { cursor } : {}) }), `${base}/login`);
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: say("{name} 的席位", { name }), href: `${product}/seats` }, { label: say("分配席位") }]} />} title={say("分配席位")} text={say("还可以分配 {free} 个。分配后马上通知应用，员工即可从“我的应用”打开。", { free: page.free })} />
      {page.people > 0 && <WordSearch path={path} search={search} label={say("查找员工")} hint={say("姓名、工号、部门、邮箱或手机号")} />}
      <CandidateTable page={page} productId={productId} usersPath={`${base}/users`} seatsPath={`${product}/seats`} path={path} search={search} foot={<Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />} />
    </>
  );
}
