import type { Metadata } from "next";
import { ImportSeats } from "@/components/seats/import-seats";
import { SeatRun } from "@/components/seats/seat-run";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { orLeave } from "@/server/caller";
import { idOf } from "@/server/kernel/pagination";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/patterns/page-header";
import { getSay } from "@/components/say/server";
import { type MindedParams, loadMinded } from "../../minded";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("批量分配席位") };
}

type Props = { params: MindedParams; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ImportSeatsPage({ params, searchParams }: Props) {
  const say = await getSay();
  const run = idOf(await searchParams, "run");
  const { base, caller, path: product, name, productId } = await loadMinded(params, "seats");
  const path = `${product}/seats`;
  const view = run ? await orLeave(caller.seat.import({ importId: run }), `${base}/login`) : null;
  return (
    <>
      {view && !view.endedAt && <LiveRefresh seconds={2} />}
      <PageHeader above={<Breadcrumb crumbs={[{ label: say("{name} 的席位", { name }), href: `${product}/seats` }, { label: say("批量分配席位") }]} />} title={say("批量分配席位")} text={say("先试算，看清每一行的结果，再确认办理。")} />
      {view ? <SeatRun view={view} path={path} /> : <ImportSeats productId={productId} path={path} />}
    </>
  );
}
