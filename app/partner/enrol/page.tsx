import type { Metadata } from "next";
import { EnrolForm } from "@/components/factors/enrol-form";
import { EntryFrame } from "@/components/partners/entry-frame";
import { TextAnchor } from "@/components/ui/anchor";

export const metadata: Metadata = { title: "绑定动态口令" };

export default function PartnerEnrolPage() {
  return (
    <EntryFrame title="绑定动态口令" foot={<TextAnchor href="/login">返回登录</TextAnchor>}>
      <EnrolForm realm="partner" />
    </EntryFrame>
  );
}
