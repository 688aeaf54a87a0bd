import type { Metadata } from "next";
import { GroupBill } from "@/components/group/group-bill";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/text-field";
import { api, orLeave } from "@/server/caller";
import { wordsOf } from "@/server/kernel/pagination";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("集团帐单") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function GroupBillPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const month = wordsOf(await searchParams, "month");
  const view = await orLeave((await api()).bill.group({ ...(month ? { month } : {}) }), `${base}/login`);
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: say("帐单"), href: `${base}/bills` }, { label: say("集团帐单") }]} />} title={say("集团帐单")} text={say("本帐号自己的帐单，加上由本帐号付费的子帐号的帐单；每一份都可以打开，合计分毫不差。")} />
      {view.periods.length > 0 && (
        <form action={`${base}/bills/group`} method="get" className="mb-5 flex flex-wrap items-end gap-3">
          <div className="min-w-40"><SelectField name="month" label={say("帐期")} defaultValue={view.periodFrom?.slice(0, 7)}>{view.periods.map((period) => <option key={period} value={period.slice(0, 7)}>{say.month(period)}</option>)}</SelectField></div>
          <Button type="submit" variant="secondary">{say("查看")}</Button>
        </form>
      )}
      <GroupBill view={view} billsPath={`${base}/bills`} />
    </>
  );
}
