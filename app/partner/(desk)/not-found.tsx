import { EmptyState } from "@/components/patterns/empty-state";

export default function NotFound() {
  return (
    <>
      <h1 className="mb-4 text-xl font-semibold">没有找到</h1>
      <EmptyState title="没有这项内容" text="它不存在，或不属于您的公司。" />
    </>
  );
}
