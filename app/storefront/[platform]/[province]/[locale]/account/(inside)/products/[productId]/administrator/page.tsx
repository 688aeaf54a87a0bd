import type { Metadata } from "next";
import { AdministratorPanel } from "@/components/seats/administrator-panel";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { orLeave } from "@/server/caller";
import { getSay } from "@/components/say/server";
import { type MindedParams, loadMinded } from "../minded";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("业务管理员") };
}

export default async function AdministratorPage({ params }: { params: MindedParams }) {
  const { base, caller, productId, header } = await loadMinded(params, "administrator");
  const view = await orLeave(caller.productAdministrator.ofProduct({ productId }), `${base}/login`);
  return (
    <>
      {view.current?.sync === "syncing" && <LiveRefresh seconds={5} />}
      {header}
      <AdministratorPanel productId={productId} view={view} usersPath={`${base}/users`} />
    </>
  );
}
