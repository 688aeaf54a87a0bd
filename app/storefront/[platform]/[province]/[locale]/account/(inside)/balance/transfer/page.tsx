import type { Metadata } from "next";
import { EmptyState } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { SwitchedOff } from "@/components/layout/switched-off";
import { TransferForm } from "@/components/payments/transfer-form";
import { TransferTable } from "@/components/payments/transfer-table";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Card, CardHeader, Stack } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { DescriptionList } from "@/components/ui/description-list";
import { api, orLeave } from "@/server/caller";
import { cursorOf, withQuery } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("银行转账") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function TransferPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const query = await searchParams;
  const cursor = cursorOf(query);
  const caller = await api();
  const [me, page] = await orLeave(Promise.all([caller.account.me(), caller.payment.transfers({ ...(cursor ? { cursor } : {}) })]), `${base}/login`);
  const path = `${base}/balance/transfer`;
  const mayPay = allows([me.role], "payment.make");
  const { account, isOn } = page;
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: say("余额"), href: `${base}/balance` }, { label: say("银行转账") }]} />} title={say("银行转账")} text={say("到账后先支付待付帐单，余下的存入可用余额。")} />
      <Stack gap="lg">
        {account ? (
          <Card labelledBy="to">
            <CardHeader id="to" title={say("收款账户")} text={say("请用本企业名下的对公账户转账；别的账户转来的款要人工核对。")} />
            <DescriptionList
              layout="grid"
              items={[
                { term: say("户名"), value: <span className="inline-flex flex-wrap items-center gap-2">{account.name} <CopyButton text={account.name} /></span> },
                { term: say("开户行"), value: account.bank },
                { term: say("帐号"), value: <span className="inline-flex flex-wrap items-center gap-2 figures">{account.number} <CopyButton text={account.number} /></span> },
              ]}
            />
            {mayPay && <div className="mt-(--card-pad)">{isOn ? <TransferForm accountName={me.customer.accountName} /> : <SwitchedOff title={say("现在不能新登记转账")} text={say("已登记的转账照常入账。")} />}</div>}
          </Card>
        ) : (
          <EmptyState title={say("本省还没有开通转账收款")} text={say("可以网上充值，或到营业厅付款。")} />
        )}
        <section aria-labelledby="transfers">
          <CardHeader id="transfers" title={say("转账记录")} />
          <TransferTable rows={page.rows} mayPay={mayPay} previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />
        </section>
      </Stack>
    </>
  );
}
