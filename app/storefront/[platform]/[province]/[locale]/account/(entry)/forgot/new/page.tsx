import type { Metadata } from "next";
import { NewPasswordForm } from "@/components/accounts/new-password-form";
import { accountBase } from "@/server/platforms/paths";

export const metadata: Metadata = { title: "设置新密码" };

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<{ code?: string | string[] }> };

export default async function NewPasswordPage({ params, searchParams }: Props) {
  const base = accountBase(await params);
  const { code } = await searchParams;
  return (
    <div className="mx-auto max-w-md">
      <h1 className="font-display text-3xl font-bold">设置新密码</h1>
      <p className="mt-2 mb-6 text-ink-soft">设好后，其他设备上的登录都会退出。</p>
      <NewPasswordForm base={base} secret={typeof code === "string" ? code : ""} />
    </div>
  );
}
