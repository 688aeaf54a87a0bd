import type { Metadata } from "next";
import { CreateStaffForm } from "@/components/staff/create-staff-form";
import { StaffTable } from "@/components/staff/staff-table";
import { PageHeader } from "@/components/patterns/page-header";
import { api, orLeave, signInPath } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { cursorOf, wordsOf } from "@/server/kernel/pagination";

export const metadata: Metadata = { title: "员工" };

export default async function StaffPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const search = wordsOf(query, "q");
  const cursor = cursorOf(query);
  const caller = await api();
  const me = await orLeave(caller.console.me({}), await signInPath(""));
  const page = await orLeave(caller.staff.list({ ...(search ? { search } : {}), ...(cursor ? { cursor } : {}) }), await signInPath(""));
  const mayChange = allows(me.roles, "staff.change");
  return (
    <>
      <PageHeader title="员工" text="入职、职责、离职。离职立即结束登录，手里的任务自动放回队列。" actions={mayChange ? <CreateStaffForm /> : null} />
      <StaffTable page={page} search={search ?? ""} isFirstPage={!cursor} mayChange={mayChange} ownId={me.staffId} />
    </>
  );
}
