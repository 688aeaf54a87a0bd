import type { AppPage } from "@/server/launch/launch.schema";
import { useSay } from "#say";
import { TextLink } from "../ui/link";
import { AppTiles } from "./app-tiles";

const SHOWN = 6;

/** The applications that this person opens, on the home page; nothing for whoever opens none. */
export function HomeApps({ apps, base }: { apps: AppPage; base: string }) {
  const say = useSay();
  const mine = apps.rows.filter(({ rule }) => rule === "allowed");
  if (mine.length === 0) return null;
  return (
    <section aria-labelledby="apps">
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="apps" className="text-lg font-semibold">{say("我的应用")}</h2>
        <TextLink href={`${base}/apps`}>{say("全部应用")}</TextLink>
      </div>
      <AppTiles apps={mine.slice(0, SHOWN)} base={base} />
    </section>
  );
}
