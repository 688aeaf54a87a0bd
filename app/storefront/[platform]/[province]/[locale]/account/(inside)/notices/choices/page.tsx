import type { Metadata } from "next";
import { ChoiceForm } from "@/components/notices/choice-form";
import { LanguageForm } from "@/components/notices/language-form";
import { NoticesTabs } from "@/components/notices/notices-tabs";
import { PushDevices } from "@/components/notices/push-devices";
import { TimesForm } from "@/components/notices/times-form";
import { Stack } from "@/components/ui/card";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("我的提醒") };
}

export default async function ChoicesPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const base = accountBase(await params);
  const caller = await api();
  const choices = await orLeave(caller.noticeChoice.mine({}), `${base}/login`);
  const devices = choices.isPersonal ? await orLeave(caller.pushDevice.list({}), `${base}/login`) : null;
  return (
    <>
      <NoticesTabs base={base} current="own" mayDefault={choices.mayDefault} />
      <Stack gap="lg">
        {devices && <PushDevices list={devices} />}
        {choices.isPersonal && <TimesForm times={choices.times} />}
        {choices.isPersonal && <LanguageForm language={choices.language} />}
        <ChoiceForm choices={choices} />
      </Stack>
    </>
  );
}
