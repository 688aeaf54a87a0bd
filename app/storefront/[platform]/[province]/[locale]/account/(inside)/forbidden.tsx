import { EmptyState } from "@/components/patterns/empty-state";
import { useSay } from "#say";

export default function Forbidden() {
  const say = useSay();
  return (
    <>
      <h1 className="mb-6 text-2xl font-semibold">{say("没有这项权限")}</h1>
      <EmptyState title={say("您的角色不能看这一页")} text={say("左侧导航里是您能办的事。需要这一页，请本企业的企业管理员调整您的角色。")} />
    </>
  );
}
