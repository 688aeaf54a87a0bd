import type { Metadata } from "next";
import { AcceptInvitationForm } from "@/components/partners/accept-invitation";
import { EntryFrame } from "@/components/partners/entry-frame";
import { TextAnchor } from "@/components/ui/anchor";

export const metadata: Metadata = { title: "设置登录密码" };

export default async function InvitationPage({ searchParams }: { searchParams: Promise<{ code?: string | string[] }> }) {
  const { code } = await searchParams;
  return (
    <EntryFrame title="设置登录密码" foot={<>已经设置过？<TextAnchor href="/login">去登录</TextAnchor></>}>
      <AcceptInvitationForm secret={typeof code === "string" ? code.slice(0, 100) : ""} />
    </EntryFrame>
  );
}
