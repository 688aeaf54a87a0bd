import type { Metadata } from "next";
import { ChildHeader } from "@/components/group/child-header";
import { GrantForm } from "@/components/group/grant-form";
import { GrantTable } from "@/components/group/grant-table";
import { Stack } from "@/components/ui/card";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/link";
import { TextField } from "@/components/ui/text-field";
import { api, orLeave } from "@/server/caller";
import { dayIn } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("产品授权") };
}

type Props = { params: Promise<{ platform: string; province: string; childId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AuthorisationsPage({ params, searchParams }: Props) {
  const say = await getSay();
  const { childId, ...place } = await params;
  const base = accountBase(place);
  const onDay = dayIn(await searchParams, "day");
  const caller = await api();
  const [me, child, view] = await orLeave(Promise.all([caller.account.me(), caller.childAccount.byId({ childId }), caller.authorisation.list({ childId, ...(onDay ? { onDay } : {}) })]), `${base}/login`);
  const isPast = view.onDay !== view.today;
  const mayChange = allows([me.role], "childAccount.open") && !isPast;
  const path = `${base}/children/${childId}/authorisations`;
  return (
    <>
      <ChildHeader base={base} child={child} current="authorisations" />
      <form action={path} method="get" className="mb-5 flex flex-wrap items-end gap-3">
        <div className="min-w-0 sm:max-w-xs"><TextField name="day" type="date" label={say("查看哪一天")} defaultValue={view.onDay} max={view.today} /></div>
        <Button type="submit" variant="secondary">{say("查看")}</Button>
        {isPast && <ButtonLink href={path} variant="ghost">{say("回到今天")}</ButtonLink>}
      </form>
      <Stack gap="lg">
        {isPast && <p role="status" className="text-ink-soft">{say("{onDay}当天的授权，只能查看。", { onDay: say.day(view.onDay) })}</p>}
        <GrantTable grants={view.grants} path={path} mayChange={mayChange} />
        {mayChange && child.stage !== "closed" && <GrantForm childId={childId} today={view.today} choices={view.choices} />}
      </Stack>
    </>
  );
}
