import { type CustomerRole, allows } from "@/server/kernel/permissions";
import { useSay } from "#say";
import { PageHeader } from "../patterns/page-header";
import { Tabs } from "../ui/tabs";

export type CompanyTab = "company" | "change" | "members" | "requests" | "signIn" | "bindings" | "parent" | "looks" | "takeout" | "close";

/** Head of the company's pages; a tab that the role may not open is left out. */
export function CompanyTabs({ base, role, current, waiting }: { base: string; role: CustomerRole; current: CompanyTab; waiting: number }) {
  const say = useSay();
  const path = `${base}/company`;
  const tabs = [
    { href: path, label: say("企业资料"), isCurrent: current === "company" },
    { href: `${path}/change`, label: say("资料变更"), isCurrent: current === "change" },
    { href: `${path}/members`, label: say("成员"), isCurrent: current === "members" },
    ...(allows([role], "joinRequest.decide") ? [{ href: `${path}/requests`, label: say("成员申请"), isCurrent: current === "requests", ...(waiting > 0 ? { count: waiting } : {}) }] : []),
    ...(allows([role], "companySignIn.manage") ? [{ href: `${path}/sign-in`, label: say("统一登录"), isCurrent: current === "signIn" }] : []),
    { href: `${path}/bindings`, label: say("应用帐号"), isCurrent: current === "bindings" },
    { href: `${path}/parent`, label: say("上级企业"), isCurrent: current === "parent" },
    ...(allows([role], "dataLook.read") ? [{ href: `${path}/looks`, label: say("谁看过"), isCurrent: current === "looks" }] : []),
    ...(allows([role], "dataTakeout.take") ? [{ href: `${path}/takeout`, label: say("导出资料"), isCurrent: current === "takeout" }] : []),
    ...(allows([role], "account.close") ? [{ href: `${path}/close`, label: say("销户"), isCurrent: current === "close" }] : []),
  ];
  return (
    <>
      <PageHeader title={say("企业资料")} />
      <div className="mb-6">
        <Tabs label={say("企业资料")} tabs={tabs} />
      </div>
    </>
  );
}
