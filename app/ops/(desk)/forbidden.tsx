import { EmptyState } from "@/components/patterns/empty-state";

export default function Forbidden() {
  return (
    <>
      <h1 className="mb-4 text-xl font-semibold">没有这项权限</h1>
      <EmptyState title="您的职责不包括这一页" text="左侧菜单里是您能办的事。需要这一页，请总部管理员在“员工”中为您加上相应职责。" />
    </>
  );
}
