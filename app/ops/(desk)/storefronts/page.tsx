import type { Metadata } from "next";
import { StorefrontForm } from "@/components/console/storefront-form";
import { EmptyState } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { Stack } from "@/components/ui/card";
import { api, orLeave, signInPath } from "@/server/caller";

export const metadata: Metadata = { title: "门户设置" };

export default async function StorefrontsPage() {
  const storefronts = await orLeave((await api()).console.storefronts({}), await signInPath(""));
  return (
    <>
      <PageHeader title="门户设置" text="名称、热线、公告、许可文字和主题。保存后一分钟内在网上营业厅生效。" />
      {storefronts.length === 0 && <EmptyState title="这个平台还没有门户" text="请切换到有网上营业厅的平台。" />}
      <Stack>
        {storefronts.map((storefront) => (
          <StorefrontForm key={storefront.id} storefront={storefront} />
        ))}
      </Stack>
    </>
  );
}
