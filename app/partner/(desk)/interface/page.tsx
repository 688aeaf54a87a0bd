import type { Metadata } from "next";
import { InterfaceCards } from "@/components/partners/interface-cards";
import { PageHeader } from "@/components/patterns/page-header";
import { ButtonAnchor } from "@/components/ui/button";
import { api, orLeave, signInPath } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";

export const metadata: Metadata = { title: "接口与密钥" };

export default async function InterfacePage() {
  const caller = await api();
  const [me, view] = await orLeave(Promise.all([caller.partnerDesk.me({}), caller.partnerDesk.interface({})]), await signInPath(""));
  return (
    <>
      <PageHeader
        title="接口与密钥"
        text={`接口版本 ${view.version}。双方的每一条消息都带版本号和签名，签名不符或超过 300 秒的一律拒绝。`}
        actions={<ButtonAnchor href="/api/ap/v1/openapi.json" variant="secondary" download="ap-interface.openapi.json">下载 OpenAPI 文件</ButtonAnchor>}
      />
      <InterfaceCards applications={view.applications} issuers={view.issuers} mayManage={allows(me.roles, "partnerInterface.manage")} />
    </>
  );
}
