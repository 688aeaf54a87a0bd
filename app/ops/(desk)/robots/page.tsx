import type { Metadata } from "next";
import { RobotDesk } from "@/components/console/robot-desk";
import { PageHeader } from "@/components/patterns/page-header";
import { api, orLeave, signInPath } from "@/server/caller";

export const metadata: Metadata = { title: "提醒群" };

export default async function RobotsPage() {
  const caller = await api();
  const me = await orLeave(caller.console.me({}), await signInPath(""));
  const robots = await orLeave(caller.groupRobot.list({}), await signInPath(""));
  return (
    <>
      <PageHeader title="提醒群" text="企业微信或钉钉群机器人。审核快超时、开通需要人工处理时，群里会收到提醒；提醒不含客户的联系方式。" />
      <RobotDesk robots={robots} platformId={me.dutyPlatformId} />
    </>
  );
}
