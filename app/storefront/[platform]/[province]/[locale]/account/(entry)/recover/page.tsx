import type { Metadata } from "next";
import { RecoverOwner } from "@/components/company/recover-owner";
import { api } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("找回企业管理员"), robots: { index: false } };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function RecoverPage({ params, searchParams }: Props) {
  const say = await getSay();
  const where = await params;
  const base = accountBase(where);
  const { request } = await searchParams;
  const isOffered = await (await api()).ownerRecovery.offered({ provinceId: where.province.toUpperCase() });
  return (
    <div className="mx-auto max-w-xl">
      <h1 className="font-display text-3xl font-bold">{say("企业管理员已离开")}</h1>
      <p className="mt-2 mb-6 text-ink-soft">{say("原管理员离职、联系不上时，凭企业材料申请由您担任。两位审核人员核对后通知企业全部成员，7 天内没有异议才生效。只是忘了密码，请用“忘记密码”。")}</p>
      <RecoverOwner base={base} isOffered={isOffered} request={typeof request === "string" ? request : null} />
    </div>
  );
}
