import type { Metadata } from "next";
import { PageHeader } from "@/components/patterns/page-header";
import { OpenProblemForm } from "@/components/problems/problem-forms";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { api, orLeave, signInPath } from "@/server/caller";

export const metadata: Metadata = { title: "公布故障" };

export default async function NewProblemPage() {
  const caller = await api();
  const [me, choices] = await orLeave(Promise.all([caller.console.me({}), caller.serviceProblem.choices({})]), await signInPath(""));
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ href: "/problems", label: "已知故障" }, { label: "公布故障" }]} />} title="公布故障" text="一分钟内显示在网上；在用这些产品的企业由系统分批告知，不能使用的故障不受免打扰限制。" />
      <OpenProblemForm choices={choices} now={me.now} />
    </>
  );
}
