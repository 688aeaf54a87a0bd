import type { Metadata } from "next";
import { ForgotForm } from "@/components/accounts/forgot-form";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("忘记密码") };
}

export default async function ForgotPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const say = await getSay();
  const base = accountBase(await params);
  return (
    <div className="mx-auto max-w-md">
      <h1 className="font-display text-3xl font-bold">{say("忘记密码")}</h1>
      <p className="mt-2 mb-6 text-ink-soft">{say("填写帐号名、邮箱或手机号，我们把设置新密码的链接发到登记的邮箱。")}</p>
      <ForgotForm base={base} />
    </div>
  );
}
