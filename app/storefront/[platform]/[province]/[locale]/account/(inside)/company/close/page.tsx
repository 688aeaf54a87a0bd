import type { Metadata } from "next";
import { CompanyTabs } from "@/components/accounts/company-tabs";
import { CloseForm } from "@/components/closing/close-form";
import { Reopen } from "@/components/closing/reopen";
import { EmptyState } from "@/components/patterns/empty-state";
import { ButtonLink } from "@/components/ui/link";
import { closingStateWords } from "@/messages/life.zh-CN";
import { api, orLeave } from "@/server/caller";
import { dayOf, formatDay } from "@/server/kernel/calendar";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";

export const metadata: Metadata = { title: "销户" };

export default async function ClosePage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const base = accountBase(await params);
  const caller = await api();
  const me = await orLeave(caller.account.me(), `${base}/login`);
  const view = allows([me.role], "account.close") ? await orLeave(caller.closing.quote({}), `${base}/login`) : null;
  return (
    <>
      <CompanyTabs base={base} role={me.role} current="close" waiting={me.waitingRequests} />
      {!view && <EmptyState title="只有企业管理员可以办理销户" text="请联系您企业的管理员。" />}
      {view?.open && (
        <EmptyState
          title={`销户申请：${closingStateWords[view.open.state].word}`}
          text={view.open.mayReopen && view.open.reopenUntil ? `${formatDay(dayOf(view.open.reopenUntil))}之前可以恢复，帐号名不变；原来的产品需要重新订购。` : "进度和每一步的结果在申请里。"}
          actions={<><ButtonLink href={`${base}/orders/${view.open.orderId}`}>查看申请</ButtonLink>{view.open.mayReopen && <Reopen />}</>}
        />
      )}
      {view && !view.open && <CloseForm base={base} initial={view} />}
    </>
  );
}
