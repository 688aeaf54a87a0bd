import type { Metadata } from "next";
import { DefaultsForm } from "@/components/notices/defaults-form";
import { NoticesTabs } from "@/components/notices/notices-tabs";
import { Tabs } from "@/components/ui/tabs";
import { roleWords } from "@/messages/zh-CN";
import { api, orLeave } from "@/server/caller";
import { choiceOf, withQuery } from "@/server/kernel/pagination";
import { customerRoles } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("成员的默认提醒") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function DefaultsPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const query = await searchParams;
  const role = choiceOf(query, "role", customerRoles) ?? "owner";
  const defaults = await orLeave((await api()).noticeChoice.defaults({ role }), `${base}/login`);
  return (
    <>
      <NoticesTabs base={base} current="defaults" mayDefault />
      <Tabs label={say("角色")} tabs={customerRoles.map((entry) => ({ href: withQuery(`${base}/notices/defaults`, query, { role: entry }), label: say.word(roleWords[entry]), isCurrent: entry === role }))} />
      <div className="mt-5">
        <DefaultsForm key={role} role={role} defaults={defaults} />
      </div>
    </>
  );
}
