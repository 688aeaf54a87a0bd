import { launchRuleWords, launchWhyWords } from "@/messages/zh-CN";
import type { OneAppView } from "@/server/launch/launch.schema";
import { useSay } from "#say";
import { LiveNotice } from "../partners/live-notice";
import { StateBadge } from "../patterns/state-badge";
import { ButtonAnchor } from "../ui/button";
import { Card, CardHeader, Row, Stack } from "../ui/card";
import { ButtonLink } from "../ui/link";
import { OpenApp } from "./app-tiles";
import { TakeSeat } from "./take-seat";

/** What each person may do about what stands in the way. */
function WhatToDo({ app, base }: { app: OneAppView; base: string }) {
  const say = useSay();
  if (app.rule === "allowed") return <OpenApp productId={app.productId} name={say.named(app.specificationName)} base={base} />;
  if (app.rule === "noSeat" && app.mayTakeSeat) return <TakeSeat productId={app.productId} />;
  if (app.rule === "arrears" && app.mayPay) return <ButtonLink href={`${base}/bills`}>{say("查看帐单")}</ButtonLink>;
  if (app.rule === "ownPause" && app.mayResume) return <ButtonLink href={`${base}/products/${app.productId}`}>{say("到产品页恢复使用")}</ButtonLink>;
  if (app.rule === "notConnected" && app.signInUrl) return <ButtonAnchor href={app.signInUrl} target="_blank" rel="noopener">{say("到应用登录（新窗口）")}</ButtonAnchor>;
  return null;
}

/** PR5: why an application does not open, in our words, and what this person can do about it. */
export function AppWhy({ app, base }: { app: OneAppView; base: string }) {
  const say = useSay();
  const { title, text } = launchWhyWords[app.rule];
  const isForKeepers = app.rule !== "allowed" && app.rule !== "notConnected" && app.rule !== "notOpen" && !app.mayTakeSeat && app.keepers.length > 0;
  return (
    <Stack>
      {app.live && <LiveNotice shown={app.live} actions={null} />}
      <Card as="section" labelledBy="why">
        <CardHeader id="why" title={say.word(title)} actions={<StateBadge state={app.rule} words={launchRuleWords} />} />
        <Stack>
          {text && <p>{say.word(text)}</p>}
          {isForKeepers && <p className="text-ink-soft">{say("贵企业的管理员：{keepers}", { keepers: say.list(app.keepers) })}</p>}
          <Row><WhatToDo app={app} base={base} /><ButtonLink href={`${base}/apps`} variant="secondary">{say("返回我的应用")}</ButtonLink></Row>
        </Stack>
      </Card>
    </Stack>
  );
}
