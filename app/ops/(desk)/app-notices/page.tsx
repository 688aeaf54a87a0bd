import type { Metadata } from "next";
import { AppNoticeTable } from "@/components/notices/app-notice-table";
import { appNoticeStateWords } from "@/components/notices/app-notice-words";
import { PageHeader } from "@/components/patterns/page-header";
import { ButtonLink } from "@/components/ui/link";
import { Tabs } from "@/components/ui/tabs";
import { api, orLeave, signInPath } from "@/server/caller";
import { choiceOf, cursorOf, withQuery } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";
import { appNoticeStates } from "@/server/notifications/app-notice.rules";

export const metadata: Metadata = { title: "应用消息" };

export default async function AppNoticesPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const state = choiceOf(query, "state", appNoticeStates);
  const cursor = cursorOf(query);
  const caller = await api();
  const [me, page] = await orLeave(Promise.all([caller.console.me({}), caller.appNoticeDesk.list({ ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) })]), await signInPath(""));
  const hrefOf = (changes: Record<string, string | null>) => withQuery("/app-notices", query, { cursor: null, ...changes });
  return (
    <>
      <PageHeader title="应用消息" text="把消息和升级说明告诉一个应用的全部使用人。" actions={allows(me.roles, "appNotice.send") ? <ButtonLink href="/app-notices/new">写一条</ButtonLink> : undefined} />
      <Tabs label="状态" tabs={[{ href: hrefOf({ state: null }), label: "全部", isCurrent: state === undefined }, ...appNoticeStates.map((one) => ({ href: hrefOf({ state: one }), label: appNoticeStateWords[one].word, isCurrent: state === one }))]} />
      <div className="mt-3">
        <AppNoticeTable page={page} isFiltered={state !== undefined} clearHref={hrefOf({ state: null })} previousHref={cursor ? hrefOf({}) : null} nextHref={page.nextCursor ? hrefOf({ cursor: page.nextCursor }) : null} />
      </div>
    </>
  );
}
