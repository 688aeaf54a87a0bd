import type { Metadata } from "next";
import { CapsPanel } from "@/components/caps/caps-panel";
import { PageHeader } from "@/components/patterns/page-header";
import { ButtonLink } from "@/components/ui/link";
import { api, orLeave } from "@/server/caller";
import { dayIn } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("额度") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function CapsPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const onDay = dayIn(await searchParams, "day");
  const caller = await api();
  const [me, view] = await orLeave(Promise.all([caller.account.me(), caller.cap.read({ ...(onDay ? { onDay } : {}) })]), `${base}/login`);
  return (
    <>
      <PageHeader title={say("额度")} text={view.hasParent ? say("由上级企业设置：本帐号还能用多少。") : say("不用审批就能用多少；子帐号的额度在各个子帐号里设。")} actions={!view.hasParent && allows([me.role], "orderApproval.read") ? <ButtonLink href={`${base}/approvals/policy`} variant="secondary">{say("谁来审批")}</ButtonLink> : undefined} />
      <CapsPanel path={`${base}/caps`} view={view} maySet={allows([me.role], "spendingCap.set")} isHead={!view.hasParent} />
    </>
  );
}
