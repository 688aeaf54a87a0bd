import type { Metadata } from "next";
import { AskFapiaoForm } from "@/components/fapiao/ask-form";
import { FapiaoTable } from "@/components/fapiao/fapiao-table";
import { PageHeader } from "@/components/patterns/page-header";
import { EmptyState } from "@/components/patterns/empty-state";
import { Alert } from "@/components/ui/alert";
import { CardHeader, Stack } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { api, orLeave } from "@/server/caller";
import { cursorOf, withQuery } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("发票") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function FapiaoPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const query = await searchParams;
  const cursor = cursorOf(query);
  const caller = await api();
  const [me, open, page] = await orLeave(Promise.all([caller.account.me(), caller.fapiao.openBills({}), caller.fapiao.list({ ...(cursor ? { cursor } : {}) })]), `${base}/login`);
  const mayAsk = allows([me.role], "fapiao.ask");
  const path = `${base}/fapiao`;
  return (
    <>
      <PageHeader title={say("发票")} text={say("按已付的费用开具，可以一张帐单一张，也可以合并；抬头为核验过的企业名称和信用代码。")} />
      <Stack gap="lg">
        {!open.isVerified && <Alert tone="warning" title={say("企业资料还没有核验")}>{say("核验通过后才能开发票。")}</Alert>}
        {mayAsk && open.isVerified && open.bills.length > 0 && <AskFapiaoForm open={open} />}
        <section aria-labelledby="fapiao-list">
          <CardHeader id="fapiao-list" title={say("发票记录")} />
          <FapiaoTable
            rows={page.rows}
            side="customer"
            mayAct={mayAsk}
            whenEmpty={<EmptyState title={say("还没有发票")} text={open.bills.length > 0 ? say("在上面选择帐单，申请第一张发票。") : say("付清帐单后，这里可以申请发票。")} />}
            foot={<Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />}
          />
        </section>
      </Stack>
    </>
  );
}
