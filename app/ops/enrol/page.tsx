import type { Metadata } from "next";
import { EnrolForm } from "@/components/factors/enrol-form";
import { Brand } from "@/components/ui/brand";
import { Card } from "@/components/ui/card";
import { TextAnchor } from "@/components/ui/anchor";

export const metadata: Metadata = { title: "首次登录设置" };

export default function EnrolPage() {
  return (
    <main id="main" className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center gap-6 px-4 py-10">
      <Brand place="运营后台" />
      <Card tone="raised">
        <h1 className="mb-4 text-xl font-semibold">首次登录设置</h1>
        <EnrolForm realm="staff" />
      </Card>
      <p><TextAnchor href="/login">返回登录</TextAnchor></p>
    </main>
  );
}
