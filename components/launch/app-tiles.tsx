import { launchRuleWords, launchWhyWords } from "@/messages/zh-CN";
import type { AppTile } from "@/server/launch/launch.schema";
import { useSay } from "#say";
import { LiveBadge } from "../partners/live-badge";
import { StateBadge } from "../patterns/state-badge";
import { ButtonAnchor } from "../ui/button";
import { Card } from "../ui/card";
import { ButtonLink } from "../ui/link";

/** PR5: one tile an application, one click from being in it; where it does not open the way to the reason. */
export function AppTiles({ apps, base }: { apps: readonly AppTile[]; base: string }) {
  const say = useSay();
  return (
    <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
      {apps.map((app) => (
        <Card key={app.productId} as="li">
          <div className="flex h-full flex-col gap-3">
            <div className="min-w-0">
              <h3 className="font-semibold break-words">{say.named(app.specificationName)}</h3>
              <p className="text-sm text-ink-soft">{app.name}</p>
            </div>
            <p className="flex flex-wrap gap-2">
              {app.rule !== "allowed" && <StateBadge state={app.rule} words={launchRuleWords} />}
              {app.live && app.live.state !== "unknown" && <LiveBadge shown={app.live} />}
            </p>
            <div className="mt-auto">{app.rule === "allowed" ? <OpenApp productId={app.productId} name={say.named(app.specificationName)} base={base} /> : <ButtonLink size="sm" variant="secondary" href={`${base}/apps/${app.productId}`}>{say("查看原因")}<span className="sr-only">{say("：{specificationName}，{word}", { specificationName: say.named(app.specificationName), word: say.word(launchWhyWords[app.rule].title) })}</span></ButtonLink>}{app.mayKeepSeats && <span className="ml-2"><ButtonLink size="sm" variant="ghost" href={`${base}/products/${app.productId}/seats`} aria-label={say("{specificationName}的席位", { specificationName: say.named(app.specificationName) })}>{say("席位")}</ButtonLink></span>}</div>
          </div>
        </Card>
      ))}
    </ul>
  );
}

/** One click; the application has a window of its own, so that the portal stays. */
export function OpenApp({ productId, name, base }: { productId: string; name: string; base: string }) {
  const say = useSay();
  return <ButtonAnchor size="sm" href={`${base}/apps/${productId}/open`} target="_blank" rel="noopener" aria-label={say("打开{name}（新窗口）", { name })}>{say("打开")}</ButtonAnchor>;
}
