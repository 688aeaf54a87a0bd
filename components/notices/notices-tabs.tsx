import { useSay } from "#say";
import { PageHeader } from "../patterns/page-header";
import { Breadcrumb } from "../ui/breadcrumb";
import { Tabs } from "../ui/tabs";

/** Head of the pages about what one is told; the company's defaults are its owner's. */
export function NoticesTabs({ base, current, mayDefault }: { base: string; current: "own" | "defaults"; mayDefault: boolean }) {
  const say = useSay();
  const path = `${base}/notices`;
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: say("消息"), href: path }, { label: say("提醒设置") }]} />} title={say("提醒设置")} />
      {mayDefault && (
        <div className="mb-6">
          <Tabs label={say("提醒设置")} tabs={[{ href: `${path}/choices`, label: say("我的提醒"), isCurrent: current === "own" }, { href: `${path}/defaults`, label: say("成员的默认提醒"), isCurrent: current === "defaults" }]} />
        </div>
      )}
    </>
  );
}
