import { ButtonAnchor } from "@/components/ui/button";
import { EmptyState } from "@/components/patterns/empty-state";
import { PageBody } from "@/components/layout/section";

export default function NotFound() {
  return (
    <PageBody>
      <h1 className="sr-only">没有这一页</h1>
      <EmptyState title="没有这一页" text="地址可能写错了，或这一页已经搬走。" actions={<ButtonAnchor href="/">回全国门户</ButtonAnchor>} />
    </PageBody>
  );
}
