import { wayWords } from "@/messages/zh-CN";
import type { OwnConsents } from "@/server/privacy/agreement.schema";
import { consentPurposes } from "@/server/privacy/consent.rules";
import { useSay } from "#say";
import { Badge } from "../ui/badge";
import { ButtonAnchor } from "../ui/button";
import { Card, CardHeader, Grid, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { TextLink } from "../ui/link";
import { ConsentSwitch } from "./consent-switch";
import { policyHref } from "./policy-links";

const anchor = "inline-block min-h-6 text-accent-strong underline underline-offset-4";

/** DP5: what using the portal needs, and how it ends. */
export function RequiredPolicies({ consents: { policies }, base }: { consents: OwnConsents; base: string }) {
  const say = useSay();
  const isOwed = policies.some((one) => one.isOwed);
  return (
    <Card as="section" labelledBy="required">
      <CardHeader
        id="required" title={say("使用本平台所必需的")}
        text={say.rich("没有它们就无法提供服务，所以不能单独撤回。不想继续时：请企业管理员把您移出企业，或{link}；您是企业管理员的，可以{link2}或{link3}。", { link: <TextLink href={`${base}/me#erase`}>{say("要求删除个人信息")}</TextLink>, link2: <TextLink href={`${base}/company/members`}>{say("移交")}</TextLink>, link3: <TextLink href={`${base}/company/close`}>{say("销户")}</TextLink> })}
        {...(isOwed ? { actions: <ButtonAnchor size="sm" href={`${base}/agree?to=${encodeURIComponent(`${base}/me/consents`)}`}>{say("阅读并同意新版")}</ButtonAnchor> } : {})}
      />
      <ul className="divide-y divide-line border-y border-line">
        {policies.map(({ kind, title, inForce, agreed, isOwed: owes }) => (
          <li key={kind} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-3">
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-2 font-medium">{say("《{title}》", { title })}{owes ? <Badge tone="warning">{say("等您同意")}</Badge> : agreed ? <Badge tone="success">{say("已同意")}</Badge> : null}</p>
              <p className="text-sm text-ink-soft">{agreed ? say("{at} {wayWords}同意了第 {version} 版", { at: say.instant(agreed.at), wayWords: say.word(wayWords[agreed.way]), version: String(agreed.version) }) : say("还没有同意过")}{agreed?.version === inForce ? "" : say("；现行的是第 {inForce} 版", { inForce: String(inForce) })}</p>
            </div>
            <p className="flex flex-wrap gap-x-4">
              {agreed && agreed.version !== inForce && <a className={anchor} href={policyHref(base, kind, agreed.version)} target="_blank" rel="noopener">{say("您同意的版本")}<span className="sr-only">{say("（《{title}》，在新标签页打开）", { title })}</span></a>}
              <a className={anchor} href={policyHref(base, kind)} target="_blank" rel="noopener">{say("现行版本")}<span className="sr-only">{say("（《{title}》，在新标签页打开）", { title })}</span></a>
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** DP5: each purpose apart, with what is done for it and one button that gives it or takes it back. */
export function ConsentCards({ consents: { purposes }, base }: { consents: OwnConsents; base: string }) {
  const say = useSay();
  return (
    <section aria-labelledby="optional">
      <h2 id="optional" className="text-lg font-semibold">{say("可选的用途")}</h2>
      <p className="mb-3 text-ink-soft">{say("各自单独决定，不同意不影响任何业务。")}</p>
      <Grid columns={2}>
        {purposes.map(({ purpose, isGiven, sequence, at, policyVersion, way }) => {
          const { word, about, data, to, onWithdrawal } = consentPurposes[purpose];
          return (
            <Card key={purpose} as="section" labelledBy={`purpose-${purpose}`}>
              <CardHeader id={`purpose-${purpose}`} title={word} actions={<Badge tone={isGiven ? "success" : "neutral"}>{isGiven ? say("已同意") : at ? say("已撤回") : say("未同意")}</Badge>} />
              <Stack>
                <p>{about}</p>
                <DescriptionList items={[{ term: say("用到的信息"), value: data }, { term: say("提供给"), value: to }, { term: isGiven ? say("同意于") : at ? say("撤回于") : say("记录"), value: at && way ? say("{instant}，{word}{text}", { instant: say.instant(at), word: say.word(wayWords[way]), text: policyVersion > 0 ? say("，依据《隐私政策》第 {policyVersion} 版", { policyVersion: String(policyVersion) }) : "" }) : say("没有操作过") }]} />
                {isGiven && <p className="text-sm text-ink-soft">{onWithdrawal}</p>}
                {purpose === "push" && !isGiven ? <p><TextLink href={`${base}/notices/choices`}>{say("到要接收的设备上开启")}</TextLink></p> : <ConsentSwitch purpose={purpose} word={word} isGiven={isGiven} after={sequence} />}
              </Stack>
            </Card>
          );
        })}
      </Grid>
    </section>
  );
}
