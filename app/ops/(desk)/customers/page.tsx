import type { Metadata } from "next";
import { CustomerTable } from "@/components/customers/customer-table";
import { PageHeader } from "@/components/patterns/page-header";
import { api, orLeave, signInPath } from "@/server/caller";
import { cursorOf, wordsOf } from "@/server/kernel/pagination";

export const metadata: Metadata = { title: "客户" };

export default async function CustomersPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const search = wordsOf(query, "q");
  const cursor = cursorOf(query);
  const page = await orLeave((await api()).console.customers({ ...(search ? { search } : {}), ...(cursor ? { cursor } : {}) }), await signInPath(""));
  return (
    <>
      <PageHeader title="客户" text="职责范围内的企业帐户，最近开户的在前。" />
      <CustomerTable page={page} query={query} search={search ?? ""} />
    </>
  );
}
