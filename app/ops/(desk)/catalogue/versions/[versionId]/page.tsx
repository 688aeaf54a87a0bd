import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { VersionCompare } from "@/components/catalogue/version-compare";
import { PageHeader } from "@/components/patterns/page-header";
import { StateBadge } from "@/components/patterns/state-badge";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { catalogueVersionWords } from "@/messages/zh-CN";
import { api, orLeave, signInPath } from "@/server/caller";
import { businessDayOf } from "@/server/kernel/calendar";
import { idOf } from "@/server/kernel/pagination";
import { provincesOf } from "@/server/platforms/province.rules";

export const metadata: Metadata = { title: "产品版本" };
type Props = { params: Promise<{ versionId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ProductVersionPage({ params, searchParams }: Props) {
  const versionId = z.uuid().safeParse((await params).versionId).data;
  if (!versionId) notFound();
  const againstId = idOf(await searchParams, "against");
  const caller = await api();
  const [me, version] = await orLeave(Promise.all([caller.console.me({}), caller.catalogueDesk.version({ versionId, ...(againstId ? { againstId } : {}) })]), await signInPath(""));
  return (
    <>
      <PageHeader
        above={<Breadcrumb crumbs={[{ href: "/catalogue", label: "产品目录" }, { href: `/catalogue/${version.specificationId}`, label: version.productName }, { label: `第 ${version.version} 版` }]} />}
        title={`${version.productName} 第 ${version.version} 版`} text={version.note} badges={<StateBadge state={version.standing} words={catalogueVersionWords} />}
      />
      <VersionCompare version={version} today={businessDayOf(me.now)} provinceCount={provincesOf(me.dutyPlatformId).length} />
    </>
  );
}
