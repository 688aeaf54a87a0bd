import { EmptyState } from "@/components/patterns/empty-state";
import { useSay } from "#say";

export default function NotFound() {
  const say = useSay();
  return (
    <>
      <h1 className="mb-6 text-2xl font-semibold">{say("没有找到")}</h1>
      <EmptyState title={say("这里没有您要找的内容")} text={say("它可能已被删除，或不属于您的企业。请从左侧导航重新进入。")} />
    </>
  );
}
