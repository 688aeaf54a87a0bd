import { EmptyState } from "@/components/patterns/empty-state";

export default function NotFound() {
  return (
    <>
      <h1 className="mb-6 text-2xl font-semibold">没有找到</h1>
      <EmptyState title="这里没有您要找的内容" text="它可能已被删除，或不属于您的企业。请从左侧导航重新进入。" />
    </>
  );
}
