import type { Metadata } from "next";
import { ApprovalPanel } from "@/components/approvals/approval-panel";
import { AccountChoice } from "@/components/group/account-choice";
import { EmptyState } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { ButtonLink } from "@/components/ui/link";
import { api, orLeave, signInPath } from "@/server/caller";
import { withQuery, wordsOf } from "@/server/kernel/pagination";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("审批订单"), referrer: "no-referrer" };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

/** NT3: where the link in an approver's mail leads: to the question, or first to the account that it is asked in. */
export default async function ApprovalLinkPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const query = await searchParams;
  const token = wordsOf(query, "token") ?? "";
  const caller = await api();
  const { approval, switchTo } = await orLeave(caller.approval.byLink({ token }), await signInPath(base));
  if (switchTo) {
    const accounts = await orLeave(caller.account.own(), `${base}/login`);
    return (
      <>
        <PageHeader title={say("审批订单")} text={say("这份邮件发给您在另一个帐号里的身份，进入那个帐号后继续。")} />
        <AccountChoice accounts={accounts.filter(({ membershipId }) => membershipId === switchTo.membershipId)} home={withQuery(`${base}/approvals/link`, query, {})} />
      </>
    );
  }
  if (!approval) return <EmptyState title={say("这个链接已经用过")} text={say("每个链接只能决定一次；其他订单请从“审批”里处理。")} actions={<ButtonLink href={`${base}/approvals`}>{say("去审批")}</ButtonLink>} />;
  return (
    <>
      <PageHeader title={say("审批订单")} />
      <ApprovalPanel base={base} approval={approval} token={token} />
    </>
  );
}
