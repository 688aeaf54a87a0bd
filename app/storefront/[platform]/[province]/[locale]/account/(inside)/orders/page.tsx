import type { Metadata } from "next";
import { OrderTable } from "@/components/ordering/order-table";
import { NoMatch } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { ButtonAnchor } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/link";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { orderStageWords } from "@/messages/zh-CN";
import { api, orLeave } from "@/server/caller";
import { choiceOf, cursorOf, withQuery } from "@/server/kernel/pagination";
import { accountBase } from "@/server/platforms/paths";

export const metadata: Metadata = { title: "订单" };

const tabs = ["returned", "review", "provisioning", "handedOff", "completed"] as const;
type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function OrdersPage({ params, searchParams }: Props) {
  const base = accountBase(await params);
  const query = await searchParams;
  const stage = choiceOf(query, "stage", tabs);
  const cursor = cursorOf(query);
  const page = await orLeave((await api()).order.list({ ...(stage ? { stage } : {}), ...(cursor ? { cursor } : {}) }), `${base}/login`);
  const path = `${base}/orders`;
  const shop = `${base.replace(/\/account$/, "")}/products`;
  return (
    <>
      <PageHeader title="订单" text="每一步的时间和由谁处理，都在订单里。" actions={<ButtonAnchor href={shop}>选购产品</ButtonAnchor>} />
      <Tabs label="按进度筛选" tabs={[{ href: path, label: "全部", isCurrent: !stage }, ...tabs.map((entry) => ({ href: `${path}?stage=${entry}`, label: orderStageWords[entry].word, isCurrent: stage === entry }))]} />
      <div className="mt-5">
        <OrderTable
          rows={page.rows}
          base={base}
          shop={shop}
          {...(stage ? { whenEmpty: <NoMatch text="换一个进度看看。" actions={<ButtonLink href={path} variant="secondary">查看全部订单</ButtonLink>} /> } : {})}
          foot={<Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />}
        />
      </div>
    </>
  );
}
