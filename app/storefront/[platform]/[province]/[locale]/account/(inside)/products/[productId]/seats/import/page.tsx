import type { Metadata } from "next";
import { ImportSeats } from "@/components/seats/import-seats";
import { SeatRun } from "@/components/seats/seat-run";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { orLeave } from "@/server/caller";
import { idOf } from "@/server/kernel/pagination";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/patterns/page-header";
import { type MindedParams, loadMinded } from "../../minded";

export const metadata: Metadata = { title: "批量分配席位" };

type Props = { params: MindedParams; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ImportSeatsPage({ params, searchParams }: Props) {
  const run = idOf(await searchParams, "run");
  const { base, caller, path: product, name, productId } = await loadMinded(params, "seats");
  const path = `${product}/seats`;
  const view = run ? await orLeave(caller.seat.import({ importId: run }), `${base}/login`) : null;
  return (
    <>
      {view && !view.endedAt && <LiveRefresh seconds={2} />}
      <PageHeader above={<Breadcrumb crumbs={[{ label: `${name} 的席位`, href: `${product}/seats` }, { label: "批量分配席位" }]} />} title="批量分配席位" text="先试算，看清每一行的结果，再确认办理。" />
      {view ? <SeatRun view={view} path={path} /> : <ImportSeats productId={productId} path={path} />}
    </>
  );
}
