"use client";

import { useState, useSyncExternalStore } from "react";
import { useSay } from "#say";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { pushProblem } from "./push-devices";
import { usePush } from "./use-push";

const DISMISSED = "kdsw:no-push-offer";
const subscribeToNothing = () => () => undefined;
const wasDismissed = () => localStorage.getItem(DISMISSED) !== null;

/** NT2: where somebody waits for news of what they have just sent: whether this browser should tell them. Asked once, by a click. */
export function PushOffer() {
  const say = useSay();
  const { standing, turnOn } = usePush(() => undefined);
  const isDismissed = useSyncExternalStore(subscribeToNothing, wasDismissed, () => true);
  const [isOver, setIsOver] = useState(false);
  const leave = () => { localStorage.setItem(DISMISSED, "1"); setIsOver(true); };
  if (turnOn.data === true) return <div role="status"><Alert tone="success" title={say("有进展会推送到这台设备")} /></div>;
  if (isDismissed || isOver || standing?.state !== "open" || standing.hash !== null) return null;
  return (
    <Alert tone="info" title={say("有进展时推送到这台设备？")} actions={<><Button size="sm" isBusy={turnOn.isPending} onClick={() => turnOn.mutate()}>{say("接收推送")}</Button><Button size="sm" variant="ghost" onClick={leave}>{say("不用")}</Button></>}>
      {pushProblem(turnOn.error) ?? say("关掉网页也能收到审核和开通的消息。随时可以在“消息 → 提醒设置”里关闭。")}
    </Alert>
  );
}
