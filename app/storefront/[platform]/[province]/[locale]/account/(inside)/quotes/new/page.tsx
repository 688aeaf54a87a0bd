import type { Metadata } from "next";
import { PageHeader } from "@/components/patterns/page-header";
import { AskForm } from "@/components/quotes/ask-form";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { api, orLeave } from "@/server/caller";
import { wordsOf } from "@/server/kernel/pagination";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("询价") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function NewQuotePage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const query = await searchParams;
  const [offering = "", seats = ""] = [wordsOf(query, "offering"), wordsOf(query, "seats")];
  const here = `${base}/quotes/new?offering=${encodeURIComponent(offering)}&seats=${encodeURIComponent(seats)}`;
  const caller = await api();
  const choices = await orLeave(caller.quote.choices({}), `${base}/login?to=${encodeURIComponent(here)}`);
  const path = `${base}/quotes`;
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: say("报价"), href: path }, { label: say("询价") }]} />} title={say("询价")} text={say("写明产品、数量和需求，客户经理一般 1 个工作日内报价；报价不满意可以继续谈，不下单不收费。")} />
      <AskForm choices={choices} path={path} offeringCode={offering} seats={/^[1-9]\d{0,4}$/.test(seats) ? Number(seats) : null} />
    </>
  );
}
