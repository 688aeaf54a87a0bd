import type { Metadata } from "next";
import { CompanyTabs } from "@/components/accounts/company-tabs";
import { CloseForm } from "@/components/closing/close-form";
import { Reopen } from "@/components/closing/reopen";
import { EmptyState } from "@/components/patterns/empty-state";
import { ButtonLink } from "@/components/ui/link";
import { closingStateWords } from "@/messages/life.zh-CN";
import { api, orLeave } from "@/server/caller";
import { dayOf } from "@/server/kernel/calendar";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("销户") };
}

export default async function ClosePage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const say = await getSay();
  const base = accountBase(await params);
  const caller = await api();
  const me = await orLeave(caller.account.me(), `${base}/login`);
  const view = allows([me.role], "account.close") ? await orLeave(caller.closing.quote({}), `${base}/login`) : null;
  return (
    <>
      <CompanyTabs base={base} role={me.role} current="close" waiting={me.waitingRequests} />
      {!view && <EmptyState title={say("只有企业管理员可以办理销户")} text={say("请联系您企业的管理员。")} />}
      {view?.open && (
        <EmptyState
          title={say("销户申请：{closingStateWordsWord}", { closingStateWordsWord: say.word(closingStateWords[view.open.state].word) })}
          text={view.open.mayReopen && view.open.reopenUntil ? say("{reopenUntil}之前可以恢复，帐号名不变；原来的产品需要重新订购。", { reopenUntil: say.day(dayOf(view.open.reopenUntil)) }) : say("进度和每一步的结果在申请里。")}
          actions={<><ButtonLink href={`${base}/orders/${view.open.orderId}`}>{say("查看申请")}</ButtonLink>{view.open.mayReopen && <Reopen />}</>}
        />
      )}
      {view && !view.open && <CloseForm base={base} initial={view} />}
    </>
  );
}
