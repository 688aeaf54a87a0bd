import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { NewProductForm } from "@/components/catalogue/new-product-form";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { api, orLeave, signInPath } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";

export const metadata: Metadata = { title: "新建产品" };

export default async function NewProductPage() {
  const caller = await api();
  const me = await orLeave(caller.console.me({}), await signInPath(""));
  if (!allows(me.roles, "catalogue.write") || me.provinces.length > 0) forbidden();
  return (
    <>
      <PageHeader title="新建产品" text="先定下名称和编码；其余内容在草稿里写，复核发布以前客户看不到。" above={<Breadcrumb crumbs={[{ href: "/catalogue", label: "产品目录" }, { label: "新建" }]} />} />
      <NewProductForm />
    </>
  );
}
