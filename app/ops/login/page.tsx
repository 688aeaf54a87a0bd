import type { Metadata } from "next";
import { FactorSignInForm } from "@/components/factors/factor-sign-in-form";
import { TextAnchor } from "@/components/ui/anchor";
import { Brand } from "@/components/ui/brand";
import { Card } from "@/components/ui/card";
import { safeReturnPath } from "@/server/platforms/return-path.rules";

export const metadata: Metadata = { title: "登录" };

export default async function StaffSignInPage({ searchParams }: { searchParams: Promise<{ to?: string | string[] }> }) {
  const { to } = await searchParams;
  return (
    <main id="main" className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-6 px-4 py-10">
      <Brand place="运营后台" />
      <Card tone="raised">
        <h1 className="mb-4 text-xl font-semibold">员工登录</h1>
        <FactorSignInForm returnTo={safeReturnPath(to, "/queue")} />
      </Card>
      <p className="text-ink-faint">密码与动态口令一起验证；连续输错 5 次需等 15 分钟。</p>
      <p>第一次登录，或登录被管理员重置？<TextAnchor href="/enrol">首次登录设置</TextAnchor></p>
    </main>
  );
}
