import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { PageHeader } from "@/components/patterns/page-header";
import { VersionDetail } from "@/components/rules/version-detail";
import { NewDraft, RollBack, WithdrawVersion } from "@/components/rules/version-actions";
import { StateBadge } from "@/components/patterns/state-badge";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { standingWords } from "@/messages/zh-CN";
import { api, orLeave, signInPath } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";

export const metadata: Metadata = { title: "规则版本" };

export default async function RuleVersionPage({ params }: { params: Promise<{ versionId: string }> }) {
  const versionId = z.uuid().safeParse((await params).versionId).data;
  if (!versionId) notFound();
  const caller = await api();
  const [me, version] = await orLeave(Promise.all([caller.console.me({}), caller.channelRule.version({ versionId })]), await signInPath(""));
  const mayRelease = allows(me.roles, "channelRule.release");
  const named = { versionId, version: version.version };
  return (
    <>
      <PageHeader
        above={<Breadcrumb crumbs={[{ href: "/rules", label: "受理规则" }, { label: `第 ${version.version} 版` }]} />}
        title={`第 ${version.version} 版`} text={version.note} badges={<StateBadge state={version.standing} words={standingWords} />}
        actions={<>
          {mayRelease && version.standing === "waiting" && <WithdrawVersion {...named} />}
          {mayRelease && version.standing === "past" && <RollBack {...named} note={version.note} inForce={version.inForce.version} />}
          {allows(me.roles, "channelRule.write") && <NewDraft {...named} />}
        </>}
      />
      <VersionDetail version={version} platformId={me.dutyPlatformId} />
    </>
  );
}
