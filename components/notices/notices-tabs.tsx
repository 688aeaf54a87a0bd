import { PageHeader } from "../patterns/page-header";
import { Breadcrumb } from "../ui/breadcrumb";
import { Tabs } from "../ui/tabs";

/** Head of the pages about what one is told; the company's defaults are its owner's. */
export function NoticesTabs({ base, current, mayDefault }: { base: string; current: "own" | "defaults"; mayDefault: boolean }) {
  const path = `${base}/notices`;
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: "消息", href: path }, { label: "提醒设置" }]} />} title="提醒设置" />
      {mayDefault && (
        <div className="mb-6">
          <Tabs label="提醒设置" tabs={[{ href: `${path}/choices`, label: "我的提醒", isCurrent: current === "own" }, { href: `${path}/defaults`, label: "成员的默认提醒", isCurrent: current === "defaults" }]} />
        </div>
      )}
    </>
  );
}
