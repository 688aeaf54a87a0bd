import type { Metadata } from "next";
import { PageHeader } from "@/components/patterns/page-header";
import { OwnProblems } from "@/components/problems/own-problems";
import { CaseForm } from "@/components/tickets/case-form";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { api, orLeave } from "@/server/caller";
import { wordsOf } from "@/server/kernel/pagination";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("报障或咨询") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function NewTicketPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const caller = await api();
  const [choices, problems] = await orLeave(Promise.all([caller.ticket.choices({}), caller.serviceProblem.mine({})]), `${base}/login`);
  const path = `${base}/tickets`;
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: say("服务与报障"), href: path }, { label: say("报障或咨询") }]} />} title={say("报障或咨询")} text={say("提交后转给本省 10060，答复会发邮件提醒企业联系人。紧急故障请直接拨打 10060。")} />
      <OwnProblems problems={problems} />
      <CaseForm choices={choices} path={path} productId={wordsOf(await searchParams, "product") ?? ""} />
    </>
  );
}
