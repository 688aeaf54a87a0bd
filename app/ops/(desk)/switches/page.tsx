import type { Metadata } from "next";
import { SetSwitchForm } from "@/components/console/set-switch-form";
import { SwitchTable } from "@/components/console/switch-table";
import { PageHeader } from "@/components/patterns/page-header";
import { Stack } from "@/components/ui/card";
import { api, orLeave, signInPath } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { provincesOnDuty } from "@/server/platforms/province.rules";

export const metadata: Metadata = { title: "功能开关" };

export default async function SwitchesPage() {
  const caller = await api();
  const [me, board] = await orLeave(Promise.all([caller.console.me({}), caller.featureSwitch.board({})]), await signInPath(""));
  const mayManage = allows(me.roles, "featureSwitch.manage");
  const provinces = provincesOnDuty(me.dutyPlatformId, me.provinces).map(({ id, name }) => ({ id, name }));
  return (
    <>
      <PageHeader title="功能开关" text="一个省暂时关闭或开启某项功能：谁负责、为什么、到哪一天。到期自动恢复默认，提前 7 天提醒负责人。" />
      <Stack gap="lg">
        <SwitchTable board={board} mayManage={mayManage} />
        {mayManage && provinces.length > 0 && <SetSwitchForm provinces={provinces} today={board.today} />}
      </Stack>
    </>
  );
}
