import { PageBody } from "@/components/layout/section";
import { EmptyState } from "@/components/patterns/empty-state";

/** Inside the storefront's own header and footer, whose links are the way on; this page does not know its province. */
export default function NotFound() {
  return (
    <PageBody>
      <h1 className="sr-only">没有这一页</h1>
      <EmptyState title="没有这一页" text="地址可能写错了，或产品已经下架。请用上方的栏目或搜索继续。" />
    </PageBody>
  );
}
