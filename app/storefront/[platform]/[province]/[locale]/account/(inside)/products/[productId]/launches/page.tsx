import type { Metadata } from "next";
import { LaunchTable } from "@/components/launch/launch-table";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { orLeave } from "@/server/caller";
import { choiceOf, cursorOf, withQuery } from "@/server/kernel/pagination";
import { getSay } from "@/components/say/server";
import { type MindedParams, loadMinded } from "../minded";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("打开记录") };
}

type Props = { params: MindedParams; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function LaunchesPage({ params, searchParams }: Props) {
  const say = await getSay();
  const query = await searchParams;
  const { base, caller, productId, path: product, header } = await loadMinded(params, "launches");
  const path = `${product}/launches`;
  const only = choiceOf(query, "only", ["refused"] as const);
  const cursor = cursorOf(query);
  const page = await orLeave(caller.app.launches({ productId, ...(only ? { only } : {}), ...(cursor ? { cursor } : {}) }), `${base}/login`);
  return (
    <>
      {header}
      <div className="mb-4"><Tabs label={say("打开记录")} tabs={[{ href: path, label: say("全部"), isCurrent: !only }, { href: `${path}?only=refused`, label: say("未能打开"), isCurrent: only === "refused" }]} /></div>
      <LaunchTable rows={page.rows} isFiltered={only !== undefined} path={path} foot={<Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />} />
    </>
  );
}
