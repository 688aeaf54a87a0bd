import type { Metadata } from "next";
import { FactorSignInForm } from "@/components/factors/factor-sign-in-form";
import { EntryFrame } from "@/components/partners/entry-frame";
import { TextAnchor } from "@/components/ui/anchor";
import { safeReturnPath } from "@/server/platforms/return-path.rules";

export const metadata: Metadata = { title: "登录" };

export default async function PartnerSignInPage({ searchParams }: { searchParams: Promise<{ to?: string | string[] }> }) {
  const { to } = await searchParams;
  return (
    <EntryFrame title="合作伙伴登录" foot={<>第一次登录？<TextAnchor href="/enrol">绑定动态口令</TextAnchor></>}>
      <FactorSignInForm returnTo={safeReturnPath(to, "/")} />
    </EntryFrame>
  );
}
