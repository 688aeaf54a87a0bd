import type { Metadata } from "next";
import { ImportSeats } from "@/components/seats/import-seats";
import { SeatRun } from "@/components/seats/seat-run";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { orLeave } from "@/server/caller";
import { idOf } from "@/server/kernel/pagination";
import { ActHeader, type ActPageProps, loadAct } from "../../act-page";

export const metadata: Metadata = { title: "批量分配席位" };

type Props = ActPageProps & { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ImportSeatsPage({ params, searchParams }: Props) {
  const run = idOf(await searchParams, "run");
  const { base, caller, path: product, name, productId } = await loadAct(params, "seat.assign");
  const path = `${product}/seats`;
  const view = run ? await orLeave(caller.seat.import({ importId: run }), `${base}/login`) : null;
  return (
    <>
      {view && !view.endedAt && <LiveRefresh seconds={2} />}
      <ActHeader base={base} path={path} name={name} verb="批量分配席位" text="先试算，看清每一行的结果，再确认办理。" />
      {view ? <SeatRun view={view} path={path} /> : <ImportSeats productId={productId} path={path} />}
    </>
  );
}
