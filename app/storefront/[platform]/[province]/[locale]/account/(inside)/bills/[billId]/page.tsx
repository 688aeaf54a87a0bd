import type { Metadata } from "next";
import { z } from "zod";
import { CustomerBillView } from "@/components/billing/customer-bill";
import { api, orLeave } from "@/server/caller";
import { cursorOf } from "@/server/kernel/pagination";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("帐单") };
}

type Props = { params: Promise<{ platform: string; province: string; billId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function BillPage({ params, searchParams }: Props) {
  const { billId, ...place } = await params;
  const base = accountBase(place);
  const query = await searchParams;
  const cursor = cursorOf(query);
  const productId = z.uuid().safeParse(query.product).data;
  const caller = await api();
  const path = `${base}/bills/${billId}`;
  const [me, bill] = await orLeave(Promise.all([caller.account.me(), caller.bill.byId({ billId, ...(productId ? { productId } : {}), ...(cursor ? { cursor } : {}) })]), `${base}/login?to=${encodeURIComponent(path)}`);
  return <CustomerBillView bill={bill} base={base} query={query} productId={productId ?? null} role={me.role} today={me.today} />;
}
