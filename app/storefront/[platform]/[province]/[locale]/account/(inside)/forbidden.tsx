import { EmptyState } from "@/components/patterns/empty-state";

export default function Forbidden() {
  return (
    <>
      <h1 className="mb-6 text-2xl font-semibold">没有这项权限</h1>
      <EmptyState title="您的角色不能看这一页" text="左侧导航里是您能办的事。需要这一页，请本企业的企业管理员调整您的角色。" />
    </>
  );
}
