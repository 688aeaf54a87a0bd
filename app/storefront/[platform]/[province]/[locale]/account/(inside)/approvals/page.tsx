import type { Metadata } from "next";
import { ApprovalTable } from "@/components/approvals/approval-table";
import { EmptyState } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { ButtonLink } from "@/components/ui/link";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { api, orLeave } from "@/server/caller";
import { choiceOf, cursorOf, withQuery } from "@/server/kernel/pagination";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("审批") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ApprovalsPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const query = await searchParams;
  const tab = choiceOf(query, "tab", ["ended"]) ?? "open";
  const cursor = cursorOf(query);
  const page = await orLeave((await api()).approval.list({ tab, ...(cursor ? { cursor } : {}) }), `${base}/login`);
  const path = `${base}/approvals`;
  const isOpen = tab === "open";
  return (
    <>
      <PageHeader title={say("审批")} text={say("超过额度的订单在这里等您决定，同意后才会继续办理。")} actions={<ButtonLink href={`${path}/policy`} variant="secondary">{say("谁来审批")}</ButtonLink>} />
      <Tabs label={say("审批")} tabs={[{ href: path, label: say("等待审批{value}", { value: page.open > 0 ? say("（{open}）", { open: page.open }) : "" }), isCurrent: isOpen }, { href: `${path}?tab=ended`, label: say("已结束"), isCurrent: !isOpen }]} />
      <div className="mt-5">
        <ApprovalTable
          rows={page.rows} path={path} isOpen={isOpen}
          whenEmpty={<EmptyState title={isOpen ? say("没有等待审批的订单") : say("还没有审批过订单")} text={isOpen ? say("本企业和子帐号的订单超过额度时，会出现在这里。") : say("同意、不同意和逾期的都会留在这里。")} />}
          foot={<Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />}
        />
      </div>
    </>
  );
}
