import type { Metadata } from "next";
import { NewPasswordForm } from "@/components/accounts/new-password-form";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("设置新密码") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<{ code?: string | string[] }> };

export default async function NewPasswordPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const { code } = await searchParams;
  return (
    <div className="mx-auto max-w-md">
      <h1 className="font-display text-3xl font-bold">{say("设置新密码")}</h1>
      <p className="mt-2 mb-6 text-ink-soft">{say("设好后，其他设备上的登录都会退出。")}</p>
      <NewPasswordForm base={base} secret={typeof code === "string" ? code : ""} />
    </div>
  );
}
