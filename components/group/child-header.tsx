import type { ChildView } from "@/server/accounts/child.schema";
import { useSay } from "#say";
import { PageHeader } from "../patterns/page-header";
import { Breadcrumb } from "../ui/breadcrumb";
import { Tabs } from "../ui/tabs";

export type ChildTab = "overview" | "authorisations" | "mayBuy" | "caps" | "relationship";

/** Head of a child's pages, as its parent sees them. */
export function ChildHeader({ base, child, current }: { base: string; child: Pick<ChildView, "childId" | "label" | "accountName">; current: ChildTab }) {
  const say = useSay();
  const path = `${base}/children/${child.childId}`;
  const tabs = [
    { href: path, label: say("概况和资金"), isCurrent: current === "overview" },
    { href: `${path}/authorisations`, label: say("产品授权"), isCurrent: current === "authorisations" },
    { href: `${path}/caps`, label: say("额度"), isCurrent: current === "caps" },
    { href: `${path}/leave`, label: say("归属"), isCurrent: current === "relationship" },
    { href: `${path}/may-buy`, label: say("今天能订购什么"), isCurrent: current === "mayBuy" },
  ];
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: say("子帐号"), href: `${base}/children` }, { label: child.label }]} />} title={child.label} text={child.accountName} />
      <div className="mb-6"><Tabs label={say("子帐号")} tabs={tabs} /></div>
    </>
  );
}
