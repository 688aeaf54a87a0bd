"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { DeviceList } from "@/server/notifications/device.schema";
import { useSay } from "#say";
import { wordsOfProblem } from "../accounts/problem-words";
import { useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { PushFailed, type PushStanding, usePush } from "./use-push";

const NOT_REACHED = "浏览器没有连上它的推送服务，请检查网络后再试。邮件和消息中心不受影响。";
/** Why a push could not be turned on, in words. */
export const pushProblem = (error: unknown): string | null => (error instanceof PushFailed ? NOT_REACHED : wordsOfProblem(error));

/** NT2: the browsers that one is told in, and this one among them or not. */
export function PushDevices({ list: { devices } }: { list: DeviceList }) {
  const say = useSay();
  const { refresh } = useRouter();
  const { standing, turnOn, look } = usePush(refresh);
  const remove = useMutation(useTRPC().pushDevice.remove.mutationOptions({ onSuccess: refresh }));
  const here = devices.find(({ endpointHash }) => endpointHash === standing?.hash);
  async function end(deviceId: string) {
    await remove.mutateAsync({ deviceId }).catch(() => undefined);
    if (deviceId !== here?.deviceId) return;
    await (await (await navigator.serviceWorker.getRegistration("/"))?.pushManager.getSubscription())?.unsubscribe();
    await look();
  }
  return (
    <Card as="section" labelledBy="push-devices">
      <CardHeader id="push-devices" title={say("在设备上接收推送")} text={say("关掉网页也能收到。推送里只有标题，不带金额和姓名；点开后需要登录。经浏览器厂商的推送服务送达，厂商看不到内容；在这里开启就是您的同意，随时可以撤回。")} />
      <Stack>
        {devices.length > 0 && (
          <ul className="divide-y divide-line border-y border-line" aria-label={say("接收推送的设备")}>
            {devices.map((row) => (
              <li key={row.deviceId} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
                <div className="min-w-0">
                  <p className="flex flex-wrap items-center gap-2"><span className="font-medium">{row.device}</span>{row.deviceId === here?.deviceId && <Badge tone="accent">{say("这台设备")}</Badge>}</p>
                  <p className="text-sm text-ink-faint">{say("{createdAt} 添加", { createdAt: say.instant(row.createdAt) })}{row.lastSentAt ? say("，最近推送 {lastSentAt}", { lastSentAt: say.instant(row.lastSentAt) }) : say("，还没有推送过")}</p>
                </div>
                <Button size="sm" variant="secondary" aria-label={say("不再推送到{device}", { device: row.device })} isBusy={remove.isPending && remove.variables.deviceId === row.deviceId} onClick={() => void end(row.deviceId)}>{say("不再推送")}</Button>
              </li>
            ))}
          </ul>
        )}
        <Standing standing={standing} isHere={here !== undefined} isRefused={turnOn.data === false} />
        {standing?.state === "open" && !here && <div><Button isBusy={turnOn.isPending} onClick={() => turnOn.mutate()}>{say("在这台设备上接收推送")}</Button></div>}
        <FormProblem>{pushProblem(turnOn.error) ?? wordsOfProblem(remove.error)}</FormProblem>
      </Stack>
    </Card>
  );
}

function Standing({ standing, isHere, isRefused }: { standing: PushStanding | null; isHere: boolean; isRefused: boolean }) {
  const say = useSay();
  return (
    <div role="status" className="empty:hidden">
      {standing?.state === "unsupported" && <Alert tone="info" title={say("这个浏览器不支持推送")}>{say("邮件和消息中心照常可用。iPhone 和 iPad 请先把本站添加到主屏幕，再从主屏幕打开。")}</Alert>}
      {standing?.state === "denied" && <Alert tone="warning" title={say("浏览器禁止了本站的通知")}>{say("请在浏览器的网站设置里改为允许，再回到这里。")}</Alert>}
      {standing?.state === "open" && isRefused && !isHere && <Alert tone="info" title={say("没有开启")}>{say("您没有允许通知，随时可以再试。")}</Alert>}
    </div>
  );
}
