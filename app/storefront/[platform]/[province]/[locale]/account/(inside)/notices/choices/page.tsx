import type { Metadata } from "next";
import { ChoiceForm } from "@/components/notices/choice-form";
import { NoticesTabs } from "@/components/notices/notices-tabs";
import { TimesForm } from "@/components/notices/times-form";
import { Stack } from "@/components/ui/card";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";

export const metadata: Metadata = { title: "我的提醒" };

export default async function ChoicesPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const base = accountBase(await params);
  const choices = await orLeave((await api()).noticeChoice.mine({}), `${base}/login`);
  return (
    <>
      <NoticesTabs base={base} current="own" mayDefault={choices.mayDefault} />
      <Stack gap="lg">
        <TimesForm times={choices.times} />
        <ChoiceForm choices={choices} />
      </Stack>
    </>
  );
}
