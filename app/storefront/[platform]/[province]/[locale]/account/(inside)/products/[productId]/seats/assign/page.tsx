import type { Metadata } from "next";
import { WordSearch } from "@/components/accounts/word-search";
import { CandidateTable } from "@/components/seats/candidate-table";
import { Pagination } from "@/components/ui/pagination";
import { orLeave } from "@/server/caller";
import { cursorOf, withQuery, wordsOf } from "@/server/kernel/pagination";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/patterns/page-header";
import { type MindedParams, loadMinded } from "../../minded";

export const metadata: Metadata = { title: "分配席位" };

type Props = { params: MindedParams; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AssignSeatPage({ params, searchParams }: Props) {
  const query = await searchParams;
  const { base, caller, path: product, name, productId } = await loadMinded(params, "seats");
  const path = `${product}/seats/assign`;
  const search = wordsOf(query, "search") ?? "";
  const cursor = cursorOf(query);
  const page = await orLeave(caller.seat.candidates({ productId, search, ...(cursor ? { cursor } : {}) }), `${base}/login`);
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: `${name} 的席位`, href: `${product}/seats` }, { label: "分配席位" }]} />} title="分配席位" text={`还可以分配 ${page.free} 个。分配后马上通知应用，员工即可从“我的应用”打开。`} />
      {page.people > 0 && <WordSearch path={path} search={search} label="查找员工" hint="姓名、工号、部门、邮箱或手机号" />}
      <CandidateTable page={page} productId={productId} usersPath={`${base}/users`} seatsPath={`${product}/seats`} path={path} search={search} foot={<Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />} />
    </>
  );
}
